package sacred.timeline.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sacred.timeline.journal.Fixture.CLOCK;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepairTest {

    @TempDir
    Path temp;

    @Test
    void aFileCutAtAnyByteOfItsLastThreeRecordsLosesOnlyWhatWasCut() throws IOException {
        Path whole = Fixture.file(temp.resolve("whole"), 1);
        byte[] bytes = Files.readAllBytes(whole);
        List<String> lines = Fixture.lines(whole);
        int last = bytes.length - lines.get(5).length() - 1;
        int middle = last - lines.get(4).length() - 1;
        int first = middle - lines.get(3).length() - 1;

        for (int cut = first; cut <= bytes.length; cut++) {
            Path directory = Files.createDirectory(temp.resolve("cut" + cut));
            Path file = Files.write(directory.resolve("a.jsonl"), Arrays.copyOf(bytes, cut));
            int kept =
                    cut < middle - 1 ? first : cut < last - 1 ? middle : cut < bytes.length - 1 ? last : bytes.length;

            Journal.open(file, "0.1.0", CLOCK, new FaultyDisk()).close();

            byte[] now = Files.readAllBytes(file);
            assertArrayEquals(Arrays.copyOf(bytes, kept), Arrays.copyOf(now, kept));
            assertEquals(List.of(), Verification.of(file).problems(), "cut at " + cut);
            assertTrue(Reading.of(file).timeline().live().isEmpty());
            Path broken = directory.resolve("a.jsonl.broken");
            assertEquals(cut > kept, Files.exists(broken), "cut at " + cut);
            if (cut > kept) {
                assertArrayEquals(Arrays.copyOfRange(bytes, kept, cut), Files.readAllBytes(broken));
            }
        }
    }

    @Test
    void aTornTailIsNotedAndReadingItChangesNothing() throws IOException {
        Path file = Fixture.file(temp, 2);
        byte[] bytes = Files.readAllBytes(file);
        byte[] torn = Arrays.copyOf(bytes, bytes.length - 30);
        Files.write(file, torn);

        Reading reading = Reading.of(file);
        assertTrue(reading.tornTail());
        assertEquals(2, reading.timeline().live().orElseThrow().turn());
        assertFalse(Verification.of(file).problems().isEmpty());
        assertArrayEquals(torn, Files.readAllBytes(file));

        try (Journal journal = Journal.open(file, "0.1.0", CLOCK)) {
            assertTrue(journal.notes().getFirst().contains("line 11 is damaged: it is torn"), journal.notes() + "");
            assertTrue(journal.notes().get(1).contains(".broken and cut off"), journal.notes() + "");
        }
    }

    @Test
    void tornTailsOfSeveralCrashesAreAllKept() throws IOException {
        Path file = Fixture.file(temp, 1);
        for (String torn : List.of("{\"one", "{\"two")) {
            Files.writeString(file, torn, java.nio.file.StandardOpenOption.APPEND);
            Journal.open(file, "0.1.0", CLOCK).close();
        }

        assertEquals("{\"one{\"two", Files.readString(file.resolveSibling(file.getFileName() + ".broken")));
    }

    @Test
    void anEmptyFileAndATornFirstHeaderBecomeNewTimelines() throws IOException {
        byte[] header =
                Fixture.lines(Fixture.file(temp.resolve("x"), 1)).getFirst().getBytes(StandardCharsets.UTF_8);
        for (int length : List.of(0, 1, 40, header.length - 1)) {
            Path file = Files.write(temp.resolve(length + ".jsonl"), Arrays.copyOf(header, length));
            try (Journal journal = Journal.open(file, "0.1.0", CLOCK)) {
                journal.append(Fixture.input(1, "hello"));
            }
            assertEquals(2, Verification.of(file).records());
            assertEquals(List.of(), Verification.of(file).problems());
        }
    }

    @Test
    void aFileThatIsNoTimelineIsRefusedAndLeftAlone() throws IOException {
        for (String text :
                List.of("notes of mine", "notes\nof mine\n", "\n\n", "{\"type\":\"user\",\"text\":\"x\"}\n", "\0\0")) {
            Path file = Files.writeString(temp.resolve("notes.jsonl"), text);

            Exception refused = assertThrows(JournalException.class, () -> Journal.open(file, "0.1.0", CLOCK));

            assertTrue(refused.getMessage().contains("is not a timeline"), refused.getMessage());
            assertThrows(JournalException.class, () -> Reading.of(file));
            assertEquals(text, Files.readString(file));
            assertEquals(List.of("notes.jsonl"), Fixture.names(temp));
        }
    }

    @Test
    void aNewerFormatIsReadButNotWritten() throws IOException {
        Path file = Fixture.file(temp, 1);
        List<String> lines = Fixture.lines(file);
        lines.set(0, Resealed.resealed(lines.getFirst().replace("\"format\":1", "\"format\":2")));
        Fixture.write(file, lines);
        byte[] before = Files.readAllBytes(file);

        Exception refused = assertThrows(JournalException.class, () -> Journal.open(file, "0.1.0", CLOCK));

        assertTrue(refused.getMessage().contains("newer version (format 2)"), refused.getMessage());
        assertArrayEquals(before, Files.readAllBytes(file));
        assertEquals(Fixture.turn(1), Fixture.events(Reading.of(file)));
        assertEquals(2, Reading.of(file).header().orElseThrow().format());
    }

    @Test
    void aDamagedHeaderHidesNothing() throws IOException {
        Path file = Fixture.file(temp, 2);
        List<String> lines = Fixture.lines(file);
        lines.set(0, "{");
        Fixture.write(file, lines);

        try (Journal journal = Journal.open(file, "0.1.0", CLOCK)) {
            assertEquals(
                    List.of(file.getFileName() + ", line 1 is damaged: it is not a JSON object."), journal.notes());
            journal.append(Fixture.input(3, "after the damage"));
        }
        assertEquals(11, Fixture.events(Reading.of(file)).size());
    }

    @Test
    void aMissingEndOrBeginningOfATurnHidesNoOtherTurn() throws IOException {
        for (int line = 1; line <= 10; line++) {
            Path file = Fixture.file(temp.resolve("m" + line), 3);
            List<String> lines = Fixture.lines(file);
            lines.remove(line);
            Fixture.write(file, lines);

            Reading reading = Reading.of(file);

            boolean turnRecord = line == 5 || line == 10;
            assertEquals(turnRecord ? 12 : 11, reading.timeline().blocks().size(), "without line " + (line + 1));
            assertEquals(turnRecord ? 2 : 3, reading.timeline().closings().size(), "without line " + (line + 1));
            assertEquals(2, Verification.of(file).problems().size());
        }
    }

    @Test
    void unknownTypesKindsValuesAndMembersAreKeptAndSkipped() throws IOException {
        Path file = Fixture.file(temp, 1);
        Chain end = Scan.of(Segments.of(file)).end();
        List<String> open = List.of(
                "{\"type\":\"hologram\",\"turn\":1,\"x\":{\"deep\":[1,null]}",
                "{\"type\":\"block\",\"turn\":2,\"kind\":\"dream\",\"text\":\"?\"",
                "{\"type\":\"block\",\"turn\":1,\"kind\":\"error\",\"at\":\"2026-01-01T00:00:00Z\",\"duration_ms\":0,"
                        + "\"text\":\"?\",\"error\":{\"stage\":\"format\",\"kind\":\"quota\"}",
                "{\"type\":\"block\",\"turn\":2,\"kind\":\"input\",\"at\":\"2026-01-01T00:00:00.000Z\",\"duration_ms\":0,"
                    + "\"mood\":\"odd\",\"text\":\"readable\"");
        Resealed.append(file, end, open);
        byte[] before = Files.readAllBytes(file);

        Reading reading = Reading.of(file);

        assertEquals(new Entry.Foreign(7, "hologram"), reading.entries().get(5));
        assertEquals(new Entry.Foreign(8, "dream"), reading.entries().get(6));
        assertEquals(new Entry.Foreign(9, "quota"), reading.entries().get(7));
        assertEquals("readable", reading.timeline().blocks().getLast().text());
        assertEquals(List.of(), Verification.of(file).problems());
        Journal.open(file, "0.1.0", CLOCK).close();
        assertArrayEquals(before, Arrays.copyOf(Files.readAllBytes(file), before.length));
        assertEquals(List.of(), Verification.of(file).problems());
    }

    @Test
    void anIntactRecordThatLacksWhatItsKindNeedsIsDamagedAndNotGuessed() throws IOException {
        Path file = Fixture.file(temp, 1);
        Resealed.append(
                file,
                Scan.of(Segments.of(file)).end(),
                List.of("{\"type\":\"block\",\"turn\":2,\"kind\":\"input\",\"text\":\"x\""));

        assertEquals(
                new Entry.Damaged(7, "its member \"at\" is missing"),
                Reading.of(file).entries().getLast());
        assertEquals(
                List.of("line 7 is damaged: its member \"at\" is missing"),
                Verification.of(file).problems());
    }
}
