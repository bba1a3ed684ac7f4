package sacred.timeline.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.timeline.Block;

class PassTest {

    @TempDir
    Path temp;

    @Test
    void aRecordBehindBytesThatNeverReachedTheDiskIsFound() throws IOException {
        Path file = Fixture.file(temp, 1);
        List<String> lines = Fixture.lines(file);
        lines.replaceAll(line -> line.startsWith("{\"type\":\"block\"") ? "\0\0\0" + line : line);
        Files.writeString(file, String.join("\n", lines) + "\n");
        List<Block> found = new ArrayList<>();

        new Sieve(List.of(), start -> true).pass().scan(file, _ -> true, hit -> found.add(hit.block()), () -> false);

        assertEquals(Reading.of(file).timeline().blocks(), found);
    }
}
