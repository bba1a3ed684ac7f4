package sacred.timeline.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.timeline.Block;
import sacred.timeline.Timeline;

class UnscannedTest {

    @TempDir
    Path temp;

    @Test
    void itsEndIsThereBeforeItIsScanned() throws IOException {
        Path file = Fixture.file(temp, 4);

        try (Unscanned unscanned = unscanned(file)) {
            List<Block> end = unscanned.end().blocks();
            assertEquals("answer 4", end.getLast().text());
            assertEquals(4, end.getLast().head().turn());
            assertEquals(Files.size(file), unscanned.bytes());
            assertEquals(Files.size(file), unscanned.unread());
        }
    }

    @Test
    void theEndBeginsInTheMiddleOfATurnAndOfALineAndLeavesOutWhatIsDamaged() throws IOException {
        Path file = Fixture.file(temp, 9);
        List<String> lines = Fixture.lines(file);
        lines.set(lines.size() - 3, lines.get(lines.size() - 3).replace("answer 9", "answer X"));
        Fixture.write(file, lines);
        Segments segments = Segments.of(file);
        List<Block> whole = Reading.of(file).timeline().blocks();

        int fewest = Integer.MAX_VALUE;
        for (int bytes = 1; bytes < Files.size(file) - lines.getFirst().length(); bytes += 13) {
            List<Block> end = Ending.of(segments, bytes).blocks();
            assertEquals(whole.subList(whole.size() - end.size(), whole.size()), end, bytes + " bytes");
            fewest = Math.min(fewest, end.size());
        }
        assertEquals(1, fewest, "as much is read as a block takes");
    }

    @Test
    void aTurnWithoutItsEndIsNotLiveInWhatIsSeenFirst() throws IOException {
        Path file = Fixture.file(temp, 2);
        try (Journal journal = Journal.open(file, "0.1.0", Fixture.CLOCK)) {
            journal.append(Fixture.input(3, "unfinished"));
        }

        try (Unscanned unscanned = unscanned(file)) {
            assertTrue(unscanned.end().live().isEmpty());
            assertEquals("unfinished", unscanned.end().blocks().getLast().text());
        }
    }

    @Test
    void nothingIsWrittenBeforeTheScanHasEndedAndNobodyElseMayWrite() throws IOException {
        Path file = Fixture.file(temp, 3);
        byte[] intact = Files.readAllBytes(file);
        Files.writeString(file, "{\"torn", StandardOpenOption.APPEND);
        byte[] before = Files.readAllBytes(file);
        List<Long> told = new ArrayList<>();

        Unscanned unscanned = unscanned(file);
        unscanned.end();
        try (Journal journal = unscanned.open(bytes -> {
            told.add(bytes);
            assertArrayEquals(before, Files.readAllBytes(file));
            assertThrows(JournalException.class, () -> Journal.open(file, "0.1.0", Fixture.CLOCK));
        })) {
            assertEquals(before.length, told.getLast());
            assertArrayEquals(intact, Files.readAllBytes(file));
            assertEquals(4, journal.timeline().nextTurn());
            assertThrows(JournalException.class, () -> Journal.open(file, "0.1.0", Fixture.CLOCK));
        }
    }

    @Test
    void aScanThatIsEndedChangesNothingAndGivesUpTheLock() throws IOException {
        Path file = Fixture.file(temp, 3);
        Files.writeString(file, "{\"torn", StandardOpenOption.APPEND);
        byte[] before = Files.readAllBytes(file);

        Unscanned unscanned = unscanned(file);
        assertThrows(
                InterruptedIOException.class,
                () -> unscanned.open(_ -> {
                    throw new InterruptedIOException("enough");
                }));

        assertArrayEquals(before, Files.readAllBytes(file));
        unscanned.close();
        Journal.open(file, "0.1.0", Fixture.CLOCK).close();
    }

    @Test
    void oneThatIsNotLargeOrNotOursIsLeftToThePlainOpeningWithoutALock() throws IOException {
        Path file = Fixture.file(temp, 1);
        Files.delete(file.resolveSibling(file.getFileName() + ".lock"));
        List<String> before = Fixture.names(temp);

        assertTrue(
                Unscanned.of(file, Files.size(file) + 1, "0.1.0", Fixture.CLOCK).isEmpty());
        assertTrue(Unscanned.of(temp.resolve("none.jsonl"), 0, "0.1.0", Fixture.CLOCK)
                .isEmpty());
        List<String> lines = Fixture.lines(file);
        lines.set(0, Resealed.resealed(lines.getFirst().replace("\"format\":1", "\"format\":9")));
        Fixture.write(file, lines);
        assertTrue(Unscanned.of(file, 0, "0.1.0", Fixture.CLOCK).isEmpty());

        assertEquals(before, Fixture.names(temp));
    }

    @Test
    void somebodyElseWhoWritesIsNamedBeforeAnythingIsRead() throws IOException {
        Path file = Fixture.file(temp, 1);

        try (Journal _ = Journal.open(file, "0.1.0", Fixture.CLOCK)) {
            JournalException e = assertThrows(JournalException.class, () -> unscanned(file));
            assertTrue(e.getMessage().contains("is open for writing in process"), e.getMessage());
        }
    }

    @Test
    void onlyWhatNoIndexCoversIsScanned() throws IOException {
        Path file = Fixture.file(temp, 3);
        Scan.of(Segments.of(file)).index(Segments.of(file), 0).orElseThrow().write(file, Disk.REAL);
        long covered = Files.size(file);
        try (Journal journal = Journal.open(file, "0.1.0", Fixture.CLOCK)) {
            journal.append(Fixture.input(4, "more"));
            journal.append(Fixture.closed(4));
        }

        Unscanned unscanned = unscanned(file);
        assertEquals(Files.size(file) - covered, unscanned.unread());
        try (Journal journal = unscanned.open(Progress.UNTOLD)) {
            assertEquals(4, journal.timeline().totals().prompts());
        }
    }

    @Test
    void anEndOfOneLargeRecordIsReadWhole() throws IOException {
        Path file = Fixture.file(temp, 1);
        String large = "x".repeat(2_000_000);
        try (Journal journal = Journal.open(file, "0.1.0", Fixture.CLOCK)) {
            journal.append(Fixture.input(2, large));
        }

        try (Unscanned unscanned = unscanned(file)) {
            Timeline end = unscanned.end();
            assertEquals(large, end.blocks().getLast().text());
        }
    }

    @Test
    void anEndOfWhichNothingIsIntactIsEmpty() throws IOException {
        Path file = Fixture.file(temp, 1);
        byte[] bytes = Files.readAllBytes(file);
        int header = new String(bytes, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
        Arrays.fill(bytes, header, bytes.length, (byte) 'x');
        Files.write(file, bytes);

        try (Unscanned unscanned = unscanned(file)) {
            assertEquals(List.of(), unscanned.end().blocks());
        }
    }

    private static Unscanned unscanned(Path file) throws IOException {
        return Unscanned.of(file, 0, "0.1.0", Fixture.CLOCK).orElseThrow();
    }
}
