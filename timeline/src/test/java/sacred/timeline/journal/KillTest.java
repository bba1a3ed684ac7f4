package sacred.timeline.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sacred.timeline.journal.Fixture.CLOCK;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sacred.timeline.Event;
import sacred.timeline.Stage;

/**
 * A process of its own that ends, as by a kill, at one operation on the disk. What it had acknowledged is there, what it only read
 * is as it was, and nothing that it left hinders who comes next.
 *
 * <p>Two moments of each doing, by chance; {@code -Pnightly} fifty; {@code -Dkill.seed=N} the same ones again.
 */
class KillTest {

    private static final int KILLED = 137;

    @TempDir
    Path temp;

    /** What is in the directory before, and what is done there. */
    enum Doing {
        /** A tail is torn, a turn did not end, and something of it had arrived. */
        START {
            @Override
            void before(Path directory) throws IOException {
                super.before(directory);
                Files.writeString(
                        timeline(directory), "{\"type\":\"block\",\"seq\":9,\"torn", StandardOpenOption.APPEND);
            }

            @Override
            void run(Path directory, Disk disk, Consumer<byte[]> acknowledged) throws IOException {
                Journal.open(timeline(directory), "0.1.0", CLOCK, disk).close();
            }
        },
        /** A block of 10 MB. */
        SEAL {
            @Override
            void run(Path directory, Disk disk, Consumer<byte[]> acknowledged) throws IOException {
                try (Journal journal = Journal.open(timeline(directory), "0.1.0", CLOCK, disk)) {
                    acknowledged.accept(journal.append(Fixture.input(3, "long")));
                    acknowledged.accept(journal.append(Fixture.format(3, "x".repeat(10_000_000))));
                    acknowledged.accept(journal.append(Fixture.closed(3)));
                }
            }
        },
        /** What streams, kept beside the timeline again and again. */
        CHECKPOINT {
            @Override
            void run(Path directory, Disk disk, Consumer<byte[]> acknowledged) throws IOException {
                try (Journal journal = Journal.open(timeline(directory), "0.1.0", CLOCK, disk)) {
                    acknowledged.accept(journal.append(Fixture.input(3, "streams")));
                    for (int i = 1; i <= 3; i++) {
                        journal.checkpoint(new Partial(3, Stage.FORMAT, Fixture.NOW, "word ".repeat(i * 1000), ""));
                    }
                    acknowledged.accept(journal.append(Fixture.format(3, "whole")));
                    acknowledged.accept(journal.append(Fixture.closed(3)));
                }
            }
        },
        /** The timeline goes on in another file, because its own cannot be synced. */
        SEGMENT {
            @Override
            Disk disk(HaltingDisk disk) {
                return disk.failingFirst();
            }

            @Override
            void run(Path directory, Disk disk, Consumer<byte[]> acknowledged) throws IOException {
                try (Journal journal = Journal.open(timeline(directory), "0.1.0", CLOCK, disk)) {
                    for (Event.Durable event : Fixture.turn(3)) {
                        acknowledged.accept(journal.append(event));
                    }
                }
            }
        },
        FORK {
            @Override
            void run(Path directory, Disk disk, Consumer<byte[]> acknowledged) throws IOException {
                Reading from = Reading.of(timeline(directory));
                Path forks = directory.resolve("forks");
                Journal.fork(from, OptionalInt.of(1), event -> event, forks, "0.1.0", CLOCK, disk)
                        .close();
            }

            @Override
            boolean reads() {
                return true;
            }
        },
        REPAIR {
            @Override
            void before(Path directory) throws IOException {
                super.before(directory);
                List<String> lines = Fixture.lines(timeline(directory));
                lines.set(4, "damaged");
                lines.set(7, "damaged too");
                Fixture.write(timeline(directory), lines);
            }

            @Override
            void run(Path directory, Disk disk, Consumer<byte[]> acknowledged) throws IOException {
                Path to = directory.resolve("new").resolve("repaired.jsonl");
                if (!Files.exists(to)) {
                    Repair.of(timeline(directory), to, "0.1.0", CLOCK, disk);
                }
                assertEquals(List.of(), Verification.of(to).problems());
                assertTrue(Files.readString(Repair.aside(to)).contains("damaged too"));
            }

            @Override
            boolean reads() {
                return true;
            }
        },
        /** Opening a timeline that is large enough for an index. */
        INDEX {
            @Override
            void before(Path directory) throws IOException {
                super.before(directory);
                try (Journal journal = Journal.open(timeline(directory), "0.1.0", CLOCK)) {
                    for (int turn = 3; turn <= 7; turn++) {
                        journal.append(Fixture.input(turn, "x".repeat((int) Index.WORTH_BYTES / 4)));
                        journal.append(Fixture.closed(turn));
                    }
                }
            }

            @Override
            void run(Path directory, Disk disk, Consumer<byte[]> acknowledged) throws IOException {
                Journal.open(timeline(directory), "0.1.0", CLOCK, disk).close();
            }

            @Override
            boolean reads() {
                return true;
            }
        };

        static Path timeline(Path directory) {
            return directory.resolve("a.jsonl");
        }

        /** Two whole turns. */
        void before(Path directory) throws IOException {
            try (Journal journal = Journal.open(timeline(directory), "0.1.0", CLOCK)) {
                for (int turn = 1; turn <= 2; turn++) {
                    for (Event.Durable event : Fixture.turn(turn)) {
                        journal.append(event);
                    }
                }
                if (this == START) {
                    journal.append(Fixture.input(3, "unfinished"));
                    journal.checkpoint(new Partial(3, Stage.FORMAT, Fixture.NOW, "had arrived", ""));
                }
            }
        }

        Disk disk(HaltingDisk disk) {
            return disk;
        }

        abstract void run(Path directory, Disk disk, Consumer<byte[]> acknowledged) throws IOException;

        /** Whether the timeline is only read. */
        boolean reads() {
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource
    void c02WhereverAProcessIsKilledNothingIsLostAndNothingHindersTheNext(Doing doing) throws Exception {
        long seed = Long.getLong("kill.seed", doing.ordinal());
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        HaltingDisk whole = new HaltingDisk(0);
        Path first = directory(doing, 0);
        doing.run(first, doing.disk(whole), _ -> {});

        int rounds = Integer.getInteger("kill.rounds", 2);
        for (int round = 1; round <= rounds; round++) {
            int moment = 1 + random.nextInt(whole.moments());
            survives(doing, directory(doing, round), moment);
        }
    }

    private Path directory(Doing doing, int round) throws IOException {
        Path directory = Files.createDirectory(temp.resolve(doing + "-" + round));
        doing.before(directory);
        return directory;
    }

    private static void survives(Doing doing, Path directory, int moment) throws Exception {
        String when = doing + ", killed at moment " + moment;
        Path file = Doing.timeline(directory);
        byte[] before = Files.readAllBytes(file);
        List<String> kept = new ArrayList<>(hashes(IndependentReader.records(file)));

        kept.addAll(killed(doing, directory, moment, when));

        List<String> found = hashes(IndependentReader.records(file));
        assertEquals(kept, found.stream().filter(kept::contains).toList(), when);
        if (doing.reads()) {
            assertArrayEquals(before, Files.readAllBytes(file), when);
        }
        opens(doing, directory, when);
        doing.run(directory, Disk.REAL, _ -> {});
        assertEquals(
                kept,
                hashes(IndependentReader.records(file)).stream()
                        .filter(kept::contains)
                        .toList(),
                when);
    }

    /** What it said was kept, by its hash. */
    private static List<String> killed(Doing doing, Path directory, int moment, String when) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Killed.class.getName(),
                        doing.name(),
                        directory.toString(),
                        Integer.toString(moment))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader()) {
            List<String> said = out.readAllLines();
            assertEquals(KILLED, process.waitFor(), when + ": " + said);
            return said;
        }
    }

    private static void opens(Doing doing, Path directory, String when) throws IOException {
        List<Path> timelines = new ArrayList<>(new Timelines(directory).files());
        timelines.addAll(new Timelines(directory.resolve("forks")).files());
        timelines.addAll(new Timelines(directory.resolve("new")).files());
        for (Path timeline : timelines) {
            if (Files.size(timeline) == 0) {
                continue;
            }
            try (Journal journal = Journal.open(timeline, "0.1.0", CLOCK)) {
                assertTrue(journal.timeline().live().isEmpty(), when);
                journal.append(Fixture.input(journal.timeline().nextTurn(), "after"));
            }
            if (doing != Doing.REPAIR || timeline.getParent().endsWith("new")) {
                assertEquals(List.of(), Verification.of(timeline).problems(), when);
            }
        }
    }

    private static List<String> hashes(List<String> records) {
        return records.stream()
                .map(record -> record.substring(record.length() - 66, record.length() - 2))
                .toList();
    }

    static final class Killed {
        public static void main(String[] arguments) throws IOException {
            Doing doing = Doing.valueOf(arguments[0]);
            Disk disk = doing.disk(new HaltingDisk(Integer.parseInt(arguments[2])));
            doing.run(
                    Path.of(arguments[1]),
                    disk,
                    records -> hashes(Arrays.asList(new String(records, StandardCharsets.UTF_8).split("\n")))
                            .forEach(System.out::println));
        }
    }
}
