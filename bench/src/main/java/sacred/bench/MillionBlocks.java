package sacred.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.IntConsumer;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Cost;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.Pace;
import sacred.timeline.Routing;
import sacred.timeline.Said;
import sacred.timeline.Sequence;
import sacred.timeline.Timing;
import sacred.timeline.Usage;
import sacred.timeline.journal.Journal;
import sacred.timeline.journal.Verification;

/**
 * What a timeline of a million blocks takes to open, to read from and to verify, beside reading and hashing the same bytes. The
 * file is made once in the directory that is named; the screen on top of it is measured by {@code bench/screen million}.
 */
public final class MillionBlocks {

    private static final int TURNS = 250_000;
    /** Of about sixty megabytes. */
    private static final int TURNS_OF_THE_SMALL = 20_000;

    private static final int READ_AT_RANDOM = 20_000;
    private static final int PAGE_BLOCKS = 50;
    private static final ModelRef MODEL = new ModelRef("ollama", "llama3.1:8b");
    private static final String WORDS =
            "An answer of some sentences, with `code`, **bold** words, \"quotations\" and a list:\n\n"
                    + "- one\n"
                    + "- zwei für uns\n\n";

    private MillionBlocks() {}

    /** @param args the directory for the files */
    public static void main(String[] args) throws IOException, NoSuchAlgorithmException {
        Path directory = Files.createDirectories(Path.of(args[0]));
        Path large = file(directory, TURNS);
        say("heap", "at most %,d MB", Runtime.getRuntime().maxMemory() >> 20);
        bytes(large);
        verified(large);
        opened("60 MB", file(directory, TURNS_OF_THE_SMALL));
        opened("a million blocks", large);
        try (Journal journal = Journal.open(large, "bench", InstantSource.system())) {
            Sequence<Block> blocks = journal.timeline().blocks();
            System.gc();
            Runtime now = Runtime.getRuntime();
            say("heap in use, opened", "%,d MB", (now.totalMemory() - now.freeMemory()) >> 20);
            Random random = new Random(1);
            timed("a block anywhere", READ_AT_RANDOM, _ -> blocks.get(random.nextInt(blocks.size())));
            timed("a page of " + PAGE_BLOCKS + " blocks upwards", READ_AT_RANDOM / PAGE_BLOCKS, page -> {
                int end = blocks.size() - page * PAGE_BLOCKS;
                blocks.subList(end - PAGE_BLOCKS, end).forEach(Block::text);
            });
            say("heap in use, read from", "%,d MB", (now.totalMemory() - now.freeMemory()) >> 20);
        }
    }

    private static void opened(String name, Path file) throws IOException {
        Path index = file.resolveSibling(file.getFileName() + ".index");
        Files.deleteIfExists(index);
        for (String how : List.of("without an index, cold", "with it", "with it, again")) {
            long began = System.nanoTime();
            Journal journal = Journal.open(file, "bench", InstantSource.system());
            say(name + " opened " + how, "%,.0f ms", millis(began));
            journal.close();
        }
        say(name + ", index", "%,.1f MB for %,.1f MB", Files.size(index) / 1e6, Files.size(file) / 1e6);
    }

    private static void bytes(Path file) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] buffer = new byte[256 * 1024];
        for (boolean hashed : new boolean[] {false, false, true, true}) {
            long began = System.nanoTime();
            try (var in = Files.newInputStream(file)) {
                for (int length = in.read(buffer); length > 0; length = in.read(buffer)) {
                    if (hashed) {
                        digest.update(buffer, 0, length);
                    }
                }
            }
            say(hashed ? "bytes read and hashed, one thread" : "bytes read", "%,.0f MB/s", rate(file, began));
        }
    }

    private static void verified(Path file) throws IOException {
        for (int round = 1; round <= 3; round++) {
            long began = System.nanoTime();
            Verification result = Verification.of(file);
            say("verified, every record in full, round " + round, "%,.0f MB/s", rate(file, began));
            if (!result.problems().isEmpty()) {
                throw new IllegalStateException(result.problems().getFirst());
            }
        }
    }

    private static double rate(Path file, long began) throws IOException {
        return Files.size(file) / 1e3 / millis(began);
    }

    private static double millis(long began) {
        return (System.nanoTime() - began) / 1e6;
    }

    private static void timed(String name, int times, IntConsumer what) {
        double[] millis = new double[times];
        for (int i = 0; i < times; i++) {
            long began = System.nanoTime();
            what.accept(i);
            millis[i] = millis(began);
        }
        Arrays.sort(millis);
        say(
                name,
                "median %.3f ms   p99 %.3f ms   worst %.1f ms",
                millis[times / 2],
                millis[times * 99 / 100],
                millis[times - 1]);
    }

    private static void say(String name, String format, Object... values) {
        System.out.printf("%-56s %s%n", name, String.format(Locale.ROOT, format, values));
    }

    private static Path file(Path directory, int turns) throws IOException {
        Path file = directory.resolve(turns + "-turns.jsonl");
        if (Files.exists(file)) {
            return file;
        }
        Path half = directory.resolve(turns + "-turns.half");
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        try (Journal records = Journal.unsaved("bench", InstantSource.fixed(at));
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(half))) {
            for (int turn = 1; turn <= turns; turn++) {
                for (Event.Durable event : turn(turn, at.plusSeconds(20L * turn))) {
                    out.write(records.append(event));
                }
            }
        }
        return Files.move(half, file);
    }

    private static List<Event.Durable> turn(int turn, Instant at) {
        Usage usage = new Usage(
                OptionalLong.of(212),
                OptionalLong.of(138),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Usage.Source.REPORTED,
                Set.of(),
                Optional.of("{\"prompt_eval_count\":212,\"eval_count\":138}"));
        Cost cost = Cost.of(new BigDecimal("0.00142"));
        Call call = new Call(
                0,
                MODEL,
                Optional.of("llama3.1:8b"),
                "format",
                1,
                new Timing(320, OptionalLong.of(180), 2600),
                usage,
                cost,
                Optional.of("stop"),
                Call.Status.OK,
                "miss",
                Optional.empty(),
                Optional.empty(),
                Said.NOTHING);
        Routing routing = new Routing(
                Routing.Source.RULES,
                "direct",
                "explain",
                Map.of("CD", 0.95, "SD", 0.3),
                List.of(),
                "no tool is needed");
        String answer = "Number " + turn + ". " + WORDS.repeat(1 + turn % 9);
        return List.of(
                new Event.Opened(new Block.Input(head(turn, 1, at), "What is to be said of number " + turn + "?")),
                new Event.Sealed(new Block.Route(head(turn, 2, at), "direct", routing, List.of())),
                new Event.Sealed(new Block.Tool(head(turn, 3, at), "", List.of(), List.of())),
                new Event.Sealed(new Block.Format(head(turn, 4, at), answer, List.of(call), List.of(new Pace(0, 3)))),
                new Event.Closed(turn, id(turn, 5), at, Event.Outcome.OK, OptionalLong.of(2931), usage, cost));
    }

    private static Block.Head head(int turn, int part, Instant at) {
        return new Block.Head(id(turn, part), turn, at, 312);
    }

    private static String id(int turn, int part) {
        return "01K0000000000000" + String.format(Locale.ROOT, "%09d%d", turn, part);
    }
}
