package sacred.timeline.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code sacred verify} found: hash, prev and seq of every record, recomputed from the bytes.
 *
 * @param records intact records, the header among them
 * @param problems each with its line number, for people; empty when the file is as it was written
 */
public record Verification(Path file, int records, List<String> problems) {

    /** @throws JournalException when there is no such file or it is no regular file */
    public static Verification of(Path file) throws IOException {
        Scan scan = Scan.inFull(Private.regular(file));
        return new Verification(file, scan.records(), scan.problems());
    }
}
