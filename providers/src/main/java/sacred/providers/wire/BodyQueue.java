package sacred.providers.wire;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * Passes the buffers of a body to the thread that waits for them. Asks the network for more only when that thread does,
 * so that a fast server cannot fill the heap.
 */
final class BodyQueue implements BodySubscriber<Void> {

    private final BlockingQueue<Arrival> arrivals;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

    BodyQueue(BlockingQueue<Arrival> arrivals) {
        this.arrivals = arrivals;
    }

    void more() {
        subscription.thenAccept(s -> s.request(1));
    }

    @Override
    public void onSubscribe(Flow.Subscription s) {
        subscription.complete(s);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        byte[] bytes = new byte[buffers.stream().mapToInt(ByteBuffer::remaining).sum()];
        int at = 0;
        for (ByteBuffer buffer : buffers) {
            int length = buffer.remaining();
            buffer.get(bytes, at, length);
            at += length;
        }
        arrivals.add(new Arrival.Bytes(bytes));
    }

    @Override
    public void onError(Throwable cause) {
        done.completeExceptionally(cause);
        arrivals.add(new Arrival.Broken(cause));
    }

    @Override
    public void onComplete() {
        done.complete(null);
        arrivals.add(new Arrival.End());
    }

    @Override
    public CompletionStage<Void> getBody() {
        return done;
    }
}
