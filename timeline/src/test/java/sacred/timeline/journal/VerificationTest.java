package sacred.timeline.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sacred.timeline.journal.Fixture.NOW;
import static sacred.timeline.journal.Fixture.call;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Cost;
import sacred.timeline.Event;
import sacred.timeline.Usage;

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

    @Test
    void everyLineIsNamedWithItsFirstByte() throws IOException {
        Path file = Fixture.file(temp, 1);
        List<String> lines = Fixture.lines(file);
        long offset = lines.subList(0, 3).stream()
                .mapToLong(line -> line.length() + 1)
                .sum();
        lines.set(3, "{");
        Fixture.write(file, lines);

        Verification result = Verification.of(file);

        assertEquals(
                List.of(new Finding(4, offset, Finding.Kind.DAMAGE, "line 4 is damaged: it is not a JSON object")),
                result.findings());
        assertFalse(result.sound());
        assertTrue(
                result.json().contains("{\"line\":4,\"offset\":" + offset + ",\"kind\":\"damage\",\"what\":"),
                result.json());
    }

    @Test
    void aTotalThatIsNotTheSumOfTheCallsIsAContradiction() throws IOException {
        assertEquals(List.of(), findings(Fixture.format(1, "answer"), closed(call().usage(), call().cost())));
        assertEquals(
                List.of(
                        "line 5: turn 1 says 212 input tokens, and its calls 424",
                        "line 5: turn 1 says 38 output tokens, and its calls 76",
                        "line 5: turn 1 says that it cost $0.00142, and its calls $0.00284"),
                findings(Fixture.format(1, "a"), Fixture.format(1, "b"), closed(call().usage(), call().cost())));
        assertEquals(
                List.of(
                        "line 3: turn 1 says 212 input tokens, and its calls 0",
                        "line 3: turn 1 says 38 output tokens, and its calls 0"),
                findings(closed(call().usage(), Cost.NOTHING)));
    }

    @Test
    void anUnknownPartMakesALowerBoundAndMustBeSaid() throws IOException {
        Usage known = call().usage();
        Usage lower = Usage.sum(List.of(known, Usage.UNKNOWN));
        Cost atLeast = Cost.sum(List.of(call().cost(), Cost.UNKNOWN));

        assertEquals(List.of(), findings(Fixture.format(1, "answer"), closed(lower, atLeast)));
        assertEquals(
                List.of(
                        "line 5: turn 1 says that its input tokens are complete, and a part of them is unknown",
                        "line 5: turn 1 says that its output tokens are complete, and a part of them is unknown",
                        "line 5: turn 1 says that its cost is complete, and a part of it is unknown"),
                findings(Fixture.format(1, "answer"), unknown(), closed(known, call().cost())));
    }

    @Test
    void aTurnOfWhichAPartIsMissingIsNotBlamed() throws IOException {
        Path file = Fixture.file(temp, 1);
        List<String> lines = Fixture.lines(file);
        lines.set(4, "");
        Fixture.write(file, lines);

        assertEquals(1, Verification.of(file).findings().size());
    }

    @Test
    void aClockThatJumpedIsANoteAndNoDamage() throws IOException {
        Path file = temp.resolve("jump");
        try (Journal journal = Journal.open(file, "0.1.0", Fixture.CLOCK)) {
            journal.append(at(1, NOW));
            journal.append(closedAt(1, NOW.plusSeconds(3600)));
            journal.append(at(2, NOW.plusSeconds(60)));
            journal.append(closedAt(2, NOW.plusSeconds(60)));
        }

        Verification result = Verification.of(file);

        assertEquals(
                List.of(
                        "line 3: the clock went forward by 60 minutes in turn 1, or the machine slept",
                        "line 4: the clock went back by 59 minutes before turn 2"),
                result.findings().stream().map(Finding::sentence).toList());
        assertTrue(result.sound());
    }

    @Test
    void timesThatCannotBeAreAContradiction() throws IOException {
        Block.Head head = new Block.Head("B", 1, NOW, -1);

        assertEquals(
                List.of("line 2: its times are impossible: what was measured is negative, or went backwards"),
                findings(new Event.Opened(new Block.Input(head, "hi")), closed(Usage.NONE, Cost.NOTHING)));
    }

    private static Event.Opened at(int turn, Instant at) {
        return new Event.Opened(new Block.Input(new Block.Head("B" + turn, turn, at, 0), "hi"));
    }

    private static Event.Closed closedAt(int turn, Instant at) {
        return new Event.Closed(turn, "T" + turn, at, Event.Outcome.OK, OptionalLong.of(0), Usage.NONE, Cost.NOTHING);
    }

    private static Event.Closed closed(Usage usage, Cost cost) {
        return new Event.Closed(1, "T", NOW, Event.Outcome.OK, OptionalLong.of(0), usage, cost);
    }

    private static Event.Sealed unknown() {
        Call call = call();
        Call other = new Call(
                1,
                call.model(),
                call.modelAnswered(),
                call.role(),
                1,
                call.timing(),
                Usage.UNKNOWN,
                Cost.UNKNOWN,
                call.finish(),
                call.status(),
                call.cache(),
                call.error(),
                call.saved(),
                call.said());
        return new Event.Sealed(new Block.Tool(Fixture.head(1), "", List.of(), List.of(other)));
    }

    private List<String> findings(Event.Durable... events) throws IOException {
        Path file = temp.resolve("turn" + events.length + events[0].getClass().getSimpleName());
        Files.deleteIfExists(file);
        try (Journal journal = Journal.open(file, "0.1.0", Fixture.CLOCK)) {
            if (!(events[0] instanceof Event.Opened)) {
                journal.append(Fixture.input(1, "hi"));
            }
            for (Event.Durable event : events) {
                journal.append(event);
            }
        }
        return Verification.of(file).findings().stream().map(Finding::sentence).toList();
    }
}
