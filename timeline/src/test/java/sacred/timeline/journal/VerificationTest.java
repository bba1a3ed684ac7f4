package sacred.timeline.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationTest {

    @TempDir
    Path temp;

    @Test
    void everyChangedByteIsReportedWithItsLine() throws IOException {
        Path file = temp.resolve("short");
        try (Journal journal = Journal.open(file, "0.1.0", Fixture.CLOCK)) {
            journal.append(Fixture.input(1, "hello ä"));
            journal.append(Fixture.closed(1));
        }
        byte[] bytes = Files.readAllBytes(file);
        int line = 1;

        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            Path copy = Files.write(temp.resolve("copy"), changed);

            List<String> problems = Verification.of(copy).problems();

            String place = "line " + line + " ";
            assertTrue(problems.stream().anyMatch(p -> p.startsWith(place)), "byte " + i + ": " + problems);
            line += bytes[i] == '\n' ? 1 : 0;
        }
        assertEquals(4, line);
    }

    @Test
    void removedMovedRepeatedAndRewrittenRecordsAreReported() throws IOException {
        problems(lines -> lines.remove(2), "line 3: it does not follow", "line 3: its seq is 3 where 2 was expected");
        problems(lines -> lines.add(2, lines.remove(3)), "line 3: it does not follow", "line 3: its seq is 3");
        problems(lines -> lines.add(2, lines.get(1)), "line 3: it does not follow", "line 3: its seq is 1 where 2");
        problems(lines -> lines.remove(0), "line 1: there is no header");
        problems(
                lines -> lines.set(1, Resealed.resealed(lines.get(1).replace("prompt", "PROMPT"))),
                "line 3: it does not follow");
        problems(
                lines -> lines.set(5, Resealed.resealed(lines.get(5).replace("\"seq\":5", "\"seq\":7"))),
                "line 6: its seq is 7 where 5 was expected");
        problems(lines -> lines.remove(6), "line 6: its newline is missing");
    }

    @Test
    void anEmptyFileIsAProblemAndAMissingOneIsRefused() throws IOException {
        Path empty = Files.createFile(temp.resolve("empty"));

        assertEquals(List.of("the file is empty"), Verification.of(empty).problems());
        Exception refused = assertThrows(JournalException.class, () -> Verification.of(temp.resolve("missing")));
        assertEquals("There is no file " + temp.resolve("missing") + ".", refused.getMessage());
    }

    private void problems(Consumer<List<String>> change, String... expected) throws IOException {
        Path file = Fixture.file(temp, 1);
        List<String> lines = Fixture.lines(file);
        change.accept(lines);
        Fixture.write(file, lines);

        List<String> problems = Verification.of(file).problems();

        for (int i = 0; i < expected.length; i++) {
            assertTrue(problems.get(i).startsWith(expected[i]), problems + "");
        }
    }
}
