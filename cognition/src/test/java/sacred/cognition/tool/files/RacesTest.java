package sacred.cognition.tool.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody swaps a directory for a symbolic link all the time, while the tools go through it. */
@Timeout(300)
class RacesTest {

    private static final int TRIES = 10_000;

    @TempDir
    Path directory;

    // T25
    @Test
    void noSwapOfADirectoryLetsAReadOrAWriteOut() throws Exception {
        Ground ground = new Ground(directory);
        ground.file("d/a.txt", "inside\n");
        Path outside = Files.createDirectories(ground.outside.resolve("out"));
        Files.writeString(outside.resolve("a.txt"), "outside\n");
        AtomicBoolean over = new AtomicBoolean();
        AtomicReference<IOException> broken = new AtomicReference<>();
        Thread swapper = Thread.ofPlatform().start(() -> swap(ground, outside, over, broken));
        int inside = 0;
        int other = 0;
        for (int i = 0; i < TRIES; i++) {
            String read = ground.unasked("read_file", "path", "d/a.txt");
            assertFalse(read.startsWith("outside"), read);
            inside += read.startsWith("inside") ? 1 : 0;
            other += read.startsWith("inside") ? 0 : 1;
            if (i % 20 == 0) {
                ground.run("write_file", "path", "d/b.txt", "content", "text " + i);
                ground.run("write_file", "path", "d/sub" + i + "/b.txt", "content", "text " + i);
            }
        }
        over.set(true);
        swapper.join();

        assertEquals(null, broken.get());
        assertEquals("outside\n", Files.readString(outside.resolve("a.txt")));
        try (var entries = Files.list(outside)) {
            assertEquals(1, entries.count());
        }
        assertTrue(inside > 0 && other > 0, inside + " reads found the file, " + other + " found the link");
    }

    private static void swap(Ground ground, Path outside, AtomicBoolean over, AtomicReference<IOException> broken) {
        try {
            Path place = ground.project.resolve("d");
            Path aside = ground.project.resolve("aside");
            Path link = ground.project.resolve("link");
            while (!over.get()) {
                Files.createSymbolicLink(link, outside);
                Files.move(place, aside);
                Files.move(link, place);
                Files.move(place, link);
                Files.move(aside, place, StandardCopyOption.ATOMIC_MOVE);
                Files.delete(link);
            }
        } catch (IOException e) {
            broken.set(e);
        }
    }
}
