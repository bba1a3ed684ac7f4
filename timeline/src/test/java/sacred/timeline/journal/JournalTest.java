package sacred.timeline.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sacred.timeline.journal.Fixture.CLOCK;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.timeline.Event;
import sacred.timeline.Timeline;

class JournalTest {

    @TempDir
    Path temp;

    @Test
    void theFirstAppendCreatesTheFileWithItsHeader() throws IOException {
        Path directory = temp.resolve("data/timelines");
        try (Journal journal = Journal.create(directory, "0.1.0", CLOCK)) {
            assertFalse(Files.exists(directory));

            byte[] added = journal.append(Fixture.input(1, "hello"));

            Path file = journal.file().orElseThrow();
            assertArrayEquals(added, Files.readAllBytes(file));
            List<String> lines = Fixture.lines(file);
            assertEquals(3, lines.size());
            assertTrue(lines.getFirst()
                    .startsWith("{\"type\":\"timeline\",\"format\":1,\"id\":\"" + journal.id()
                            + "\",\"created_at\":\"2026-11-21T10:42:07.123Z\",\"app\":\"0.1.0\",\"hash\":\""));
            assertEquals("", lines.getLast());
            assertEquals(
                    "20261121-104207-" + journal.id().substring(20).toLowerCase(java.util.Locale.ROOT) + ".jsonl",
                    file.getFileName().toString());
        }
    }

    @Test
    void whatIsAppendedIsWhatIsInTheFileAndWhatIsReadAgain() throws IOException {
        ByteArrayOutputStream added = new ByteArrayOutputStream();
        Timeline live = Timeline.EMPTY;
        Path file;
        try (Journal journal = Journal.create(temp, "0.1.0", CLOCK)) {
            for (int turn = 1; turn <= 2; turn++) {
                for (Event.Durable event : Fixture.turn(turn)) {
                    added.writeBytes(journal.append(event));
                    live = live.apply(event);
                }
            }
            file = journal.file().orElseThrow();
        }

        assertArrayEquals(added.toByteArray(), Files.readAllBytes(file));
        Reading reading = Reading.of(file);
        assertEquals(live, reading.timeline());
        assertEquals(2, live.closings().size());
        assertEquals(List.of(), reading.problems());
        assertFalse(reading.tornTail());
        assertEquals(new Verification(file, 11, List.of(), List.of()), Verification.of(file));
    }

    @Test
    void aReopenedTimelineGoesOnWhereItEnded() throws IOException {
        Path file = Fixture.file(temp, 1);
        byte[] before = Files.readAllBytes(file);

        try (Journal journal = Journal.open(file, "0.2.0", CLOCK)) {
            assertEquals(Reading.of(file).timeline(), journal.timeline());
            assertEquals(List.of(), journal.notes());
            assertEquals(Reading.of(file).header().orElseThrow().id(), journal.id());
            byte[] added = journal.append(Fixture.input(2, "more"));

            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            expected.writeBytes(before);
            expected.writeBytes(added);
            assertArrayEquals(expected.toByteArray(), Files.readAllBytes(file));
            assertTrue(new String(added, StandardCharsets.UTF_8).startsWith("{\"type\":\"block\",\"seq\":6,"));
            assertEquals(List.of(), Verification.of(file).problems());
        }
    }

    @Test
    void aPathThatDoesNotExistBecomesANewTimelineThere() throws IOException {
        Path file = temp.resolve("new/mine.jsonl");

        try (Journal journal = Journal.open(file, "0.1.0", CLOCK)) {
            assertFalse(Files.exists(file));
            assertEquals(Timeline.EMPTY, journal.timeline());
            byte[] added = journal.append(Fixture.input(1, "hello"));

            assertArrayEquals(added, Files.readAllBytes(file));
            assertEquals(Reading.of(file).header().orElseThrow().id(), journal.id());
        }
    }

    @Test
    void everythingIsPrivateToItsOwner() throws IOException {
        Path data = temp.resolve("data");
        Path file = Fixture.file(data.resolve("timelines"), 1);
        Files.writeString(file, "{\"torn", StandardOpenOption.APPEND);

        Journal.open(file, "0.1.0", CLOCK).close();

        assertEquals(
                List.of(file.getFileName() + "", file.getFileName() + ".broken", file.getFileName() + ".lock"),
                Fixture.names(file.getParent()));
        for (Path directory : List.of(data, file.getParent())) {
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)));
        }
        for (String name : Fixture.names(file.getParent())) {
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(file.resolveSibling(name))));
        }
    }

    @Test
    void anUnsavedTimelineHasTheSameChainAndNoFile() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Journal journal = Journal.unsaved("0.1.0", CLOCK)) {
            assertEquals(Optional.empty(), journal.file());
            for (Event.Durable event : Fixture.turn(1)) {
                bytes.writeBytes(journal.append(event));
            }
        }

        Path copy = Files.write(temp.resolve("copy.jsonl"), bytes.toByteArray());
        assertEquals(new Verification(copy, 6, List.of(), List.of()), Verification.of(copy));
        assertEquals(Fixture.turn(1), Fixture.events(Reading.of(copy)));
    }

    @Test
    void aClosedJournalRefusesAndMayBeClosedAgain() throws IOException {
        Journal journal = Journal.create(temp, "0.1.0", CLOCK);
        journal.append(Fixture.input(1, "hello"));
        journal.close();
        journal.close();

        Exception refused = assertThrows(IOException.class, () -> journal.append(Fixture.route(1)));

        assertEquals("The timeline is already closed.", refused.getMessage());
    }

    @Test
    void whatAnotherProgramWroteMeanwhileIsNeitherCutNorContinued() throws IOException {
        try (Journal journal = Journal.create(temp, "0.1.0", CLOCK)) {
            journal.append(Fixture.input(1, "hello"));
            Path file = journal.file().orElseThrow();
            Files.writeString(file, "by hand\n", StandardOpenOption.APPEND);
            byte[] before = Files.readAllBytes(file);

            Exception refused = assertThrows(JournalException.class, () -> journal.append(Fixture.route(1)));

            assertTrue(refused.getMessage().contains("another program has changed"), refused.getMessage());
            assertArrayEquals(before, Files.readAllBytes(file));
        }
    }

    @Test
    void aLinkToATimelineIsOpenedAndLockedAsTheTimelineItself() throws IOException {
        Path file = Fixture.file(temp.resolve("real"), 1);
        Path link = Files.createSymbolicLink(temp.resolve("link.jsonl"), file);

        try (Journal journal = Journal.open(link, "0.1.0", CLOCK)) {
            journal.append(Fixture.input(2, "through the link"));

            assertThrows(JournalException.class, () -> Journal.open(file, "0.1.0", CLOCK));
        }
        assertEquals(2, Reading.of(file).timeline().blocks().getLast().head().turn());
        assertFalse(Files.exists(temp.resolve("link.jsonl.lock")));
    }

    @Test
    void onlyRegularFilesAreOpened() throws IOException {
        Path fifo = temp.resolve("fifo.jsonl");
        assertEquals(0, exit("mkfifo", fifo.toString()));
        Path nowhere = Files.createSymbolicLink(temp.resolve("nowhere.jsonl"), temp.resolve("missing"));
        List<String> before = Fixture.names(temp);

        for (Path path : List.of(fifo, nowhere, temp)) {
            Exception refused = assertThrows(JournalException.class, () -> Journal.open(path, "0.1.0", CLOCK));
            assertTrue(refused.getMessage().contains("is not a regular file"), refused.getMessage());
            assertThrows(JournalException.class, () -> Reading.of(path));
        }
        assertEquals(before, Fixture.names(temp));
    }

    private static int exit(String... command) throws IOException {
        try {
            return new ProcessBuilder(command).start().waitFor();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anAnswerOfTwentyOneMegabytesIsReadAgainAsItWasWritten() throws IOException {
        String text = "zwölf Zeichen\n".repeat(1_500_000);
        try (Journal journal = Journal.create(temp, "0.1.0", CLOCK)) {
            journal.append(Fixture.input(1, "at length"));
            journal.append(Fixture.format(1, text));
            journal.append(Fixture.closed(1));
        }
        Path file = new Timelines(temp).files().getFirst();

        for (int opening = 0; opening < 2; opening++) {
            try (Journal journal = Journal.open(file, "0.1.0", CLOCK)) {
                assertEquals(List.of(), journal.notes());
                assertEquals(text, journal.timeline().blocks().get(1).text());
            }
        }
        assertEquals(List.of(), Verification.of(file).problems());
    }
}
