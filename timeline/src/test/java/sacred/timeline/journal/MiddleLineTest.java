package sacred.timeline.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sacred.timeline.journal.Fixture.CLOCK;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.timeline.Event;

/** A line in the middle of a file that is not what was written there: what is said of it, and that the rest is as it was. */
class MiddleLineTest {

    /**
     * One line that was replaced.
     *
     * @param notes what is said of the file; # stands for the number of the line, + for that of the next one
     * @param kept whether the event of the line is still read
     */
    private record Row(String name, UnaryOperator<String> line, boolean kept, List<String> notes) {}

    private static final String CHANGED = "line # is damaged: its hash does not match: it was changed or damaged";
    private static final String NO_OBJECT = "line # is damaged: it is not a JSON object";
    private static final String NO_HASH = "line # is damaged: it does not end with its hash";
    /** A record that was rewritten with a hash of its own breaks the chain where the next one begins. */
    private static final String BROKEN =
            "line +: it does not follow the record before: one was changed, moved or removed";

    private static final List<Row> ROWS = List.of(
            new Row("empty", _ -> "", false, List.of("line # is damaged: it is empty")),
            new Row("spaces", _ -> "   ", false, List.of("line # is damaged: it is empty")),
            new Row("a brace", _ -> "{", false, List.of(NO_OBJECT)),
            new Row(
                    "two objects",
                    line -> line + line,
                    false,
                    List.of("line # is damaged: it holds more than one JSON value")),
            new Row("a megabyte of NUL", _ -> "\0".repeat(1 << 20), false, List.of(NO_OBJECT)),
            new Row("a byte order mark", line -> "\u00ef\u00bb\u00bf" + line, false, List.of(CHANGED)),
            new Row("CRLF", line -> line + "\r", false, List.of(NO_HASH)),
            new Row("invalid UTF-8", line -> line.replace("\"turn\"", "\"\u00ff\u00fe\""), false, List.of(NO_OBJECT)),
            new Row(
                    "a seq twice",
                    line -> seq(line, -1),
                    true,
                    List.of("line #: its seq is < where = was expected", BROKEN)),
            new Row(
                    "a gap of seq",
                    line -> seq(line, 1),
                    true,
                    List.of("line #: its seq is > where = was expected", BROKEN)),
            new Row(
                    "a future version",
                    line -> Resealed.resealed(line.replace("{\"type\":\"", "{\"format\":9,\"type\":\"")),
                    true,
                    List.of(BROKEN)),
            new Row(
                    "an unknown type",
                    line -> Resealed.resealed(line.replaceFirst("\"type\":\"[a-z]+\"", "\"type\":\"dream\"")),
                    false,
                    List.of(BROKEN)),
            new Row(
                    "zeros before it",
                    line -> "\0\0\0" + line,
                    true,
                    List.of("line # is damaged: it begins with 3 bytes that never reached the disk")),
            new Row("tampered", line -> line.replaceFirst("2026|312|direct", "1999"), false, List.of(CHANGED)),
            new Row("an array", _ -> "[1]", false, List.of(NO_OBJECT)),
            new Row("a member twice", _ -> "{\"type\":\"x\",\"type\":\"y\"}", false, List.of(NO_OBJECT)));

    @TempDir
    Path temp;

    @Test
    void whateverStandsInTheMiddleIsKeptNotedPreciselyAndHidesNothing() throws IOException {
        List<String> whole = Fixture.lines(Fixture.file(temp.resolve("whole"), 2));
        List<Event.Durable> events = new ArrayList<>(Fixture.turn(1));
        events.addAll(Fixture.turn(2));
        for (Row row : ROWS) {
            for (int line = 2; line <= 9; line++) {
                String where = row.name() + " in line " + (line + 1);
                Path file = temp.resolve(where.replace(' ', '-') + ".jsonl");
                List<String> lines = new ArrayList<>(whole);
                lines.set(line, row.line().apply(lines.get(line)));
                Fixture.write(file, lines);
                List<Event.Durable> rest = new ArrayList<>(events);
                if (!row.kept()) {
                    rest.remove(line - 1);
                }

                List<String> expected = expected(row, line);
                assertTrue(Verification.of(file).problems().containsAll(expected), where + Verification.of(file));
                assertEquals(rest, Fixture.events(Reading.of(file)), where);
                opened(file, expected, where);
            }
        }
    }

    /** A writer says the same, changes nothing of what is there, and goes on behind it. */
    private static void opened(Path file, List<String> expected, String where) throws IOException {
        byte[] before = Files.readAllBytes(file);
        try (Journal journal = Journal.open(file, "0.1.0", CLOCK, new FaultyDisk())) {
            for (String note : expected) {
                assertTrue(journal.notes().contains(file.getFileName() + ", " + note + "."), where + journal.notes());
            }
            journal.append(Fixture.input(3, "after it"));
        }
        assertArrayEquals(before, Arrays.copyOf(Files.readAllBytes(file), before.length));
        assertEquals("after it", Reading.of(file).timeline().blocks().getLast().text(), where);
    }

    /** The first of the notes for that line, with its numbers; the last line of the file breaks no chain. */
    private static List<String> expected(Row row, int line) {
        return row.notes().stream()
                .map(note -> note.replace("#", "" + (line + 1))
                        .replace("+", "" + (line + 2))
                        .replace("<", "" + (line - 1))
                        .replace(">", "" + (line + 1))
                        .replace("=", "" + line))
                .toList();
    }

    private static String seq(String line, int more) {
        String before = line.substring(line.indexOf("\"seq\":") + 6, line.indexOf(',', line.indexOf("\"seq\":")));
        return Resealed.resealed(line.replace("\"seq\":" + before, "\"seq\":" + (Long.parseLong(before) + more)));
    }
}
