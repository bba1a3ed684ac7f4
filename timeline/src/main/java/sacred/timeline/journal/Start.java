package sacred.timeline.journal;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What the beginning of a block's record says, without decoding the record.
 *
 * @param kind as the file has it
 * @param at when the block began, as the file has it
 */
public record Start(String kind, String at, long durationMs) {

    private static final byte[] TYPE = ascii("{\"type\":\"block\",\"seq\":");
    private static final byte[] ID = ascii(",\"id\":\"");
    private static final byte[] TURN = ascii("\",\"turn\":");
    private static final byte[] KIND = ascii(",\"kind\":\"");
    private static final byte[] AT = ascii("\",\"at\":\"");
    private static final byte[] DURATION = ascii("\",\"duration_ms\":");
    private static final byte[] TEXT = ascii(",\"");
    /** More digits than any count of milliseconds has. */
    private static final int MAX_DIGITS = 18;

    /** Empty where the record is written in another way than ours: then only decoding tells. */
    static Optional<Start> of(byte[] bytes, int from, int to) {
        Cursor cursor = new Cursor(bytes, from, to);
        if (!cursor.skips(TYPE)) {
            return Optional.empty();
        }
        cursor.digits();
        if (!cursor.skips(ID)) {
            return Optional.empty();
        }
        cursor.letters();
        if (!cursor.skips(TURN)) {
            return Optional.empty();
        }
        cursor.digits();
        if (!cursor.skips(KIND)) {
            return Optional.empty();
        }
        String kind = cursor.letters();
        if (!cursor.skips(AT)) {
            return Optional.empty();
        }
        String at = cursor.letters();
        String millis = cursor.skips(DURATION) ? cursor.digits() : "";
        return millis.isEmpty() || millis.length() > MAX_DIGITS || !cursor.skips(TEXT)
                ? Optional.empty()
                : Optional.of(new Start(kind, at, Long.parseLong(millis)));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Goes through the bytes of one record. */
    private static final class Cursor {
        private final byte[] bytes;
        private final int to;
        private int at;

        Cursor(byte[] bytes, int from, int to) {
            this.bytes = bytes;
            this.at = from;
            this.to = to;
        }

        boolean skips(byte[] expected) {
            if (at + expected.length > to) {
                return false;
            }
            for (int i = 0; i < expected.length; i++) {
                if (bytes[at + i] != expected[i]) {
                    return false;
                }
            }
            at += expected.length;
            return true;
        }

        String digits() {
            int from = at;
            while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
                at++;
            }
            return new String(bytes, from, at - from, StandardCharsets.US_ASCII);
        }

        /** Up to a quote; what has an escape in it ends before. */
        String letters() {
            int from = at;
            while (at < to && bytes[at] != '"' && bytes[at] != '\\') {
                at++;
            }
            return new String(bytes, from, at - from, StandardCharsets.UTF_8);
        }
    }
}
