package sacred.app.find;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import sacred.timeline.Block;
import sacred.timeline.journal.Header;
import sacred.timeline.journal.Pass;
import sacred.timeline.journal.Sieve;
import sacred.timeline.journal.Timelines;

/**
 * Looks through saved timelines, the newest blocks first: everything that was asked, answered, thought, run and reported. Reads
 * on as many threads as there are processors, the files that were written to last first, and no further than is needed.
 */
public final class Search {

    /** So many files are read ahead of the one whose hits are due, for each thread. */
    private static final int AHEAD = 16;

    private final List<Path> files;
    private final Query query;
    private final int limit;

    /** Who waits for hits; told by the thread that searches. */
    public interface Watcher {

        /** The next hit, in order. False ends the search. */
        boolean found(Hit hit);

        /** A file that could not be read. */
        void unreadable(Path file, IOException why);

        /** So many files have been looked through. */
        default void progress(int searched, int files) {}
    }

    /**
     * How far it came.
     *
     * @param stopped by an interrupt, before everything that is wanted was found
     */
    public record Outcome(int found, int searched, int files, boolean stopped) {}

    /** A file, and the latest moment that a block in it can be of. */
    private record Dated(Path file, Instant written) {}

    /** What one file gave. */
    private record Found(List<Hit> hits, IOException problem) {}

    /** @param limit so many hits, the newest */
    public Search(Timelines timelines, Query query, int limit) throws IOException {
        this(timelines.files(), query, limit);
    }

    private Search(List<Path> files, Query query, int limit) {
        this.files = files;
        this.query = query;
        this.limit = limit;
    }

    /** Blocks until it is done. An interrupt ends it at once; what was found until then has been told. */
    public Outcome run(Watcher watcher) {
        List<Dated> newestFirst = files.stream()
                .map(file -> new Dated(file, written(file)))
                .sorted(Comparator.comparing(Dated::written)
                        .thenComparing(dated -> dated.file().toString())
                        .reversed())
                .toList();
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService readers = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("search-", 0).factory());
        try {
            return new Run(newestFirst, watcher, readers, threads * AHEAD).result();
        } finally {
            // they look for the interrupt now and then, and nobody waits for them
            readers.shutdownNow();
        }
    }

    /** The clock of a file is not before that of a block that was written into it. */
    private static Instant written(Path file) {
        return Timelines.written(file).toInstant();
    }

    /** One search. */
    private final class Run {
        private final List<Dated> files;
        private final Watcher watcher;
        private final ExecutorService readers;
        private final int ahead;
        private final ThreadLocal<Pass> passes;
        private final Deque<Future<Found>> due = new ArrayDeque<>();
        private final PriorityQueue<Hit> waiting = new PriorityQueue<>(Hit.NEWEST_FIRST);
        private int begun;
        private int searched;
        private int told;
        private boolean enough;

        Run(List<Dated> files, Watcher watcher, ExecutorService readers, int ahead) {
            this.files = files;
            this.watcher = watcher;
            this.readers = readers;
            this.ahead = ahead;
            Sieve sieve = query.sieve();
            this.passes = ThreadLocal.withInitial(sieve::pass);
        }

        Outcome result() {
            try {
                while (!enough && searched < files.size()) {
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                    begin();
                    Found found = due.removeFirst().get();
                    if (found.problem() != null) {
                        watcher.unreadable(files.get(searched).file(), found.problem());
                    }
                    waiting.addAll(found.hits());
                    searched++;
                    watcher.progress(searched, files.size());
                    tell(searched < files.size() ? files.get(searched).written() : Instant.MIN);
                }
                return new Outcome(told, searched, files.size(), false);
            } catch (InterruptedException e) {
                tell(Instant.MIN);
                return new Outcome(told, searched, files.size(), true);
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }

        private void begin() {
            while (begun < files.size() && due.size() < ahead) {
                Path file = files.get(begun++).file();
                due.addLast(readers.submit(() -> read(file)));
            }
        }

        /** What can have no newer one before it any more. */
        private void tell(Instant newestThatMayCome) {
            while (!enough
                    && !waiting.isEmpty()
                    && (newestThatMayCome.equals(Instant.MIN)
                            || waiting.peek().head().at().isAfter(newestThatMayCome))) {
                told++;
                enough = !watcher.found(waiting.poll()) || told == limit;
            }
        }

        private Found read(Path file) {
            PriorityQueue<Hit> newest = new PriorityQueue<>(Hit.NEWEST_FIRST.reversed());
            try {
                String[] id = new String[1];
                passes.get()
                        .scan(
                                file,
                                query::fits,
                                found -> {
                                    if (id[0] == null) {
                                        id[0] = id(file);
                                    }
                                    newest.add(hit(file, id[0], found));
                                    if (newest.size() > limit) {
                                        newest.poll();
                                    }
                                },
                                Thread.currentThread()::isInterrupted);
                return new Found(new ArrayList<>(newest), null);
            } catch (IOException e) {
                return new Found(new ArrayList<>(newest), e);
            }
        }

        private Hit hit(Path file, String id, Sieve.Found found) {
            Block block = found.block();
            return new Hit(file, id, found.offset(), block.head(), block.kind(), query.excerpt(block));
        }
    }

    private static String id(Path file) {
        return Timelines.header(file).map(Header::id).orElse(file.getFileName().toString());
    }
}
