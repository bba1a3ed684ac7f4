package sacred.app.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import sacred.cognition.tool.History;
import sacred.cognition.tool.TimelineHistory;
import sacred.cognition.tool.TimelineHistory.Saved;
import sacred.timeline.journal.Reading;
import sacred.timeline.journal.SavedTimeline;
import sacred.timeline.journal.Timelines;

/** The saved timelines as the past that tools may look into; read when a tool asks, one after the other. */
final class SavedTimelines {

    private SavedTimelines() {}

    static History history(Path directory) {
        return new TimelineHistory(() -> newestFirst(directory));
    }

    private static Iterator<Saved> newestFirst(Path directory) {
        try {
            return new Timelines(directory)
                    .saved().stream()
                            .filter(saved -> saved.header().isPresent())
                            .map(SavedTimelines::read)
                            .iterator();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Saved read(SavedTimeline saved) {
        try {
            return new Saved(saved.id(), Reading.of(saved.file()).timeline());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
