package sacred.cognition.tool.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sacred.cognition.tool.Arguments;
import sacred.cognition.tool.Tool;
import sacred.cognition.tool.ToolException;

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
        Thread swapper = Thread.ofPlatform().start(() -> swap(ground.project, outside, over));
        Tool tool = ground.tools.find("read_file").orElseThrow();
        int inside = 0;
        int other = 0;
        for (int i = 0; i < TRIES; i++) {
            String read = read(tool);
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

        assertEquals("outside\n", Files.readString(outside.resolve("a.txt")));
        try (var entries = Files.list(outside)) {
            assertEquals(1, entries.count());
        }
        assertTrue(inside > 0 && other > 0, inside + " reads found the file, " + other + " found the link");
    }

    private static String read(Tool tool) throws InterruptedException {
        try {
            return tool.run(Arguments.parse("{\"path\":\"d/a.txt\"}"), null);
        } catch (ToolException refused) {
            return refused.getMessage();
        }
    }

    private static void swap(Path project, Path outside, AtomicBoolean over) {
        Path place = project.resolve("d");
        Path aside = project.resolve("aside");
        for (int i = 0; !over.get(); i++) {
            try {
                Files.move(place, aside);
                Files.createSymbolicLink(place, outside);
                Files.delete(place);
                Files.move(aside, place, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException madeAnewByAWrite) {
                back(place, aside, project.resolve("made" + i));
            }
        }
    }

    private static void back(Path place, Path aside, Path elsewhere) {
        try {
            if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(place, elsewhere);
            }
            Files.move(aside, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException again) {
            // the next round begins with what is there
        }
    }
}
