package sacred.app.term;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import sacred.app.edit.Input;

/**
 * What is typed, from the device to the program. One daemon thread waits for bytes and can be called back at any time;
 * another decodes them and hands on what they mean, in order.
 */
final class Keyboard {

    /** How long an Escape waits for the rest of a sequence. */
    private static final long ESCAPE_MILLIS = 25;

    private static final int PARKING_MILLIS = 500;
    private static final byte[] END = new byte[0];

    private final Tty tty;
    private final Consumer<Input> inputs;
    private final Runnable ended;
    private final BlockingQueue<byte[]> read = new LinkedBlockingQueue<>();
    private final CountDownLatch attributesSeen = new CountDownLatch(1);
    private final Thread decoding = new Thread(this::decode, "sacred-keys");
    private Thread reading = new Thread(() -> {});

    Keyboard(Tty tty, Consumer<Input> inputs, Runnable ended) {
        this.tty = tty;
        this.inputs = inputs;
        this.ended = ended;
        decoding.setDaemon(true);
    }

    /** Reads from now on. */
    synchronized void start() throws IOException {
        ReadableByteChannel keys = tty.keys();
        reading = new Thread(() -> read(keys), "sacred-tty");
        reading.setDaemon(true);
        reading.start();
        if (decoding.getState() == Thread.State.NEW) {
            decoding.start();
        }
    }

    /** Reads no more until the next start; what is typed in between belongs to somebody else. */
    synchronized void park() {
        reading.interrupt();
        try {
            reading.join(PARKING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits a moment for the answer to who the terminal is, so that it does not end on the shell's line. */
    void awaitAttributes(long millis) {
        try {
            attributesSeen.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(ReadableByteChannel keys) {
        try (keys) {
            ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
            while (keys.read(buffer) >= 0) {
                read.add(Arrays.copyOf(buffer.array(), buffer.position()));
                buffer.clear();
            }
            read.add(END);
        } catch (ClosedByInterruptException e) {
            // parked
        } catch (IOException e) {
            read.add(END); // the terminal has gone
        }
    }

    private void decode() {
        KeyDecoder decoder = new KeyDecoder();
        try {
            while (true) {
                byte[] bytes = decoder.undecided() ? read.poll(ESCAPE_MILLIS, TimeUnit.MILLISECONDS) : read.take();
                if (bytes == END) {
                    break;
                }
                List<Input> decoded = bytes == null ? decoder.flush() : decoder.next(bytes, bytes.length);
                decoded.forEach(inputs);
                if (decoder.attributesSeen()) {
                    attributesSeen.countDown();
                }
            }
            ended.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
