package sacred.app.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/**
 * A long text on its way out, in pieces of some thousand lines: memory does not grow with it, and not every line is a write. A
 * piece ends with a line, so that what is looked for in each of them, such as a secret, is never cut in two. Closing it hands on
 * what is left and closes nothing else. Not thread-safe.
 */
public final class WholeLines extends Writer {

    private static final int PIECE_CHARACTERS = 256 * 1024;

    private final To to;
    private final StringBuilder waiting = new StringBuilder();

    /** Where pieces go. */
    public interface To {
        void put(String piece) throws IOException;
    }

    public WholeLines(To to) {
        this.to = to;
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
        waiting.append(text, from, length);
        pass();
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
        waiting.append(text, from, from + length);
        pass();
    }

    /** For who knows nothing of files: an {@link IOException} comes in an {@link UncheckedIOException}. */
    public void text(String text) {
        try {
            write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pass() throws IOException {
        if (waiting.length() < PIECE_CHARACTERS) {
            return;
        }
        int lines = waiting.lastIndexOf("\n") + 1;
        if (lines > 0) {
            to.put(waiting.substring(0, lines));
            waiting.delete(0, lines);
        }
    }

    /** Nothing: half a line waits for its other half. */
    @Override
    public void flush() {}

    @Override
    public void close() throws IOException {
        if (!waiting.isEmpty()) {
            to.put(waiting.toString());
            waiting.setLength(0);
        }
    }
}
