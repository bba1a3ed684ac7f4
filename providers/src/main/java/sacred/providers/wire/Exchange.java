package sacred.providers.wire;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import sacred.providers.Timeouts;
import sacred.timeline.ErrorKind;

/**
 * One HTTP request and the bytes of its answer.
 *
 * <p>Blocks the calling thread, which is meant to be virtual; an interrupt ends any wait. Every wait has a deadline: the
 * first byte of the body, then each next arrival. {@link #close} closes the socket at once unless the body has ended.
 */
public final class Exchange implements AutoCloseable {

    private final Network network;
    private final Timeouts timeouts;
    private final LongSupplier nanos;
    private final long firstByteDeadline;
    private final Patience patience;
    private final LinkedBlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final BodyQueue body = new BodyQueue(arrivals);
    private final CompletableFuture<HttpResponse<Void>> response;
    private Optional<ResponseInfo> info = Optional.empty();
    private boolean begun;
    private boolean ended;

    private Exchange(HttpClient client, HttpRequest request, Network network, LongSupplier nanos, Quiet quiet) {
        this.network = network;
        this.timeouts = network.timeouts();
        this.nanos = nanos;
        this.patience = new Patience(timeouts, nanos, quiet);
        this.firstByteDeadline = nanos.getAsLong() + timeouts.firstByte().toNanos();
        this.response = client.sendAsync(request, headers -> {
            arrivals.add(new Arrival.Headers(headers));
            return body;
        });
        response.whenComplete((done, cause) -> {
            if (cause != null) {
                arrivals.add(new Arrival.Broken(cause));
            } else if (done.statusCode() == Network.PROXY_WANTS_A_PASSWORD) {
                // where a tunnel was asked for, nobody is shown the headers
                arrivals.add(new Arrival.Broken(new Network.ProxyRefusal()));
            }
        });
    }

    static Exchange send(Wire wire, Request request, Timeouts timeouts, Quiet quiet) throws WireException {
        Optional<ProxyAddress> proxy = wire.connections().proxies().way(request.uri());
        HttpRequest.Builder builder;
        try {
            builder = HttpRequest.newBuilder(request.uri());
            request.headers().forEach(builder::header);
            // Java sends it to the proxy only
            proxy.flatMap(ProxyAddress::authorization)
                    .ifPresent(secret -> builder.header("Proxy-Authorization", secret.reveal()));
        } catch (IllegalArgumentException e) {
            // the exception quotes the header or the address: neither may be shown
            throw Failure.of(
                            ErrorKind.CONFIG,
                            false,
                            "could not be asked: its base_url or its key cannot be sent",
                            "Check both in the configuration.")
                    .thrown();
        }
        request.body().ifPresentOrElse(text -> builder.POST(BodyPublishers.ofString(text)), builder::GET);
        HttpClient client = wire.connections().client(request.uri(), timeouts.connect());
        return new Exchange(client, builder.build(), new Network(request.uri(), proxy, timeouts), wire.nanos(), quiet);
    }

    /** The status and headers; waits for them. */
    public ResponseInfo info() throws WireException, InterruptedException {
        if (info.isEmpty()) {
            switch (await(untilFirstByte())) {
                case Arrival.Headers headers -> {
                    network.check(headers.info().statusCode());
                    info = Optional.of(headers.info());
                }
                case Arrival.Broken broken -> throw network.before(broken.cause());
                case Arrival.Bytes _, Arrival.End _ -> throw new IllegalStateException("a body before its headers");
            }
        }
        return info.get();
    }

    /** The next bytes of the body; empty at its end. */
    public Optional<byte[]> next() throws WireException, InterruptedException {
        info();
        while (!ended) {
            body.more();
            switch (await(begun ? timeouts.idle() : untilFirstByte())) {
                case Arrival.Bytes bytes
                when bytes.bytes().length > 0 -> {
                    begun = true;
                    return Optional.of(bytes.bytes());
                }
                case Arrival.Bytes _, Arrival.Headers _ -> {}
                case Arrival.End _ -> ended = true;
                case Arrival.Broken _ -> throw Network.during();
            }
        }
        return Optional.empty();
    }

    /** What is known of silences; a reader tells it which bytes were content. */
    Patience patience() {
        return patience;
    }

    /**
     * Reads what may still follow the end of the answer, so that the connection can be used again; not for longer than
     * {@code patience}.
     */
    void drain(Duration patience) throws InterruptedException {
        long deadline = nanos.getAsLong() + patience.toNanos();
        while (!ended) {
            body.more();
            Arrival arrival = arrivals.poll(deadline - nanos.getAsLong(), TimeUnit.NANOSECONDS);
            if (arrival == null || arrival instanceof Arrival.Broken) {
                return;
            }
            ended = arrival instanceof Arrival.End;
        }
    }

    @Override
    public void close() {
        if (!ended) {
            // also after the headers: the response is not complete before its body is
            response.cancel(true);
        }
    }

    private Duration untilFirstByte() {
        return Duration.ofNanos(firstByteDeadline - nanos.getAsLong());
    }

    private Arrival await(Duration longest) throws WireException, InterruptedException {
        long untold = Math.min(longest.toNanos(), timeouts.notice().toNanos());
        Arrival arrival = arrivals.poll(untold, TimeUnit.NANOSECONDS);
        if (arrival == null && longest.toNanos() > untold) {
            Duration left = longest.minusNanos(untold);
            patience.silent(Duration.ofNanos(untold), left);
            arrival = arrivals.poll(left.toNanos(), TimeUnit.NANOSECONDS);
        }
        if (arrival == null) {
            throw begun ? Network.idle(timeouts.idle()) : Network.silent(timeouts.firstByte());
        }
        return arrival;
    }
}
