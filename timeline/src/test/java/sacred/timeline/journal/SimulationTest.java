package sacred.timeline.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.timeline.Block;
import sacred.timeline.Event;
import sacred.timeline.Stage;
import sacred.timeline.Timeline;

/**
 * Random lives of a timeline: appends, checkpoints, disks that fail, power that goes, clocks that jump, other writers. After
 * each of them what was acknowledged is there, once and in order; the numbers are without a gap; no block changes.
 *
 * <p>{@code -Dsimulation.seed=N} repeats one life; {@code -Pnightly} lives ten thousand.
 */
class SimulationTest {

    private static final int STEPS = 40;

    @TempDir
    Path temp;

    @Test
    void noLifeLosesWhatWasAcknowledged() throws IOException {
        long one = Long.getLong("simulation.seed", 0);
        int seeds = one == 0 ? Integer.getInteger("simulation.seeds", 200) : 1;
        for (long seed = Math.max(one, 1); seed < Math.max(one, 1) + seeds; seed++) {
            try {
                new Life(Files.createDirectory(temp.resolve("seed" + seed)), seed).live();
            } catch (IOException | RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e, e);
            }
        }
    }

    /** One timeline, and everything that happens to it. */
    private static final class Life {
        private final RandomGenerator random;
        private final SimDisk sim;
        private final Path file;
        private final List<byte[]> acknowledged = new ArrayList<>();
        /** What has happened, for whoever looks into a seed that failed. */
        private final List<String> story = new ArrayList<>();

        private FaultyDisk disk;
        private Instant now = Fixture.NOW;
        private Optional<Journal> open = Optional.empty();
        /** What the last checkpoint since the last record says, which the next opening has to find. */
        private Optional<String> arrived = Optional.empty();
        /** Whether something failed since, that may be on disk all the same. */
        private boolean unsure;
        /** Whether what failed was a record. */
        private boolean failed;

        /**
         * Whether the power took records that nobody acknowledged, but that were there for the program that opened the file
         * next: after a sync and a cut that both failed, until the power goes, nothing can tell them from others.
         */
        private boolean damaged;

        private int turn;
        private int stage;

        Life(Path directory, long seed) {
            random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            sim = new SimDisk(random);
            disk = new FaultyDisk(sim);
            file = directory.resolve("a.jsonl");
        }

        void live() throws IOException {
            try {
                for (int i = 0; i < STEPS; i++) {
                    step();
                    holds();
                }
                heal();
                reopen();
                if (open.isEmpty()) {
                    assertEquals(List.of(), acknowledged, "it cannot be opened on a disk that works");
                    // what the power has left of a first record that failed need not look like a timeline
                    return;
                }
                append();
                holds();
                if (!damaged) {
                    assertEquals(List.of(), problems(), "of a file that a working disk has");
                }
            } catch (IOException | RuntimeException | AssertionError e) {
                throw new AssertionError(e + "\n" + String.join("\n", story), e);
            } finally {
                open.ifPresent(Journal::close);
            }
        }

        private void step() throws IOException {
            switch (random.nextInt(14)) {
                case 0 -> crash();
                case 1 -> reopen();
                case 2 -> fault();
                case 3 -> heal();
                case 4 -> now = now.plus(Duration.ofSeconds(random.nextInt(-100_000, 100_000)));
                case 5 -> contend();
                case 6, 7 -> checkpoint();
                default -> append();
            }
        }

        /** The power goes in the middle of whatever was not synced. */
        private void crash() throws IOException {
            story.add("crash");
            sim.crash();
            open.ifPresent(Journal::close);
            open = Optional.empty();
            disk = new FaultyDisk(sim);
        }

        private void reopen() throws IOException {
            story.add("reopen");
            open.ifPresent(Journal::close);
            open = Optional.empty();
            try {
                Journal journal = Journal.open(file, "0.1.0", () -> now, disk);
                open = Optional.of(journal);
                assertTrue(journal.timeline().live().isEmpty());
                if (arrived.isPresent() && !unsure) {
                    carriesOn(journal.timeline());
                }
                nothingArrived();
                turn = journal.timeline().nextTurn();
                stage = 0;
            } catch (IOException e) {
                story.add("  refused: " + e.getMessage());
            }
        }

        /** What had arrived is in the block that closes the turn. */
        private void carriesOn(Timeline timeline) {
            Block last = timeline.blocks().getLast();
            assertTrue(
                    last instanceof Block.Error error && arrived.equals(Optional.of(error.partial())),
                    arrived + " had arrived, and the last block is " + last);
        }

        private void append() throws IOException {
            if (open.isEmpty()) {
                reopen();
            }
            if (open.isEmpty()) {
                return;
            }
            Event.Durable next = stage == 0
                    ? Fixture.input(turn, "p".repeat(random.nextInt(300)))
                    : Fixture.turn(turn).get(stage);
            try {
                acknowledged.add(open.get().append(next));
                story.add("append " + turn + "/" + stage);
                nothingArrived();
                stage = (stage + 1) % 5;
                turn += stage == 0 ? 1 : 0;
            } catch (IOException e) {
                story.add("append " + turn + "/" + stage + " failed: " + e.getMessage());
                // it may be there or not, and with it what had arrived
                failed = true;
                unsure = true;
            }
        }

        private void nothingArrived() {
            arrived = Optional.empty();
            unsure = false;
            failed = false;
        }

        private void checkpoint() {
            if (open.isEmpty() || stage == 0 || stage == 4) {
                return;
            }
            String text = "arrived " + random.nextInt(1000);
            try {
                open.get().checkpoint(new Partial(turn, Stage.FORMAT, now, text, ""));
                story.add("checkpoint " + text);
                arrived = Optional.of(text);
                unsure = failed;
            } catch (IOException e) {
                story.add("checkpoint failed: " + e.getMessage());
                unsure = true;
            }
        }

        private void fault() {
            disk.failing = disk.operations() + 1 + random.nextInt(12);
            disk.fault = random.nextBoolean() ? FaultyDisk.Fault.EIO : FaultyDisk.Fault.FULL;
            disk.room = random.nextInt(4) == 0 ? random.nextInt(600) : Long.MAX_VALUE;
            disk.cannotSync = random.nextInt(6) == 0;
            disk.cannotCut = random.nextInt(6) == 0;
            disk.cannotDelete = random.nextInt(6) == 0;
            story.add("fault " + disk.fault + " at " + disk.failing + ", room " + disk.room + ", no sync "
                    + disk.cannotSync + ", no cut " + disk.cannotCut + ", no delete " + disk.cannotDelete);
        }

        private void heal() {
            story.add("heal");
            disk.failing = 0;
            disk.room = Long.MAX_VALUE;
            disk.cannotSync = false;
            disk.cannotCut = false;
            disk.cannotDelete = false;
        }

        /** Another writer comes while this one holds the timeline: it is refused and changes nothing. */
        private void contend() throws IOException {
            if (open.isEmpty() || acknowledged.isEmpty()) {
                return;
            }
            byte[] before = Files.readAllBytes(file);
            try (Journal other = Journal.open(file, "0.1.0", () -> now, sim.mounted())) {
                throw new AssertionError("two writers: " + other.id());
            } catch (JournalException e) {
                assertEquals(before.length, Files.size(file));
            }
        }

        private void holds() throws IOException {
            if (acknowledged.isEmpty()) {
                return;
            }
            IndependentReader.assertHolds(IndependentReader.records(acknowledged), file, "after it");
            long last = 0;
            Reading reading = Reading.of(file);
            // a file of which nothing came to the disk leaves no line to be damaged
            boolean lost = reading.notes().stream().anyMatch(note -> note.endsWith("nothing of it was kept there."));
            boolean after = lost;
            damaged |= lost;
            for (Entry entry : reading.entries()) {
                if (entry instanceof Entry.Durable durable) {
                    assertTrue(
                            durable.seq() == last + 1 || after && durable.seq() > last,
                            "seq " + durable.seq() + " after " + last + ", " + reading.notes());
                    last = durable.seq();
                }
                damaged |= entry instanceof Entry.Damaged;
                after = lost || entry instanceof Entry.Damaged;
            }
        }

        private List<String> problems() throws IOException {
            return Verification.of(file).problems();
        }
    }
}
