package sacred.app.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftsTest {

    @TempDir
    Path data;

    private final Set<Long> alive = new HashSet<>();

    private Drafts process(long pid) {
        return new Drafts(data.resolve("drafts"), pid, "a", alive::contains);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("drafts"))) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    private static List<String> texts(List<Drafts.Found> found) {
        return found.stream().map(Drafts.Found::text).toList();
    }

    private void written(String name, String text, long millis) throws IOException {
        Path file = data.resolve("drafts").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.fromMillis(millis));
    }

    @Test
    void aDraftOutlivesItsProcess() throws IOException {
        process(1).keep("dra");
        process(1).keep("draft");

        assertEquals(List.of("draft"), texts(process(2).takeOver()));
    }

    @Test
    void onlyItsOwnerCanReadIt() throws IOException {
        process(1).keep("secret");

        Path file = data.resolve("drafts/1-a.txt");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
    }

    @Test
    void nothingIsLeftWhenItWasSentOrIsEmpty() throws IOException {
        Drafts drafts = process(1);
        drafts.keep("draft");
        drafts.end();
        assertEquals(List.of(), files());

        drafts.keep("draft");
        drafts.keep(" \n");
        assertEquals(List.of(), files());
        drafts.end();
    }

    @Test
    void theDraftOfARunningProcessIsLeftAlone() throws IOException {
        alive.add(1L);
        process(1).keep("still written");

        assertEquals(List.of(), process(2).takeOver());
        assertEquals(List.of("1-a.txt"), files());
    }

    @Test
    void draftsAreTakenOverOldestFirst() throws IOException {
        written("5-a.txt", "second", 2_000);
        written("9-b.txt", "first", 1_000);
        written("7-a.txt", "third", 3_000);

        assertEquals(List.of("first", "second", "third"), texts(process(2).takeOver()));
    }

    @Test
    void aDraftThatWasTakenOverIsOnDiskUntilItIsSafe() throws IOException {
        process(1).keep("draft");
        Drafts second = process(2);
        Drafts.Found found = second.takeOver().getFirst();

        // the second ends before it has done anything with it
        assertEquals(List.of(found.text()), texts(process(3).takeOver()));

        Drafts.Found again = process(4).takeOver().getFirst();
        process(4).safe(again);
        assertEquals(List.of(), files());
    }

    @Test
    void takingOverTwiceOverwritesNothing() throws IOException {
        Drafts drafts = process(2);
        process(1).keep("one");
        drafts.takeOver();
        process(3).keep("two");
        drafts.takeOver();

        assertEquals(Set.of("one", "two"), new HashSet<>(texts(process(4).takeOver())));
    }

    @Test
    void theDraftOfAProcessThatHadOurPidBeforeUsIsTakenOver() throws IOException {
        alive.add(1L);
        written("1-before.txt", "old", 1_000);
        process(1).keep("ours");

        assertEquals(List.of("old"), texts(process(1).takeOver()));
    }

    @Test
    void halfAStateIsRemovedAndForeignFilesAreLeftAlone() throws IOException {
        written("1-a.txt", "whole", 1_000);
        written("1-a.new", "wh", 2_000);
        written("notes.txt", "not ours", 1_000);

        assertEquals(List.of("whole"), texts(process(2).takeOver()));
        assertEquals(List.of("2-a-1.txt", "notes.txt"), files());
    }

    @Test
    void withoutADirectoryThereIsNothingToTakeOver() throws IOException {
        assertEquals(List.of(), process(1).takeOver());
        process(1).end();
    }
}
