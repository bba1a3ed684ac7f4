package sacred.timeline.journal;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A timeline in the directory, by the first line of its file: enough to put many in order, and to name one.
 *
 * @param createdAt when the file was last changed, where the header cannot be read
 */
public record SavedTimeline(Path file, Optional<Header> header, Instant createdAt) {

    static SavedTimeline of(Path file) {
        Optional<Header> header = Timelines.header(file);
        return new SavedTimeline(
                file,
                header,
                header.map(Header::createdAt)
                        .orElseGet(() -> Timelines.written(file).toInstant()));
    }

    /** Empty when the header cannot be read. */
    public String id() {
        return header.map(Header::id).orElse("");
    }

    /** What it was forked from. */
    public Optional<Header.Parent> parent() {
        return header.flatMap(Header::parent);
    }
}
