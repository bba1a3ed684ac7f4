package sacred.timeline.journal;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The lines of a stream as bytes, one at a time, so that the size of a file is no limit. */
final class Lines implements Closeable {

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final byte NEWLINE = '\n';

    /**
     * One line.
     *
     * @param bytes without the newline
     * @param terminated false for a last line that has no newline
     */
    record Line(byte[] bytes, boolean terminated) {}

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int from;
    private int to;

    private Lines(InputStream in) {
        this.in = in;
    }

    static Lines of(InputStream in) {
        return new Lines(in);
    }

    Optional<Line> next() throws IOException {
        ByteArrayOutputStream before = new ByteArrayOutputStream(0);
        while (fill()) {
            for (int i = from; i < to; i++) {
                if (buffer[i] == NEWLINE) {
                    before.write(buffer, from, i - from);
                    from = i + 1;
                    return Optional.of(new Line(before.toByteArray(), true));
                }
            }
            before.write(buffer, from, to - from);
            from = to;
        }
        return before.size() == 0 ? Optional.empty() : Optional.of(new Line(before.toByteArray(), false));
    }

    private boolean fill() throws IOException {
        if (from == to) {
            from = 0;
            to = Math.max(0, in.read(buffer));
        }
        return to > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
