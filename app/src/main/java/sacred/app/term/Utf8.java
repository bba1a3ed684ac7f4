package sacred.app.term;

import java.nio.charset.StandardCharsets;

/** One code point from bytes that come one by one. */
final class Utf8 {

    static final int MORE = -1;
    static final int BROKEN = -2;

    private final byte[] bytes = new byte[4];
    private int used;
    private int wanted;

    boolean begun() {
        return used > 0;
    }

    static boolean continues(int b) {
        return (b & 0xC0) == 0x80;
    }

    void reset() {
        used = 0;
    }

    /** The code point that this byte completes, or {@link #MORE}, or {@link #BROKEN}. */
    int next(int b) {
        if (used == 0) {
            wanted = length(b);
            if (wanted == 0) {
                return BROKEN;
            }
        }
        bytes[used++] = (byte) b;
        if (used < wanted) {
            return MORE;
        }
        String text = new String(bytes, 0, used, StandardCharsets.UTF_8);
        used = 0;
        // overlong forms and surrogates become several replacement characters
        return text.codePointCount(0, text.length()) == 1 ? text.codePointAt(0) : BROKEN;
    }

    private static int length(int first) {
        if (first < 0x80) {
            return 1;
        }
        if (first < 0xC2 || first > 0xF4) {
            return 0;
        }
        return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    }
}
