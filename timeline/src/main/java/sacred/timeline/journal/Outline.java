package sacred.timeline.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import sacred.timeline.Block;
import sacred.timeline.Event;
import sacred.timeline.Kind;

/**
 * What a scan has to know of a record, read from the places where our writer puts it: all else is left alone until somebody
 * wants to see it. Only for a record whose hash is right and that begins and ends as ours do; every other line is read in full.
 * What a hash vouches for can still be unknown to this version: that is then said in the place of the record.
 *
 * @param prev the hash of the record before
 */
record Outline(long seq, Kind kind, int turn, String prev, String hash) {

    private static final byte[] BLOCK = ascii("{\"type\":\"block\",\"seq\":");
    private static final byte[] TURN = ascii("{\"type\":\"turn\",\"seq\":");
    private static final byte[] ID = ascii(",\"id\":\"");
    private static final byte[] OF_TURN = ascii("\",\"turn\":");
    private static final byte[] KIND = ascii(",\"kind\":\"");
    private static final byte[] AT = ascii(",\"at\":\"");
    private static final byte[] COMMAND = ascii(",\"command\":true");
    private static final byte[] PREV = ascii(",\"prev\":\"");
    private static final int HEX_DIGITS = 64;
    /** From the comma before {@code prev} to the end of the record. */
    private static final int TAIL_BYTES = PREV.length + HEX_DIGITS + 1 + Chain.TAIL_BYTES;

    private static final List<Kind> KINDS = List.of(Kind.INPUT, Kind.ROUTE, Kind.TOOL, Kind.FORMAT, Kind.ERROR);
    private static final List<byte[]> NAMES =
            List.of(ascii("input\""), ascii("route\""), ascii("tool\""), ascii("format\""), ascii("error\""));
    /** Nine digits are always an int. */
    private static final int MAX_DIGITS = 9;

    /** Empty where the line is not as our writer writes it, or not intact. */
    static Optional<Outline> of(byte[] bytes, int from, int length, MessageDigest digest) {
        int tail = from + length - TAIL_BYTES;
        if (tail <= from || !at(bytes, tail, PREV) || bytes[tail + PREV.length + HEX_DIGITS] != '"') {
            return Optional.empty();
        }
        Cursor cursor = new Cursor(bytes, from, tail);
        boolean block = cursor.skip(BLOCK);
        if (!block && !cursor.skip(TURN)) {
            return Optional.empty();
        }
        int seq = cursor.number();
        cursor.skipTo(ID);
        int turn = cursor.skipText() && cursor.skip(OF_TURN) ? cursor.number() : -1;
        Optional<Kind> kind = block ? cursor.kind() : Optional.of(Kind.CLOSED);
        if (seq < 0 || turn < 0 || kind.isEmpty() || !cursor.skip(AT)) {
            return Optional.empty();
        }
        boolean command = kind.get() == Kind.INPUT && at(bytes, tail - COMMAND.length, COMMAND);
        return Chain.intact(bytes, from, length, digest)
                .map(hash -> new Outline(
                        seq,
                        command ? Kind.COMMAND : kind.get(),
                        turn,
                        new String(bytes, tail + PREV.length, HEX_DIGITS, StandardCharsets.ISO_8859_1),
                        hash));
    }

    /** An event with which the fold does what it does with the record's own, which is not needed for that. */
    Event.Durable event() {
        Block.Head head = new Block.Head("", turn, Instant.EPOCH, 0);
        return switch (kind) {
            case INPUT, COMMAND -> new Event.Opened(new Block.Input(head, "", kind == Kind.COMMAND));
            case CLOSED -> throw new IllegalStateException("a closing is read in full, for its sums");
            default -> new Event.Sealed(new Block.Tool(head, "", List.of(), List.of()));
        };
    }

    private static boolean at(byte[] bytes, int place, byte[] wanted) {
        return place >= 0
                && place + wanted.length <= bytes.length
                && Arrays.equals(bytes, place, place + wanted.length, wanted, 0, wanted.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Goes through the beginning of a record. */
    private static final class Cursor {
        private final byte[] bytes;
        private final int end;
        private int place;

        Cursor(byte[] bytes, int from, int end) {
            this.bytes = bytes;
            this.place = from;
            this.end = end;
        }

        boolean skip(byte[] wanted) {
            boolean there = at(bytes, place, wanted);
            place += there ? wanted.length : 0;
            return there;
        }

        void skipTo(byte[] wanted) {
            if (!skip(wanted)) {
                place = end;
            }
        }

        /** Up to the quotation mark that ends a text without escapes. */
        boolean skipText() {
            while (place < end && bytes[place] != '"' && bytes[place] != '\\') {
                place++;
            }
            return place < end && bytes[place] == '"';
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

        Optional<Kind> kind() {
            if (!skip(KIND)) {
                return Optional.empty();
            }
            for (int i = 0; i < NAMES.size(); i++) {
                if (skip(NAMES.get(i))) {
                    return Optional.of(KINDS.get(i));
                }
            }
            return Optional.empty();
        }
    }
}
