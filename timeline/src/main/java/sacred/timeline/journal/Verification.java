package sacred.timeline.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code sacred verify} found: hash, prev and seq of every record, recomputed from the bytes.
 *
 * @param records intact records, the header among them
 * @param problems each with its line number, for people; empty when the file is as it was written
 * @param notes what became of its files without any loss, a sentence each
 */
public record Verification(Path file, int records, List<String> problems, List<String> notes) {

    /** @throws JournalException when there is no such file or it is no regular file */
    public static Verification of(Path file) throws IOException {
        Segments segments = Segments.of(Private.regular(file));
        Scan scan = Scan.inFull(segments);
        return new Verification(file, scan.records(), scan.problems(), segments.notes());
    }
}
