package sacred.timeline.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sacred.timeline.journal.Fixture.CLOCK;
import static sacred.timeline.journal.Fixture.NOW;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.timeline.Block;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.Stage;
import sacred.timeline.Timeline;
import sacred.timeline.Usage;

class CheckpointTest {

    private static final Partial HALF = new Partial(1, Stage.FORMAT, NOW, "half an answ", "");

    @TempDir
    Path temp;

    private final SimDisk sim = new SimDisk(RandomGenerator.of("L64X128MixRandom"));
    private Path file;
    private Path partial;

    @BeforeEach
    void files() {
        file = temp.resolve("a.jsonl");
        partial = temp.resolve("a.jsonl.partial");
    }

    @Test
    void whatHadArrivedWhenThePowerWentIsInTheBlockThatSaysSo() throws IOException {
        crashed(HALF);

        Block.Error error = (Block.Error) reopened(90).blocks().getLast();

        assertEquals("half an answ", error.partial());
        assertEquals(ErrorKind.INTERRUPTED, error.error());
        assertEquals(Stage.FORMAT, error.stage());
        assertEquals(
                List.of("The text is what had arrived until 2026-11-21T10:42:07Z, 90 s before the timeline was opened"
                        + " again; up to a second more may have been on the screen."),
                error.head().notes());
        assertEquals(
                Usage.Source.UNKNOWN,
                Reading.of(file).timeline().closings().getLast().usage().source());
        assertFalse(Files.exists(partial));
        assertEquals(List.of(), Verification.of(file).problems());
    }

    @Test
    void aThoughtIsKeptTooAndAClockThatWasSetBackSaysNoAge() throws IOException {
        crashed(new Partial(1, Stage.TOOL, NOW, "", "first I would"));

        Block.Error error = (Block.Error) reopened(-500).blocks().getLast();

        assertEquals(Stage.TOOL, error.stage());
        assertEquals(2, error.head().notes().size());
        assertFalse(error.head().notes().getFirst().contains("before the timeline"), error.head() + "");
        assertEquals("It was thinking: first I would", error.head().notes().get(1));
    }

    @Test
    void theNewestOneCountsAndItsOwnerAloneCanReadIt() throws IOException {
        try (Journal journal = Journal.open(file, "0.1.0", CLOCK)) {
            journal.append(Fixture.input(1, "hello"));
            journal.checkpoint(HALF);
            journal.checkpoint(new Partial(1, Stage.FORMAT, NOW, "half an answer", ""));

            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(partial)));
            assertEquals(
                    "half an answer", Reading.of(file).partial().orElseThrow().text());
            assertEquals(List.of("a.jsonl", "a.jsonl.lock", "a.jsonl.partial"), Fixture.names(temp));
        }
    }

    @Test
    void whatIsSealedIsNotKeptASecondTime() throws IOException {
        byte[] kept;
        try (Journal journal = Journal.open(file, "0.1.0", CLOCK)) {
            journal.append(Fixture.input(1, "hello"));
            journal.checkpoint(HALF);
            kept = Files.readAllBytes(partial);
            journal.append(Fixture.route(1));
            assertFalse(Files.exists(partial));
        }

        // as if the program had ended between the two
        Files.write(partial, kept);
        assertEquals(Optional.empty(), Reading.of(file).partial());
        assertEquals("", ((Block.Error) reopened(0).blocks().getLast()).partial());
        assertFalse(Files.exists(partial));
    }

    @Test
    void aFileThatIsCutAnywhereIsNotTakenForWhatArrived() throws IOException {
        crashed(HALF);
        byte[] whole = Files.readAllBytes(partial);
        for (int cut = 0; cut < whole.length - 1; cut++) {
            Files.write(partial, Arrays.copyOf(whole, cut));
            assertEquals(Optional.empty(), Reading.of(file).partial(), "cut at " + cut);
        }
        whole[40] ^= 1;
        Files.write(partial, whole);
        assertEquals(Optional.empty(), Reading.of(file).partial());
    }

    @Test
    void aForkTakesItAlongAndLeavesItWhereItIs() throws IOException {
        crashed(HALF);

        try (Journal fork = Journal.fork(
                Reading.of(file), OptionalInt.empty(), event -> event, temp.resolve("forks"), "0.1.0", CLOCK)) {
            Block.Error error = (Block.Error)
                    Reading.of(fork.file().orElseThrow()).timeline().blocks().getLast();
            assertEquals("half an answ", error.partial());
        }
        assertTrue(Files.exists(partial));
    }

    @Test
    void whicheverOperationOfItFailsTheTimelineGoesOn() throws IOException {
        boolean fired = true;
        for (int n = 1; fired; n++) {
            assertTrue(n < 50);
            FaultyDisk disk = new FaultyDisk();
            Path here = temp.resolve(n + ".jsonl");
            try (Journal journal = Journal.open(here, "0.1.0", CLOCK, disk)) {
                journal.append(Fixture.input(1, "hello"));
                disk.failing = disk.operations() + n;
                boolean kept = checkpointed(journal, HALF);
                Event.Sealed answer = Fixture.format(1, "the whole");
                journal.append(answer);
                assertEquals(answer, Fixture.events(Reading.of(here)).getLast(), "operation " + n);
                assertEquals(Optional.empty(), Reading.of(here).partial());
                fired = disk.fired;
                assertTrue(fired || kept);
            }
        }
    }

    private static boolean checkpointed(Journal journal, Partial partial) {
        try {
            journal.checkpoint(partial);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aClosedJournalKeepsNothing() throws IOException {
        Journal journal = Journal.open(file, "0.1.0", CLOCK);
        journal.append(Fixture.input(1, "hello"));
        journal.close();

        assertThrows(JournalException.class, () -> journal.checkpoint(HALF));
    }

    /** A turn whose answer had begun when the power went. */
    private void crashed(Partial arrived) throws IOException {
        Journal journal = Journal.open(file, "0.1.0", CLOCK, sim.mounted());
        journal.append(Fixture.input(1, "hello"));
        journal.append(Fixture.route(1));
        journal.checkpoint(arrived);
        sim.crash();
        journal.close();
    }

    private Timeline reopened(long secondsLater) throws IOException {
        InstantSource clock = InstantSource.fixed(NOW.plusSeconds(secondsLater));
        try (Journal journal = Journal.open(file, "0.1.0", clock, sim.mounted())) {
            return journal.timeline();
        }
    }
}
