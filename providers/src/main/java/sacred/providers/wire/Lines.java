package sacred.providers.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Cuts bytes into lines. Line ends are single bytes in UTF-8, so a line is decoded only when it is whole and no character
 * can be torn by the way the bytes arrive. Bytes that are no UTF-8 become U+FFFD.
 */
final class Lines {

    /** The longest line we keep: longer than any real event, short enough for a small heap. */
    static final int CAP_BYTES = 16 << 20;

    interface Sink {
        void line(String line) throws WireException;
    }

    private final boolean carriageReturnEnds;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean afterCarriageReturn;
    private boolean first = true;

    /** @param carriageReturnEnds whether a CR ends a line, as in event streams, or is part of it */
    Lines(boolean carriageReturnEnds) {
        this.carriageReturnEnds = carriageReturnEnds;
    }

    void bytes(byte[] bytes, Sink sink) throws WireException {
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            boolean secondHalf = afterCarriageReturn && bytes[i] == '\n';
            afterCarriageReturn = carriageReturnEnds && bytes[i] == '\r';
            if (secondHalf) {
                start = i + 1;
            } else if (bytes[i] == '\n' || afterCarriageReturn) {
                keep(bytes, start, i);
                start = i + 1;
                sink.line(take());
            }
        }
        keep(bytes, start, bytes.length);
    }

    /** What came after the last line end; empty when nothing did. */
    String rest() {
        return take();
    }

    private void keep(byte[] bytes, int from, int to) throws WireException {
        if (line.size() + (to - from) > CAP_BYTES) {
            throw Failure.tooLong("a line").thrown();
        }
        line.write(bytes, from, to - from);
    }

    private String take() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        boolean mark = first && text.startsWith("\uFEFF");
        first = false;
        return mark ? text.substring(1) : text;
    }
}
