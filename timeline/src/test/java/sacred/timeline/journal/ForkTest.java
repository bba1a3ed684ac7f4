package sacred.timeline.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.timeline.Block;
import sacred.timeline.Cost;
import sacred.timeline.Event;
import sacred.timeline.Timeline;
import sacred.timeline.Usage;

class ForkTest {

    @TempDir
    Path directory;

    @Test
    void aForkHasTheSameEventsAnIdOfItsOwnAndNamesItsOrigin() throws IOException {
        Path file = Fixture.file(directory, 3);
        byte[] before = Files.readAllBytes(file);

        Path fork = fork(file, OptionalInt.empty());

        Reading original = Reading.of(file);
        Reading copy = Reading.of(fork);
        assertEquals(Fixture.events(original), Fixture.events(copy));
        assertEquals(List.of(), Verification.of(fork).problems());
        String id = original.header().orElseThrow().id();
        assertNotEquals(id, copy.header().orElseThrow().id());
        assertEquals(
                Optional.of(new Header.Parent(id, 3)),
                copy.header().orElseThrow().parent());
        assertArrayEquals(before, Files.readAllBytes(file));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(fork)));
    }

    /** As a kill between two pieces leaves it. */
    @Test
    void aForkOfWhichCopyingWasBrokenOffSaysSo() throws IOException {
        Path whole = fork(Fixture.file(directory, 3), OptionalInt.empty());
        assertEquals(List.of(), Reading.of(whole).notes());
        List<String> lines = Files.readAllLines(whole);
        int ends = 0;
        while (!lines.get(ends).contains("\"type\":\"turn\"")) {
            ends++;
        }
        Files.write(whole, lines.subList(0, ends + 1));

        List<String> notes = Reading.of(whole).notes();

        assertEquals(1, notes.size());
        assertTrue(notes.getFirst().contains("with the turns up to 3, and has them up to 1 only"), notes.getFirst());
        try (Journal journal = Journal.open(whole, "0.1.0", Fixture.CLOCK)) {
            assertEquals(notes, journal.notes());
        }
    }

    @Test
    void aForkAtATurnEndsWithIt() throws IOException {
        Path fork = fork(Fixture.file(directory, 3), OptionalInt.of(2));

        Reading copy = Reading.of(fork);
        assertEquals(2, copy.timeline().closings().size());
        assertEquals(Optional.of(2), copy.header().orElseThrow().parent().map(Header.Parent::turn));
    }

    @Test
    void aTurnThatHadNotEndedIsClosedInTheForkAlone() throws IOException {
        Path file = Fixture.file(directory, 2);
        List<String> lines = Fixture.lines(file);
        Fixture.write(file, lines.subList(0, lines.size() - 2));
        byte[] before = Files.readAllBytes(file);

        Path fork = fork(file, OptionalInt.empty());

        assertTrue(Reading.of(fork).timeline().live().isEmpty());
        assertTrue(Fixture.events(Reading.of(fork)).getLast() instanceof Event.Closed);
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    @Test
    void whatIsDamagedIsLeftBehindAndHidesNothing() throws IOException {
        Path file = Fixture.file(directory, 3);
        List<String> lines = Fixture.lines(file);
        lines.set(3, "garbage");
        Fixture.write(file, lines);

        Path fork = fork(file, OptionalInt.empty());

        assertEquals(List.of(), Verification.of(fork).problems());
        assertEquals(Fixture.events(Reading.of(file)), Fixture.events(Reading.of(fork)));
    }

    @Test
    void everyEventPassesTheWallOnItsWay() throws IOException {
        Path file = Fixture.file(directory, 1);
        UnaryOperator<Event.Durable> wall = event -> event instanceof Event.Opened opened
                ? new Event.Opened(new Block.Input(opened.input().head(), "[hidden]"))
                : event;

        try (Journal fork = Journal.fork(
                Reading.of(file), OptionalInt.empty(), wall, directory.resolve("forks"), "0.1.0", Fixture.CLOCK)) {
            Timeline copied = Reading.of(fork.file().orElseThrow()).timeline();
            assertEquals("[hidden]", copied.blocks().getFirst().text());
        }
    }

    private Path fork(Path file, OptionalInt lastTurn) throws IOException {
        try (Journal journal = Journal.fork(
                Reading.of(file),
                lastTurn,
                UnaryOperator.identity(),
                directory.resolve("forks"),
                "0.1.0",
                Fixture.CLOCK)) {
            return journal.file().orElseThrow();
        }
    }

    @Test
    void turnsThatAreOlderThanTheForkAreNoClockThatWentBack() throws IOException {
        Reading original = Reading.of(Fixture.file(directory, 3));
        try (Journal fork = Journal.fork(
                original,
                OptionalInt.empty(),
                UnaryOperator.identity(),
                directory.resolve("forks"),
                "0.1.0",
                InstantSource.fixed(Fixture.NOW.plusSeconds(3600)))) {
            assertEquals(List.of(), Verification.of(fork.file().orElseThrow()).findings());
        }
    }

    @Test
    void aForkOfARepairedTimelineNamesTheTurnsThatAreIncompleteInIt() throws IOException {
        Path file = Fixture.file(directory, 3);
        List<String> lines = Fixture.lines(file);
        lines.remove(lines.size() - 3);
        lines.remove(3);
        Fixture.write(file, lines);
        Path repaired = directory.resolve("repaired.jsonl");
        List<Integer> incomplete =
                Repair.of(file, repaired, "0.1.0", Fixture.CLOCK).incompleteTurns();
        assertEquals(List.of(1, 3), incomplete);

        Path whole = fork(repaired, OptionalInt.empty());
        Path part = fork(repaired, OptionalInt.of(2));

        assertEquals(Optional.of(new Header.Repaired(List.of(1, 3))), repairs(whole));
        assertEquals(Optional.of(new Header.Repaired(List.of(1))), repairs(part));
        assertTrue(Verification.of(whole).sound());
    }

    @Test
    void whatAnEarlierRepairCouldNotKeepIsStillMissingAfterTheNext() throws IOException {
        Path file = Fixture.file(directory, 3);
        List<String> lines = Fixture.lines(file);
        lines.remove(3);
        Fixture.write(file, lines);
        Path once = directory.resolve("once.jsonl");
        Path twice = directory.resolve("twice.jsonl");

        Repair.of(file, once, "0.1.0", Fixture.CLOCK);
        Repair.of(once, twice, "0.1.0", Fixture.CLOCK);

        assertEquals(Optional.of(new Header.Repaired(List.of(1))), repairs(twice));
    }

    /** The bytes of the only timeline in a directory. */
    private static long kept(Path forks) {
        try (Stream<Path> files = Files.list(forks)) {
            return Files.size(files.filter(path -> path.toString().endsWith(".jsonl"))
                    .findFirst()
                    .orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Header.Repaired> repairs(Path file) throws IOException {
        return Reading.of(file).header().orElseThrow().repaired();
    }

    @Test
    void aForkThatIsManyWritesIsOneTimelineAndNoneWhereItFailsInBetween() throws IOException {
        Path file = directory.resolve("long.jsonl");
        try (Journal journal = Journal.open(file, "0.1.0", Fixture.CLOCK)) {
            for (int turn = 1; turn <= 5; turn++) {
                Block.Head head = new Block.Head("id" + turn, turn, Fixture.NOW, 0);
                journal.append(new Event.Opened(new Block.Input(head, "long ".repeat(1_000_000))));
                journal.append(new Event.Closed(
                        turn, "end", Fixture.NOW, Event.Outcome.OK, OptionalLong.of(1), Usage.NONE, Cost.NOTHING));
            }
        }
        Path forks = directory.resolve("forks");

        Path fork = fork(file, OptionalInt.empty());

        assertEquals(Fixture.events(Reading.of(file)), Fixture.events(Reading.of(fork)));
        assertEquals(List.of(), Verification.of(fork).problems());
        Files.delete(fork);
        int[] taken = {0};
        UnaryOperator<Event.Durable> failing = event -> {
            if (++taken[0] > 8) {
                // what was read before is written by now, and not in memory
                assertTrue(kept(forks) > 8 * 1024 * 1024, kept(forks) + " bytes");
                throw new IllegalStateException("the fifth prompt");
            }
            return event;
        };
        assertThrows(
                IllegalStateException.class,
                () -> Journal.fork(Reading.of(file), OptionalInt.empty(), failing, forks, "0.1.0", Fixture.CLOCK));
        try (Stream<Path> left = Files.list(forks)) {
            assertEquals(
                    List.of(),
                    left.filter(path -> path.toString().endsWith(".jsonl")).toList());
        }
    }
}
