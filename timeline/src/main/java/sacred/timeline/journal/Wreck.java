package sacred.timeline.journal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is left of a line: records whose hash is right, and the bytes between them. A line that was written into the rest of
 * another one, or has something before or behind it, still holds its record.
 *
 * @param records whole, in their order
 * @param rest what belongs to none of them; empty when there is nothing
 * @param why the line is no record, for people; empty when it is one
 */
record Wreck(List<byte[]> records, byte[] rest, String why) {

    private static final Needle BEGINNING = Needle.ascii("{\"type\":\"");
    private static final Needle HASH = Needle.ascii(",\"hash\":\"");
    private static final int TAIL_BYTES = ",\"hash\":\"".length() + 64 + "\"}".length();
    /** What a line may cost that is made of beginnings and ends. */
    private static final int MAX_TRIES = 1000;

    static Wreck of(byte[] line) {
        try {
            check(line);
            return new Wreck(List.of(line), new byte[0], "");
        } catch (Unreadable e) {
            List<byte[]> found = new ArrayList<>();
            byte[] rest = inside(line, found);
            boolean blank = new String(rest, StandardCharsets.ISO_8859_1).isBlank();
            return new Wreck(List.copyOf(found), blank && !found.isEmpty() ? new byte[0] : rest, e.getMessage());
        }
    }

    private static void check(byte[] record) throws Unreadable {
        if (record.length == 0) {
            throw new Unreadable("it is empty");
        }
        Json.object(record);
        if (Chain.check(record).isEmpty()) {
            throw Unreadable.changed();
        }
    }

    /** The records inside; the result is what is between them. */
    private static byte[] inside(byte[] line, List<byte[]> found) {
        byte[] rest = new byte[line.length];
        int length = 0;
        int from = 0;
        int tries = 0;
        int start = BEGINNING.find(line, 0, line.length);
        while (start >= 0) {
            int hash = HASH.find(line, start, line.length);
            int end = -1;
            while (hash >= 0 && end < 0 && tries++ < MAX_TRIES) {
                int candidate = Math.min(hash + TAIL_BYTES, line.length);
                end = isRecord(Arrays.copyOfRange(line, start, candidate)) ? candidate : -1;
                hash = HASH.find(line, hash + 1, line.length);
            }
            if (end >= 0) {
                found.add(Arrays.copyOfRange(line, start, end));
                System.arraycopy(line, from, rest, length, start - from);
                length += start - from;
                from = end;
            }
            start = BEGINNING.find(line, Math.max(start + 1, from), line.length);
        }
        System.arraycopy(line, from, rest, length, line.length - from);
        return Arrays.copyOf(rest, length + line.length - from);
    }

    private static boolean isRecord(byte[] bytes) {
        try {
            check(bytes);
            return true;
        } catch (Unreadable e) {
            return false;
        }
    }
}
