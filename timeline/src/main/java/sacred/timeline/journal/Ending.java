package sacred.timeline.journal;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import sacred.timeline.Timeline;

/** The last records of a timeline, folded without those before them. */
final class Ending {

    /** A few hundred blocks; some ten milliseconds. */
    private static final int BYTES = 512 * 1024;
    /** Where a single record is larger, more is read, up to this. */
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private Ending() {}

    static Timeline of(Segments segments) throws IOException {
        return of(segments, BYTES);
    }

    /** @param atFirst so much is read where that holds a block */
    static Timeline of(Segments segments, int atFirst) throws IOException {
        RecordFile file = new RecordFile(segments);
        long all = segments.bytes();
        int bytes = atFirst;
        Timeline timeline = of(file, all, bytes);
        while (timeline.blocks().isEmpty() && bytes < Math.min(all, MOST_BYTES)) {
            bytes *= 2;
            timeline = of(file, all, bytes);
        }
        // whether a last turn has ended is known when everything is
        return timeline.abandoned();
    }

    private static Timeline of(RecordFile file, long all, int most) throws IOException {
        long offset = Math.max(0, all - most);
        byte[] bytes = file.bytes(offset, (int) (all - offset));
        Timeline timeline = Timeline.EMPTY;
        // the first line is the rest of one, or the header
        int from = after(bytes, 0);
        while (from < bytes.length) {
            int next = after(bytes, from);
            Optional<Entry> entry = entry(Arrays.copyOfRange(bytes, from, next));
            if (entry.orElse(null) instanceof Entry.Durable durable) {
                timeline = Reading.next(timeline, durable.event());
            }
            from = next;
        }
        return timeline;
    }

    private static int after(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != '\n') {
            at++;
        }
        return Math.min(at + 1, bytes.length);
    }

    /** Empty for what is damaged: the scan names it. */
    private static Optional<Entry> entry(byte[] line) {
        int end = line.length > 0 && line[line.length - 1] == '\n' ? line.length - 1 : line.length;
        int zeros = Line.zeros(line, 0, end);
        byte[] record = Arrays.copyOfRange(line, zeros, end);
        try {
            return Chain.check(record).isPresent()
                    ? Optional.of(Decoder.entry(0, new Members(Json.object(record))))
                    : Optional.empty();
        } catch (Unreadable e) {
            return Optional.empty();
        }
    }
}
