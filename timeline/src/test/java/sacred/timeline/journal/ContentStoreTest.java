package sacred.timeline.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.timeline.Attachment;

class ContentStoreTest {

    private static final String SHA = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path base;

    private Path directory;
    private ContentStore store;

    @BeforeEach
    void open() {
        directory = base.resolve("data").resolve("attachments");
        store = ContentStore.in(directory);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void aContentIsKeptUnderItsHashForItsOwnerAlone() throws IOException {
        Attachment kept = store.keep(new Attachment.Text("notes.txt", "abc"));

        assertEquals(new Attachment("notes.txt", SHA, 3), kept);
        assertEquals(Optional.of("abc"), store.of(kept));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(SHA))));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)));
    }

    @Test
    void theSameContentIsThereOnceWhateverItsName() throws IOException {
        store.keep(new Attachment.Text("one", "abc"));
        Object before = Files.getAttribute(directory.resolve(SHA), "unix:ino");
        store.keep(new Attachment.Text("two", "abc"));

        assertEquals(List.of(SHA), names());
        assertEquals(before, Files.getAttribute(directory.resolve(SHA), "unix:ino"));
    }

    @Test
    void whatIsGoneOrChangedIsNotGivenAndIsMendedWhenItIsAttachedAgain() throws IOException {
        Attachment kept = store.keep(new Attachment.Text("notes.txt", "abc"));

        Files.writeString(directory.resolve(SHA), "abd");
        assertEquals(Optional.empty(), store.of(kept));
        Files.writeString(directory.resolve(SHA), "abcd");
        assertEquals(Optional.empty(), store.of(kept));
        Files.delete(directory.resolve(SHA));
        assertEquals(Optional.empty(), store.of(kept));

        store.keep(new Attachment.Text("notes.txt", "abc"));
        assertEquals(Optional.of("abc"), store.of(kept));
    }

    @Test
    void whatCannotBeKeptSaysSoAndLeavesNothing() throws IOException {
        Files.createDirectory(base.resolve("data"));
        Files.writeString(directory, "in the way");

        assertThrows(IOException.class, () -> store.keep(new Attachment.Text("notes.txt", "abc")));
        assertEquals("in the way", Files.readString(directory));
    }

    @Test
    void ofATimelineThatIsKeptNowhereNothingIsOnDisk() throws IOException {
        ContentStore unsaved = ContentStore.unsaved();
        Attachment kept = unsaved.keep(new Attachment.Text("notes.txt", "abc"));

        assertEquals(Optional.of("abc"), unsaved.of(kept));
        assertEquals(Optional.empty(), ContentStore.unsaved().of(kept));
        assertFalse(Files.exists(directory));
    }

    @Test
    void aNameThatIsNoHashLeadsNowhere() {
        assertThrows(IllegalArgumentException.class, () -> new Attachment("x", "../../etc/passwd", 3));
    }
}
