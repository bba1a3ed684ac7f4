package sacred.timeline.journal;

import java.util.Optional;

/**
 * What the beginning of a block's record says, without decoding the record.
 *
 * @param kind as the file has it
 * @param at when the block began, as the file has it
 * @param costs what all in the record costs at most
 */
public record Start(String kind, String at, long durationMs, Costs costs) {

    private static final byte[] TYPE = Cursor.ascii("{\"type\":\"block\",\"seq\":");
    private static final byte[] ID = Cursor.ascii(",\"id\":\"");
    private static final byte[] TURN = Cursor.ascii("\",\"turn\":");
    private static final byte[] KIND = Cursor.ascii(",\"kind\":\"");
    private static final byte[] AT = Cursor.ascii("\",\"at\":\"");
    private static final byte[] DURATION = Cursor.ascii("\",\"duration_ms\":");
    private static final byte[] TEXT = Cursor.ascii(",\"");
    /** More digits than any count of milliseconds has. */
    private static final int MAX_DIGITS = 18;

    /**
     * Empty where the record is written in another way than ours: then only decoding tells.
     *
     * @param ours whether the file is written as we write, so that this goes for the rest of the record too
     */
    static Optional<Start> of(byte[] bytes, int from, int to, boolean ours) {
        Cursor cursor = new Cursor(bytes, from, to);
        if (!cursor.skip(TYPE)) {
            return Optional.empty();
        }
        cursor.digits();
        if (!cursor.skip(ID)) {
            return Optional.empty();
        }
        cursor.text();
        if (!cursor.skip(TURN)) {
            return Optional.empty();
        }
        cursor.digits();
        if (!cursor.skip(KIND)) {
            return Optional.empty();
        }
        String kind = cursor.text();
        if (!cursor.skip(AT)) {
            return Optional.empty();
        }
        String at = cursor.text();
        String millis = cursor.skip(DURATION) ? cursor.digits() : "";
        return millis.isEmpty() || millis.length() > MAX_DIGITS || !cursor.skip(TEXT)
                ? Optional.empty()
                : Optional.of(new Start(kind, at, Long.parseLong(millis), new Costs(bytes, from, to, ours)));
    }
}
