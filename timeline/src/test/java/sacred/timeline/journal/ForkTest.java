package sacred.timeline.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.timeline.Block;
import sacred.timeline.Event;
import sacred.timeline.Timeline;

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
}
