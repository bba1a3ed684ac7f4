package sacred.app.term;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import sacred.app.text.Frame;
import sacred.app.text.Row;
import sacred.app.text.Size;

/**
 * A terminal that nobody sits at: types its cues when it has been shown the frames that they wait for. For the training of
 * the start.
 */
final class Rehearsal implements Tty {

    private final Deque<FullScreen.Cue> cues;
    private final Pipe pipe;

    Rehearsal(List<FullScreen.Cue> cues) throws IOException {
        this.cues = new ArrayDeque<>(cues);
        this.pipe = Pipe.open();
    }

    @Override
    public ReadableByteChannel keys() {
        return pipe.source();
    }

    /** A frame is on the screen now. */
    void shown(Frame frame) throws IOException {
        String text = frame.rows().stream().map(Row::text).collect(Collectors.joining("\n"));
        if (!cues.isEmpty() && text.contains(cues.peek().shown())) {
            pipe.sink().write(ByteBuffer.wrap(cues.remove().types().getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Override
    public void write(byte[] bytes) {}

    @Override
    public Size size() {
        return new Size(100, 30);
    }

    @Override
    public void raw() {}

    @Override
    public void cooked() {}

    @Override
    public void onResize(Runnable action) {}

    @Override
    public void onStop(Runnable action) {}

    @Override
    public void stop() {}

    @Override
    public void close() {}
}
