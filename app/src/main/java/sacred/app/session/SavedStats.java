package sacred.app.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import sacred.app.host.Host;
import sacred.app.host.Sentence;
import sacred.app.stats.Stats;
import sacred.timeline.Sequence;
import sacred.timeline.Timeline;
import sacred.timeline.journal.Header;
import sacred.timeline.journal.Reading;
import sacred.timeline.journal.Timelines;

/** The numbers of timelines that are on disk. Reads every file, on all processors; blocks. */
public final class SavedStats {

    /** So many files are read ahead of the one that is counted, for each thread. */
    private static final int AHEAD = 2;
    /** A larger one is decoded while it is counted: its blocks may be more than memory holds. */
    private static final long READ_AHEAD_BYTES = 1024 * 1024;

    private SavedStats() {}

    /** @param problems is told of a file that cannot be read; the others count all the same */
    public static Stats all(Host host, Consumer<String> problems) throws IOException, InterruptedException {
        return of(new Timelines(host.timelines()).files(), Optional.empty(), host, problems);
    }

    /** @param since earlier turns do not count */
    public static Stats of(List<Path> files, Optional<Instant> since, Host host, Consumer<String> problems)
            throws InterruptedException {
        Stats stats = new Stats(host.zone(), since);
        // the oldest first: of a turn and its copies the original counts
        Iterator<Path> oldestFirst =
                files.stream().sorted(Comparator.comparing(Path::getFileName)).iterator();
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService readers = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("stats-", 0).factory());
        try {
            Deque<Future<Read>> due = new ArrayDeque<>();
            while (oldestFirst.hasNext() || !due.isEmpty()) {
                while (oldestFirst.hasNext() && due.size() < threads * AHEAD) {
                    Path file = oldestFirst.next();
                    due.addLast(readers.submit(() -> read(file)));
                }
                Read next = due.removeFirst().get();
                next.problem().ifPresent(problems);
                next.timeline().ifPresent(timeline -> stats.add(next.id(), timeline));
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            readers.shutdownNow();
        }
        return stats;
    }

    /** @param problem why there is no timeline, for people */
    private record Read(String id, Optional<Timeline> timeline, Optional<String> problem) {}

    private static Read read(Path file) {
        try {
            Reading reading = Reading.of(file);
            Timeline timeline = reading.timeline();
            boolean small = Files.size(file) <= READ_AHEAD_BYTES;
            return new Read(
                    reading.header().map(Header::id).orElse(""),
                    Optional.of(small ? inMemory(timeline) : timeline),
                    Optional.empty());
        } catch (IOException e) {
            return new Read(
                    "", Optional.empty(), Optional.of(file.getFileName() + " does not count: " + Sentence.of(e)));
        }
    }

    /** What decoding takes is done where many can do it. */
    private static Timeline inMemory(Timeline timeline) {
        return new Timeline(
                Sequence.of(List.copyOf(timeline.blocks())),
                Sequence.of(List.copyOf(timeline.closings())),
                timeline.live(),
                timeline.totals());
    }
}
