package sacred.timeline.journal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Goes through the beginning of a record as our writer writes it, without decoding it. Not to be shared between threads. */
final class Cursor {

    /** Nine digits are always an int. */
    private static final int MAX_DIGITS = 9;

    private final byte[] bytes;
    private final int end;
    private int place;

    Cursor(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.place = from;
        this.end = end;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static boolean at(byte[] bytes, int place, byte[] wanted) {
        return place >= 0
                && place + wanted.length <= bytes.length
                && Arrays.equals(bytes, place, place + wanted.length, wanted, 0, wanted.length);
    }

    boolean skip(byte[] wanted) {
        boolean there = place + wanted.length <= end && at(bytes, place, wanted);
        place += there ? wanted.length : 0;
        return there;
    }

    /** Up to the quotation mark that ends a text without escapes. */
    boolean skipText() {
        while (place < end && bytes[place] != '"' && bytes[place] != '\\') {
            place++;
        }
        return place < end && bytes[place] == '"';
    }

    /** The text up to its quotation mark; what has an escape in it ends before. */
    String text() {
        int from = place;
        skipText();
        return new String(bytes, from, place - from, StandardCharsets.UTF_8);
    }

    String digits() {
        int from = place;
        while (place < end && bytes[place] >= '0' && bytes[place] <= '9') {
            place++;
        }
        return new String(bytes, from, place - from, StandardCharsets.US_ASCII);
    }

    /** -1 where there is none as our writer writes it. */
    int number() {
        int from = place;
        int value = 0;
        while (place < end && bytes[place] >= '0' && bytes[place] <= '9' && place - from < MAX_DIGITS) {
            value = value * 10 + bytes[place++] - '0';
        }
        boolean ours = place > from && (bytes[from] != '0' || place == from + 1);
        return ours ? value : -1;
    }
}
