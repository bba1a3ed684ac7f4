package sacred.app.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import sacred.app.host.Host;
import sacred.timeline.journal.Journal;
import sacred.timeline.journal.JournalException;
import sacred.timeline.journal.Reading;

/**
 * A new timeline that begins as another one did.
 *
 * @param records how many were taken along
 */
public record Branch(String id, Path file, long records) {

    /**
     * Copies the turns of a timeline into a new one, without the secrets that are known today.
     *
     * @param lastTurn the last that is taken along; empty for all, 0 for none
     * @throws JournalException when there is no such turn
     */
    public static Branch of(Path timeline, OptionalInt lastTurn, Host host, Wall wall) throws IOException {
        Reading reading = Reading.of(timeline);
        try (Journal journal =
                Journal.fork(reading, lastTurn, wall::kept, host.timelines(), Host.VERSION, host.clock())) {
            return new Branch(journal.id(), journal.file().orElseThrow(), journal.records());
        }
    }
}
