package sacred.timeline.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sacred.timeline.Attachment;

class UnreferencedTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    @TempDir
    Path data;

    private Path attachments;
    private Path timelines;

    @BeforeEach
    void open() throws IOException {
        attachments = data.resolve("attachments");
        timelines = Files.createDirectories(data.resolve("timelines"));
    }

    private Path kept(String text, Instant at) throws IOException {
        Attachment kept = ContentStore.in(attachments).keep(new Attachment.Text("notes", text));
        Path file = attachments.resolve(kept.sha256());
        Files.setLastModifiedTime(file, FileTime.from(at));
        return file;
    }

    private Path old(String text) throws IOException {
        return kept(text, NOW.minusSeconds(3601));
    }

    private Unreferenced look() throws IOException {
        return Unreferenced.of(attachments, timelines, NOW);
    }

    @Test
    void whatNoFileNamesIsRemovedAndNothingElse() throws IOException {
        Path needed = old("needed");
        Path forgotten = old("forgotten");
        Files.writeString(timelines.resolve("a.jsonl"), "{\"sha256\":\"" + needed.getFileName() + "\"}\n");

        Unreferenced found = look();

        assertEquals(new Unreferenced(List.of(forgotten), 9, NOW, Optional.empty()), found);
        assertEquals(1, found.remove(timelines));
        assertTrue(Files.exists(needed));
        assertFalse(Files.exists(forgotten));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.jsonl", "a.jsonl.2", "a.jsonl.broken", "a.jsonl.damaged", "deep/er/b", "format-9"})
    void anyFileCountsWhereverTheHashStandsInIt(String name) throws IOException {
        Path needed = old("needed");
        Path file = timelines.resolve(name);
        Files.createDirectories(file.getParent());
        // also across the pieces in which it is read, beside other digits, in a record that was torn
        Files.writeString(file, "\0".repeat(65_500) + "{\"sha256\":\"0" + needed.getFileName());

        assertEquals(List.of(), look().files());
    }

    @Test
    void aFileThatCannotBeReadMayNameAnyOfThem() throws IOException {
        Path forgotten = old("forgotten");
        Files.createSymbolicLink(timelines.resolve("away.jsonl"), data.resolve("nowhere"));

        Unreferenced found = look();

        assertEquals(List.of(forgotten), found.files());
        assertThrows(JournalException.class, () -> found.remove(timelines));
        assertTrue(Files.exists(forgotten));
    }

    @Test
    void whileATimelineIsWrittenNothingIsRemoved() throws IOException {
        Path forgotten = old("forgotten");
        Unreferenced before = look();
        try (Journal _ = Journal.open(timelines.resolve("open.jsonl"), "0", () -> NOW)) {
            assertTrue(look().unsure().orElseThrow().contains("is being written"));
            assertThrows(JournalException.class, () -> before.remove(timelines));
        }
        assertTrue(Files.exists(forgotten));
        assertEquals(1, look().remove(timelines));
    }

    @Test
    void whatIsYoungMayBeAboutToBeNamed() throws IOException {
        kept("young", NOW.minusSeconds(3599));

        assertEquals(List.of(), look().files());
    }

    @Test
    void whatWasLeftHalfWrittenGoesAndWhatIsNotOursStays() throws IOException {
        Path whole = old("x");
        Files.writeString(timelines.resolve("a.jsonl"), whole.getFileName().toString());
        Path half = Files.writeString(attachments.resolve(whole.getFileName() + "123.part"), "h");
        Path other = Files.writeString(attachments.resolve("README"), "mine");
        for (Path file : List.of(half, other)) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        }

        assertEquals(List.of(half), look().files());
    }

    @Test
    void whatIsKeptOnceMoreWhileItIsLookedForStays() throws IOException {
        Instant now = Files.getLastModifiedTime(data).toInstant();
        Path forgotten = kept("forgotten", now.minusSeconds(3601));
        Unreferenced found = Unreferenced.of(attachments, timelines, now);
        assertEquals(List.of(forgotten), found.files());

        ContentStore.in(attachments).keep(new Attachment.Text("again.txt", "forgotten"));

        assertEquals(0, found.remove(timelines));
        assertTrue(Files.exists(forgotten));
    }

    @Test
    void withoutADirectoryThereIsNothing() throws IOException {
        assertEquals(new Unreferenced(List.of(), 0, NOW, Optional.empty()), look());
    }
}
