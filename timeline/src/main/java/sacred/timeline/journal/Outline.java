package sacred.timeline.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
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

    private static final byte[] BLOCK = Cursor.ascii("{\"type\":\"block\",\"seq\":");
    private static final byte[] TURN = Cursor.ascii("{\"type\":\"turn\",\"seq\":");
    private static final byte[] ID = Cursor.ascii(",\"id\":\"");
    private static final byte[] OF_TURN = Cursor.ascii("\",\"turn\":");
    private static final byte[] KIND = Cursor.ascii(",\"kind\":\"");
    private static final byte[] AT = Cursor.ascii(",\"at\":\"");
    private static final byte[] COMMAND = Cursor.ascii(",\"command\":true");
    private static final byte[] PREV = Cursor.ascii(",\"prev\":\"");
    private static final int HEX_DIGITS = 64;
    /** From the comma before {@code prev} to the end of the record. */
    private static final int TAIL_BYTES = PREV.length + HEX_DIGITS + 1 + Chain.TAIL_BYTES;

    private static final List<Kind> KINDS = List.of(Kind.INPUT, Kind.ROUTE, Kind.TOOL, Kind.FORMAT, Kind.ERROR);
    private static final List<byte[]> NAMES = List.of(
            Cursor.ascii("input\""),
            Cursor.ascii("route\""),
            Cursor.ascii("tool\""),
            Cursor.ascii("format\""),
            Cursor.ascii("error\""));

    /** Empty where the line is not as our writer writes it, or not intact. */
    static Optional<Outline> of(byte[] bytes, int from, int length, MessageDigest digest) {
        int tail = from + length - TAIL_BYTES;
        if (tail <= from || !Cursor.at(bytes, tail, PREV) || bytes[tail + PREV.length + HEX_DIGITS] != '"') {
            return Optional.empty();
        }
        Cursor cursor = new Cursor(bytes, from, tail);
        boolean block = cursor.skip(BLOCK);
        if (!block && !cursor.skip(TURN)) {
            return Optional.empty();
        }
        int seq = cursor.number();
        int turn = cursor.skip(ID) && cursor.skipText() && cursor.skip(OF_TURN) ? cursor.number() : -1;
        Optional<Kind> kind = block ? kind(cursor) : Optional.of(Kind.CLOSED);
        if (seq < 0 || turn < 0 || kind.isEmpty() || !cursor.skip(AT)) {
            return Optional.empty();
        }
        boolean command = kind.get() == Kind.INPUT && Cursor.at(bytes, tail - COMMAND.length, COMMAND);
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

    private static Optional<Kind> kind(Cursor cursor) {
        if (!cursor.skip(KIND)) {
            return Optional.empty();
        }
        for (int i = 0; i < NAMES.size(); i++) {
            if (cursor.skip(NAMES.get(i))) {
                return Optional.of(KINDS.get(i));
            }
        }
        return Optional.empty();
    }
}
