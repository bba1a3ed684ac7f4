package sacred.app.session;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import sacred.app.host.Host;
import sacred.app.host.Sentence;
import sacred.app.stats.Stats;
import sacred.timeline.journal.Header;
import sacred.timeline.journal.Reading;
import sacred.timeline.journal.Timelines;

/** The numbers of timelines that are on disk. Reads every file; blocks. */
public final class SavedStats {

    private SavedStats() {}

    /** @param problems is told of a file that cannot be read; the others count all the same */
    public static Stats all(Host host, Consumer<String> problems) throws IOException {
        return of(new Timelines(host.timelines()).files(), Optional.empty(), host, problems);
    }

    /** @param since earlier turns do not count */
    public static Stats of(List<Path> files, Optional<Instant> since, Host host, Consumer<String> problems) {
        Stats stats = new Stats(host.zone(), since);
        // the oldest first: of a turn and its copies the original counts
        for (Path file :
                files.stream().sorted(Comparator.comparing(Path::getFileName)).toList()) {
            try {
                Reading reading = Reading.of(file);
                stats.add(reading.header().map(Header::id).orElse(""), reading.timeline());
            } catch (IOException e) {
                problems.accept(file.getFileName() + " does not count: " + Sentence.of(e));
            }
        }
        return stats;
    }
}
