package sacred.timeline.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sacred.timeline.journal.Fixture.CLOCK;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.timeline.Block;
import sacred.timeline.Event;

class SegmentTest {

    @TempDir
    Path temp;

    private final FaultyDisk disk = new FaultyDisk();
    private final List<byte[]> acknowledged = new ArrayList<>();

    @Test
    void aRecordThatCouldNotBeSyncedIsWrittenAgainToAnotherFileAndTheOldOneIsNeverWrittenToAgain() throws IOException {
        try (Journal journal = Journal.create(temp, "0.1.0", CLOCK, disk)) {
            append(journal, Fixture.input(1, "hello"));
            Path file = file(journal);
            byte[] before = Files.readAllBytes(file);

            failOnce(journal, Fixture.route(1));
            append(journal, Fixture.tool(1));

            assertArrayEquals(before, Files.readAllBytes(file), "what was not acknowledged is cut off");
            List<String> lines = Fixture.lines(Segment.path(file, 2));
            assertTrue(
                    lines.getFirst()
                            .startsWith("{\"type\":\"segment\",\"format\":1,\"id\":\"" + journal.id()
                                    + "\",\"segment\":2,\"after\":1,\"bytes\":" + before.length
                                    + ",\"reason\":\"Input/output error\",\"prev\":\"" + hash(file) + "\",\"hash\":\""),
                    lines.getFirst());
            assertEquals(
                    text(acknowledged.get(1)) + text(acknowledged.get(2)), lines.get(1) + "\n" + lines.get(2) + "\n");
            List<String> news = journal.news();
            assertEquals(1, news.size());
            assertTrue(news.getFirst().contains("(Input/output error). Nothing is lost"), news.getFirst());
            assertTrue(news.getFirst().contains("goes on in " + file.getFileName() + ".2"), news.getFirst());
            assertEquals(List.of(), journal.news());
        }
        holds();
    }

    @Test
    void everyReaderTakesTheFilesAsOne() throws IOException {
        Path file = split(2);

        Reading reading = Reading.of(file);
        List<Event.Durable> both = new ArrayList<>(Fixture.turn(1));
        both.addAll(Fixture.turn(2));
        assertEquals(both, Fixture.events(reading));
        assertEquals(List.of(), reading.problems());
        assertEquals(2, reading.notes().size());
        assertTrue(reading.notes().getFirst().contains(".2: the disk failed at "), reading.notes() + "");
        assertEquals(new Verification(file, 11, List.of(), reading.notes()), Verification.of(file));
        try (Journal fork =
                Journal.fork(reading, OptionalInt.empty(), event -> event, temp.resolve("forks"), "0.1.0", CLOCK)) {
            assertEquals(both, Fixture.events(Reading.of(fork.file().orElseThrow())));
            assertFalse(Files.exists(Segment.path(fork.file().orElseThrow(), 2)));
        }
    }

    @Test
    void searchRepairAndTheCheckupTakeTheFilesAsOne() throws IOException {
        Path file = split(2);
        List<Block> found = new ArrayList<>();
        Pass pass = new Sieve(List.of(), _ -> true).pass();

        pass.scan(file, _ -> true, hit -> found.add(hit.block()), () -> false);
        assertEquals(Reading.of(file).timeline().blocks(), found);

        Path repaired = temp.resolve("repaired").resolve("new.jsonl");
        Repair repair = Repair.of(file, repaired, "0.1.0", CLOCK);
        assertEquals(Fixture.events(Reading.of(file)), Fixture.events(Reading.of(repaired)));
        assertEquals(
                Reading.of(file).notes(),
                repair.findings().stream().map(Finding::sentence).toList());

        long bytes = 0;
        for (Path part : List.of(file, Segment.path(file, 2), Segment.path(file, 3))) {
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
            bytes += Files.size(part);
        }
        assertEquals(new Checkup(1, bytes, 1, Map.of()), Checkup.of(temp, () -> false, _ -> {}));
    }

    @Test
    void whatIsDamagedInALaterFileIsNamedWithThatFile() throws IOException {
        Path file = split(2);
        Path later = Segment.path(file, 2);
        List<String> lines = Fixture.lines(later);
        lines.set(1, lines.get(1).replace("\"turn\"", "\"TURN\""));
        Files.writeString(later, String.join("\n", lines) + "\n");

        Finding finding = Verification.of(file).findings().getFirst();

        assertTrue(finding.sentence().endsWith(" (in " + later.getFileName() + ")"), finding + "");
        assertEquals(lines.getFirst().length() + 1, finding.offset());
        assertTrue(Checkup.of(temp, () -> false, _ -> {})
                .found()
                .get(Checkup.Kind.DAMAGED)
                .getFirst()
                .startsWith(file.getFileName() + ": " + finding.sentence()));
    }

    @Test
    void aRepairIsNotMadeWhereALaterFileWouldBeReadAsAPartOfIt() throws IOException {
        Path file = Fixture.file(temp, 1);
        Path to = temp.resolve("to").resolve("new.jsonl");
        Files.createDirectory(to.getParent());
        Files.writeString(Segment.path(to, 3), "");

        assertThrows(JournalException.class, () -> Repair.of(file, to, "0.1.0", CLOCK));
        assertFalse(Files.exists(to));
    }

    @Test
    void aSegmentIsNoTimelineOfItsOwn() throws IOException {
        Path file = split(2);
        Path later = Segment.path(file, 3);
        FileTime old = FileTime.from(Fixture.NOW);
        Files.setLastModifiedTime(file, old);
        Files.setLastModifiedTime(Segment.path(file, 2), old);
        Path other = Fixture.file(temp, 1);
        Files.setLastModifiedTime(other, FileTime.from(Fixture.NOW.plusSeconds(1)));

        Timelines timelines = new Timelines(temp);
        assertEquals(
                List.of(),
                timelines.summaries().toList().stream()
                        .flatMap(s -> s.problem().stream())
                        .toList());
        assertEquals(2, timelines.summaries().toList().size());
        assertEquals(Optional.of(file), timelines.newest(), "its last part was written last");
        for (String id : List.of(Reading.of(file).header().orElseThrow().id())) {
            assertEquals(Optional.of(file), timelines.find(id));
        }
        Exception refused = assertThrows(JournalException.class, () -> Journal.open(later, "0.1.0", CLOCK));
        assertEquals(
                later + " is not the beginning of a timeline: it goes on after " + file.getFileName()
                        + ". Name that one.",
                refused.getMessage());
        assertThrows(JournalException.class, () -> Reading.of(later));
    }

    @Test
    void aSegmentWhoseBeginningIsNotThereIsToldByTheCheckupAndWhenItIsOpened() throws IOException {
        Path file = split(2);
        Path later = Segment.path(file, 3);
        List<Event.Durable> inIt = Fixture.events(Reading.of(file)).subList(9, 10);
        Files.delete(file);
        Files.writeString(Segment.path(file, 4), "");

        Checkup found = Checkup.of(temp, () -> false, _ -> {});

        assertEquals(
                Map.of(
                        Checkup.Kind.WITHOUT_BEGINNING,
                        List.of(Segment.path(file, 2).getFileName() + "", later.getFileName() + ""),
                        Checkup.Kind.LEFT_OVER,
                        List.of(Segment.path(file, 4).getFileName() + "")),
                found.found());
        assertFalse(found.sound(), "records are in them that nothing else shows");
        Exception refused = assertThrows(JournalException.class, () -> Reading.of(later));
        assertTrue(refused.getMessage().contains("goes on after " + file.getFileName() + ", which is not there. Put"));

        Path copy = Files.copy(later, temp.resolve("copy.jsonl"));
        Path to = temp.resolve("to").resolve("new.jsonl");
        Repair.of(copy, to, "0.1.0", CLOCK);
        assertEquals(inIt, Fixture.events(Reading.of(to)), "what the message says can be done");
    }

    @Test
    void aSegmentOfAnotherTimelineIsToldByTheCheckup() throws IOException {
        Path file = split(2);
        Path other = Fixture.file(temp, 1);
        Files.copy(Segment.path(file, 2), Segment.path(other, 2));

        Checkup found = Checkup.of(temp, () -> false, _ -> {});

        assertEquals(
                List.of(Segment.path(other, 2).getFileName().toString()),
                found.found().get(Checkup.Kind.WITHOUT_BEGINNING));
    }

    @Test
    void aListSaysInHowManyFilesATimelineStands() throws IOException {
        split(2);
        Fixture.file(temp, 1);

        assertEquals(
                List.of(1, 3),
                new Timelines(temp).summaries().map(Summary::files).sorted().toList());
    }

    @Test
    void aReopenedTimelineGoesOnInItsLastSegment() throws IOException {
        Path file = split(2);
        Path last = Segment.path(file, 3);
        byte[] first = Files.readAllBytes(file);
        Files.writeString(last, "{\"torn", StandardOpenOption.APPEND);

        try (Journal journal = Journal.open(file, "0.1.0", CLOCK, disk)) {
            assertTrue(journal.notes().getLast().endsWith(".broken and cut off."), journal.notes() + "");
            append(journal, Fixture.input(3, "more"));
            assertTrue(Files.readString(last).endsWith(text(acknowledged.getLast())));
        }
        assertArrayEquals(first, Files.readAllBytes(file));
        assertEquals("{\"torn", Files.readString(file.resolveSibling(file.getFileName() + ".broken")));
        holds();
    }

    @Test
    void withoutAnyDiskToGoOnNothingIsTakenForSavedAndLaterTriesGoOn() throws IOException {
        try (Journal journal = Journal.create(temp, "0.1.0", CLOCK, disk)) {
            append(journal, Fixture.input(1, "hello"));
            disk.cannotSync = true;
            for (int i = 0; i < 3; i++) {
                assertThrows(IOException.class, () -> journal.append(Fixture.route(1)));
                assertFalse(Files.exists(Segment.path(file(journal), 2)));
            }
            disk.cannotDelete = true;
            assertThrows(IOException.class, () -> journal.append(Fixture.route(1)));
            assertEquals(List.of(), journal.news());

            disk.cannotSync = false;
            append(journal, Fixture.route(1));

            Path file = file(journal);
            assertTrue(Files.exists(Segment.path(file, 3)), "the one that could not be removed is passed by");
            List<String> notes = Verification.of(file).notes();
            assertTrue(notes.getLast().contains(".2 is not part of the timeline"), notes + "");
        }
        holds();
    }

    @Test
    void aTimelineWhoseFirstSyncFailsIsWholeInItsSegment() throws IOException {
        Path file;
        try (Journal journal = Journal.create(temp, "0.1.0", CLOCK, disk)) {
            failOnce(journal, Fixture.input(1, "hello"));
            append(journal, Fixture.closed(1));
            file = file(journal);
            assertEquals(0, Files.size(file));
            assertEquals(Optional.of(file), new Timelines(temp).find(journal.id()));
        }
        assertEquals(3, Verification.of(file).records());
        holds();
    }

    @Test
    void damageInOneFileHidesNothingInTheOthers() throws IOException {
        Path file = split(2);
        List<Event.Durable> all = Fixture.events(Reading.of(file));
        List<String> header = Fixture.lines(Segment.path(file, 2));
        header.set(0, "{\"type\":\"segment\"");
        Fixture.write(Segment.path(file, 2), header);

        assertEquals(all, Fixture.events(Reading.of(file)));
        assertEquals(1, Verification.of(file).problems().size(), Verification.of(file) + "");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 7));

        assertEquals(all.size() - 1, Fixture.events(Reading.of(file)).size());
        Journal.open(file, "0.1.0", CLOCK).close();
        assertEquals(all.size() - 1, Fixture.events(Reading.of(file)).size());
    }

    @Test
    void aSegmentThatWasNotBegunIsPassedBy() throws IOException {
        Path file = Fixture.file(temp, 1);
        for (String begun : List.of("", "{\"type\":\"segment\",\"form")) {
            Files.writeString(Segment.path(file, 2), begun);

            assertEquals(Fixture.turn(1), Fixture.events(Reading.of(file)));
            assertEquals(List.of(), Verification.of(file).problems());
            assertTrue(Verification.of(file).notes().getFirst().endsWith("nothing of it was kept there."));
            Journal.open(file, "0.1.0", CLOCK).close();
        }
    }

    @Test
    void whatOnlyBearsTheNameOfALaterFileIsNeitherReadNorWritten() throws IOException {
        Path file = Fixture.file(temp, 1);
        Path another = Fixture.file(temp.resolve("another"), 2);
        Path lost = split(1);
        for (byte[] foreign : List.of(
                Files.readAllBytes(another),
                Files.readAllBytes(file),
                Files.readAllBytes(Segment.path(lost, 2)),
                "milk\nbread\n".getBytes(StandardCharsets.UTF_8))) {
            Files.write(Segment.path(file, 2), foreign);
            List<Event.Durable> before = Fixture.events(Reading.of(file));

            try (Journal journal = Journal.open(file, "0.1.0", CLOCK)) {
                Fixture.turn(before.getLast().turn() + 1)
                        .forEach(event -> assertDoesNotThrow(() -> journal.append(event)));
            }

            assertArrayEquals(foreign, Files.readAllBytes(Segment.path(file, 2)));
            assertEquals(
                    before.size() + Fixture.turn(2).size(),
                    Fixture.events(Reading.of(file)).size());
            assertEquals(List.of(), Verification.of(file).problems());
        }
        Files.write(Segment.path(file, 2), Files.readAllBytes(another));
        assertEquals(Fixture.events(Reading.of(another)), Fixture.events(Reading.of(Segment.path(file, 2))));
    }

    /** A timeline of two turns whose disk failed so many times. */
    private Path split(int times) throws IOException {
        try (Journal journal = Journal.create(temp, "0.1.0", CLOCK, disk)) {
            for (int turn = 1; turn <= 2; turn++) {
                for (Event.Durable event : Fixture.turn(turn)) {
                    if (turn <= times && event instanceof Event.Closed) {
                        failOnce(journal, event);
                    } else {
                        append(journal, event);
                    }
                }
            }
            return file(journal);
        }
    }

    /** The next sync fails, and the one after does not. */
    private void failOnce(Journal journal, Event.Durable event) throws IOException {
        disk.failNextSync = true;
        append(journal, event);
    }

    private void append(Journal journal, Event.Durable event) throws IOException {
        acknowledged.add(journal.append(event));
    }

    private void holds() throws IOException {
        Path file = new Timelines(temp).files().getFirst();
        IndependentReader.assertHolds(IndependentReader.records(acknowledged), file, "at the end");
        assertEquals(List.of(), Verification.of(file).problems());
    }

    private static Path file(Journal journal) {
        return journal.file().orElseThrow();
    }

    private static String hash(Path file) throws IOException {
        String line = Fixture.lines(file).get(1);
        return line.substring(line.length() - 66, line.length() - 2);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
