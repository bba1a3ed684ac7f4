package sacred.app.term;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A bracketed paste while it comes in, byte by byte, until {@code ESC [ 201 ~}. */
final class PasteBuffer {

    /** Bytes; what is beyond is dropped and counted. */
    static final int LIMIT = 50_000_000;

    private static final byte[] END = "\033[201~".getBytes(StandardCharsets.US_ASCII);

    private final int limit;
    private byte[] bytes = new byte[256];
    private int used;
    private long dropped;
    /** How much of the end has been seen. */
    private int seen;

    PasteBuffer() {
        this(LIMIT);
    }

    PasteBuffer(int limit) {
        this.limit = limit;
    }

    /** Takes a byte; true when it was the last of the paste. */
    boolean ends(byte b) {
        if (b == END[seen]) {
            seen++;
            return seen == END.length;
        }
        for (int i = 0; i < seen; i++) {
            keep(END[i]);
        }
        seen = b == END[0] ? 1 : 0;
        if (seen == 0) {
            keep(b);
        }
        return false;
    }

    private void keep(byte b) {
        if (used == limit) {
            dropped++;
            return;
        }
        if (used == bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(limit, used * 2));
        }
        bytes[used++] = b;
    }

    /** The text, with line feeds as line ends; says so when it is not all of it. */
    String text() {
        String text = new String(bytes, 0, used, StandardCharsets.UTF_8)
                .replace("\r\n", "\n")
                .replace('\r', '\n');
        return dropped == 0 ? text : text + "\n[the paste was cut here: " + dropped + " more bytes were dropped]\n";
    }
}
