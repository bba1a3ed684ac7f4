package sacred.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import sacred.app.find.Hit;
import sacred.app.find.Query;
import sacred.app.find.Search;
import sacred.app.host.Since;
import sacred.timeline.journal.ManyTimelines;
import sacred.timeline.journal.Reading;
import sacred.timeline.journal.Timelines;

/**
 * What searching saved timelines takes, against reading the bytes of all of them, against grep, and against decoding all of
 * them. Medians; the rounds of everything are measured in turn. The directory is filled when it is empty.
 */
public final class SearchCost {

    private static final int ROUNDS = 3;
    private static final int BUFFER_BYTES = 1024 * 1024;

    private SearchCost() {}

    /** Something to measure. */
    private record Part(String name, Body body, List<Long> nanos, List<Long> cpuNanos) {
        Part(String name, Body body) {
            this(name, body, new ArrayList<>(), new ArrayList<>());
        }
    }

    private static double millis(List<Long> nanos) {
        return nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElseThrow() / 1e6;
    }

    /** Of this process: what it would take alone on the machine is this by the number of processors. */
    private static long cpuNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    private interface Body {
        String run() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        int timelines = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
        if (!Files.isDirectory(directory)) {
            ManyTimelines.write(directory, timelines);
        }
        List<Path> files = new Timelines(directory).files();
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        System.out.printf(Locale.ROOT, "%d timelines, %.0f MB%n", files.size(), bytes / 1e6);
        List<Part> parts = new ArrayList<>();
        parts.add(new Part("reading the bytes", () -> read(files)));
        parts.add(new Part("grep -rli", () -> grep(directory)));
        for (String query : List.of(
                "xylophone",
                "nowhere-to-be-found",
                "xy",
                "ба",
                "\"xylophone nowhere\"",
                "kind:error",
                "kind:error took:>40s",
                "the",
                "cost:>5")) {
            parts.add(new Part("search " + query, () -> search(directory, query)));
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (Part part : parts) {
                long begun = System.nanoTime();
                long cpuBegun = cpuNanos();
                String said = part.body().run();
                long nanos = System.nanoTime() - begun;
                part.nanos().add(nanos);
                part.cpuNanos().add(cpuNanos() - cpuBegun);
                if (round == 0) {
                    System.out.printf(Locale.ROOT, "  first %-32s %8.0f ms  %s%n", part.name(), nanos / 1e6, said);
                }
            }
        }
        double baseline = millis(parts.getFirst().nanos());
        for (Part part : parts) {
            double millis = millis(part.nanos());
            System.out.printf(
                    Locale.ROOT,
                    "%-32s %8.0f ms  %6.2f x reading  %8.0f ms of CPU%n",
                    part.name(),
                    millis,
                    millis / baseline,
                    millis(part.cpuNanos()));
        }
        int some = Math.min(500, files.size());
        long begun = System.nanoTime();
        for (Path file : files.subList(0, some)) {
            Reading.of(file);
        }
        double each = (System.nanoTime() - begun) / 1e6 / some;
        System.out.printf(
                Locale.ROOT, "decoding everything, one thread: %.0f ms, from %d files%n", each * files.size(), some);
    }

    private static String read(List<Path> files) throws Exception {
        int threads = Runtime.getRuntime().availableProcessors();
        long sum = 0;
        try (ExecutorService readers = Executors.newFixedThreadPool(threads)) {
            List<Future<Long>> parts = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                List<Path> mine = files.subList(files.size() * t / threads, files.size() * (t + 1) / threads);
                parts.add(readers.submit(() -> bytes(mine)));
            }
            for (Future<Long> part : parts) {
                sum += part.get();
            }
        }
        return sum + " bytes";
    }

    private static long bytes(List<Path> files) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long sum = 0;
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                int read = in.read(buffer);
                while (read > 0) {
                    sum += read;
                    read = in.read(buffer);
                }
            }
        }
        return sum;
    }

    private static String grep(Path directory) throws Exception {
        Process grep = new ProcessBuilder("grep", "-rli", "xylophone", directory.toString()).start();
        try (Stream<String> lines = grep.inputReader().lines()) {
            return lines.count() + " files";
        }
    }

    private static String search(Path directory, String line) throws IOException {
        Query query = Query.of(line, new Since(InstantSource.system(), ZoneOffset.UTC));
        Search.Outcome outcome = new Search(new Timelines(directory), query, 50).run(new Search.Watcher() {
            @Override
            public boolean found(Hit hit) {
                return true;
            }

            @Override
            public void unreadable(Path file, IOException why) {
                throw new IllegalStateException(why);
            }
        });
        return outcome.found() + " found in " + outcome.searched();
    }
}
