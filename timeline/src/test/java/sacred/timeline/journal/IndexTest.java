package sacred.timeline.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sacred.timeline.journal.Fixture.CLOCK;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.timeline.Block;
import sacred.timeline.Kind;
import sacred.timeline.Timeline;

class IndexTest {

    @TempDir
    Path temp;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Fixture.file(temp, 4);
        Scan.of(Segments.of(file)).index(Segments.of(file), 0).orElseThrow().write(file, Disk.REAL);
    }

    @Test
    void itIsItsOwnersAloneAndNoListingTakesItForATimeline() throws IOException {
        Path index = Index.beside(file);

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(index)));
        assertEquals(List.of(file), new Timelines(temp).files());
        assertEquals(1, new Timelines(temp).summaries().toList().size());
        assertFalse(Files.exists(temp.resolve(index.getFileName() + ".new")));
        String name = file.getFileName().toString();
        assertEquals(List.of(name, name + ".index", name + ".lock"), Fixture.names(temp));
    }

    @Test
    void nothingThatWasSaidIsInIt() throws IOException {
        String bytes = new String(Files.readAllBytes(Index.beside(file)), StandardCharsets.ISO_8859_1);

        assertFalse(bytes.contains("prompt"));
        assertFalse(bytes.contains("answer"));
    }

    @Test
    void whatIsBehindItIsReadAndOneThatCoversMoreIsKept() throws IOException {
        String text = "x".repeat((int) Index.WORTH_BYTES);
        try (Journal journal = Journal.open(file, "0.1.0", CLOCK)) {
            journal.append(Fixture.input(5, text));
            journal.append(Fixture.closed(5));
        }
        long before = Index.of(Segments.of(file)).orElseThrow().bytes();

        try (Journal journal = Journal.open(file, "0.1.0", CLOCK)) {
            assertEquals(text, journal.timeline().blocks().getLast().text());
            assertEquals(5, journal.timeline().closings().size());
            assertEquals(List.of(), journal.notes());
            assertEquals(4 * 4 + 1, journal.timeline().blocks().size());
        }
        // it is written beside the opening, and closing waits for it
        assertTrue(Index.of(Segments.of(file)).orElseThrow().bytes() > before + text.length());
        assertEquals(List.of(), Verification.of(file).problems());
    }

    @Test
    void oneThatDoesNotFitTheFileIsAsGoodAsNone() throws IOException {
        byte[] index = Files.readAllBytes(Index.beside(file));
        for (int i = 0; i < index.length; i += 7) {
            byte[] other = index.clone();
            other[i] ^= 1;
            Files.write(Index.beside(file), other);
            assertTrue(Index.of(Segments.of(file)).isEmpty(), "byte " + i);
        }
        for (int length : List.of(0, 7, 20, index.length - 1)) {
            Files.write(Index.beside(file), Arrays.copyOf(index, length));
            assertTrue(Index.of(Segments.of(file)).isEmpty(), length + " bytes");
        }
        Files.delete(Index.beside(file));
        assertEquals(Files.size(file), Journal.unread(file));
        Files.write(Index.beside(file), index);
        assertTrue(Index.of(Segments.of(file)).isPresent());
        assertEquals(0, Journal.unread(file));

        Path another = Fixture.file(temp.resolve("another"), 4);
        Files.write(Index.beside(another), index);
        assertTrue(Index.of(Segments.of(another)).isEmpty());
    }

    @Test
    void aFileThatWasCutOrChangedInItsPlaceIsReadAgain() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        assertTrue(Index.of(Segments.of(file)).isEmpty());

        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        assertTrue(Index.of(Segments.of(file)).isEmpty());

        Files.write(file, bytes);
        Files.writeString(file, "more\n", StandardOpenOption.APPEND);
        assertTrue(Index.of(Segments.of(file)).isPresent());
        change("prompt 4".getBytes(), bytes.length - 400);
        change(new byte[] {'X'}, bytes.length - 100);
        assertTrue(Index.of(Segments.of(file)).isEmpty());
    }

    @Test
    void aBlockThatWasDamagedLaterSaysSoInItsPlaceAndHidesNoOther() throws IOException {
        List<String> lines = Fixture.lines(file);
        long offset = String.join("\n", lines.subList(0, 4)).length() + 1;
        Files.writeString(file, "later\n", StandardOpenOption.APPEND);
        change("9999".getBytes(), offset + lines.get(4).indexOf("2026"));

        Timeline timeline = Scan.indexed(Segments.of(file))
                .timeline(Scan.indexed(Segments.of(file)).records(Segments.of(file)));

        Block.Error lost = assertInstanceOf(Block.Error.class, timeline.blocks().get(3));
        assertEquals(Kind.FORMAT, timeline.blocks().kind(3));
        assertTrue(lost.text().startsWith("Line 5 of the file is damaged: its hash does not match"), lost.text());
        assertEquals(1, lost.head().turn());
        assertEquals(Fixture.NOW, lost.head().at());
        assertEquals("answer 2", timeline.blocks().get(7).text());
        assertEquals("prompt 1", timeline.blocks().get(0).text());
        assertTrue(Verification.of(file).problems().getFirst().startsWith("line 5 is damaged"));
    }

    @Test
    void aTimeThatIsLostIsSaidToBeAndTheNearestOneStandsInItsPlace() throws IOException {
        List<String> lines = Fixture.lines(file);
        lines.set(1, Resealed.resealed(lines.get(1).replace("2026", "2033")));
        Fixture.write(file, lines);
        Scan scan = Scan.of(Segments.of(file));
        Timeline timeline = scan.timeline(scan.records(Segments.of(file)));
        long offset = lines.getFirst().length() + 1;
        change("9999".getBytes(), offset + lines.get(1).indexOf("2033"));

        Block.Error lost = assertInstanceOf(Block.Error.class, timeline.blocks().get(0));

        assertEquals(Fixture.NOW, lost.head().at(), "of the record behind it: before it there is none");
        assertTrue(
                lost.text()
                        .endsWith(
                                "Its time is lost too; the one shown is that of the nearest record that can be read."),
                lost.text());
    }

    @Test
    void whereNoRecordCanBeReadTheTimeIsThatOfTheHeaderOrSaidToBeLost() throws IOException {
        List<String> lines = Fixture.lines(file);
        Scan scan = Scan.of(Segments.of(file));
        Timeline timeline = scan.timeline(scan.records(Segments.of(file)));
        Fixture.write(
                file, lines.stream().map(line -> "?".repeat(line.length())).toList());

        Block.Error lost = assertInstanceOf(Block.Error.class, timeline.blocks().get(0));
        assertEquals(Fixture.NOW, lost.head().at());

        lines.set(0, "{".repeat(lines.getFirst().length()));
        Fixture.write(file, lines);
        scan = Scan.of(Segments.of(file));
        timeline = scan.timeline(scan.records(Segments.of(file)));
        Fixture.write(
                file, lines.stream().map(line -> "?".repeat(line.length())).toList());

        lost = assertInstanceOf(Block.Error.class, timeline.blocks().get(0));
        assertTrue(lost.text().endsWith("Its time is lost too."), lost.text());
    }

    @Test
    void whatOnlyANewerVersionKnowsIsSaidInItsPlace() throws IOException {
        List<String> lines = Fixture.lines(file);
        lines.set(2, Resealed.resealed(lines.get(2).replace("\"source\":\"rules\"", "\"source\":\"oracle\"")));
        Fixture.write(file, lines);

        Reading reading = Reading.of(file);

        assertEquals(new Entry.Foreign(3, "oracle"), reading.entries().get(1));
        String said = reading.timeline().blocks().get(1).text();
        assertTrue(said.startsWith("Line 3 of the file holds something that only a newer version knows: oracle"), said);
    }

    private void change(byte[] bytes, long place) throws IOException {
        try (RandomAccessFile changed = new RandomAccessFile(file.toFile(), "rw")) {
            changed.seek(place);
            changed.write(bytes);
        }
    }
}
