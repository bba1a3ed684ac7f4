package sacred.app.term;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import sacred.app.text.Size;

/** A terminal without a device: remembers each write and each change of its settings, and types what a test types. */
final class FakeTty implements Tty {

    final List<String> writes = new CopyOnWriteArrayList<>();
    /** Settings and writes in their order, for tests of it. */
    final List<String> deeds = new CopyOnWriteArrayList<>();

    private volatile Size size = new Size(20, 4);
    private volatile boolean broken;
    private Runnable onResize = () -> {};
    private Runnable onStop = () -> {};
    private Pipe.SinkChannel sink;
    private int opened;

    void resize(Size to) {
        size = to;
        onResize.run();
    }

    void pressedToStop() {
        onStop.run();
    }

    void type(String text) throws IOException {
        sink.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    void hangUp() throws IOException {
        sink.close();
    }

    /** From now on every write fails. */
    void breakDown() {
        broken = true;
    }

    /** How often somebody began to read. */
    int opened() {
        return opened;
    }

    @Override
    public ReadableByteChannel keys() throws IOException {
        Pipe pipe = Pipe.open();
        sink = pipe.sink();
        opened++;
        deeds.add("read");
        return pipe.source();
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        if (broken) {
            throw new IOException("Input/output error");
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        writes.add(text);
        deeds.add(text);
    }

    @Override
    public Size size() {
        return size;
    }

    @Override
    public void raw() {
        deeds.add("raw");
    }

    @Override
    public void cooked() {
        deeds.add("cooked");
    }

    @Override
    public void onResize(Runnable action) {
        onResize = action;
    }

    @Override
    public void onStop(Runnable action) {
        onStop = action;
    }

    @Override
    public void stop() {
        deeds.add("stop");
    }

    @Override
    public void close() {
        deeds.add("close");
    }
}
