package sacred.timeline.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sacred.timeline.Event;

/** What a repair keeps, and what it keeps aside. */
class SalvageTest {

    @TempDir
    Path temp;

    @Test
    void everythingThatIsReadableIsKeptInOrderInANewChain() throws IOException {
        Path file = Fixture.file(temp, 2);
        byte[] before = Files.readAllBytes(file);

        Repair repair = repair(file);

        assertEquals(10, repair.kept());
        assertEquals(List.of(), repair.findings());
        assertFalse(repair.aside());
        assertEquals(List.of(), Verification.of(to()).findings());
        assertEquals(Fixture.events(Reading.of(file)), Fixture.events(Reading.of(to())));
        Header header = Reading.of(to()).header().orElseThrow();
        assertEquals(
                Optional.of(new Header.Parent(
                        Reading.of(file).header().orElseThrow().id(), 2)),
                header.parent());
        assertArrayEquals(before, Files.readAllBytes(file));
        assertEquals("rw-------", mode(to()));
    }

    /** A damaged line takes nothing with it but itself. */
    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "{", "{}", "nonsense", "\0\0\0\0", "\u00ff\u00fe", "{\"type\":\"block\"}"})
    void aLineThatIsNoRecordIsKeptAsideAndNamed(String line) throws IOException {
        Path file = Fixture.file(temp, 3);
        List<Event.Durable> events = new ArrayList<>(Fixture.events(Reading.of(file)));
        events.remove(6);
        change(file, lines -> lines.set(7, line));

        Repair repair = repair(file);

        assertEquals(14, repair.kept());
        assertEquals(1, repair.findings().size());
        assertTrue(repair.findings().getFirst().sentence().startsWith("line 8 was not kept: "), repair + "");
        assertEquals(events, Fixture.events(Reading.of(to())));
        assertEquals(List.of(), Verification.of(to()).findings());
        assertEquals(line + "\n", Files.readString(Repair.aside(to()), StandardCharsets.ISO_8859_1));
    }

    @Test
    void aRecordThatWasChangedIsNotTrusted() throws IOException {
        Path file = Fixture.file(temp, 1);
        change(file, lines -> lines.set(4, lines.get(4).replace("answer 1", "answer 2")));

        Repair repair = repair(file);

        assertEquals(
                "line 5 was not kept: its hash does not match: it was changed or damaged",
                repair.findings().getFirst().sentence());
        assertTrue(Files.readString(Repair.aside(to())).contains("answer 2"));
        assertFalse(Files.readString(to()).contains("answer 2"));
    }

    /** The end of a crash: a part of a record, and the same record whole on the same line. */
    @Test
    void aWholeRecordBehindAPartOfOneIsFound() throws IOException {
        Path file = Fixture.file(temp, 2);
        List<Event.Durable> events = Fixture.events(Reading.of(file));
        change(file, lines -> lines.set(8, lines.get(8).substring(0, 100) + lines.get(8)));

        Repair repair = repair(file);

        assertEquals(events, Fixture.events(Reading.of(to())));
        assertEquals(2, repair.findings().size());
        assertTrue(Files.readString(Repair.aside(to())).startsWith("{\"type\":\"block\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "  ", "\0\0"})
    void whatFollowsARecordOnItsLineDoesNotCostIt(String after) throws IOException {
        Path file = Fixture.file(temp, 1);
        List<Event.Durable> events = Fixture.events(Reading.of(file));
        change(file, lines -> lines.set(2, lines.get(2) + after));

        repair(file);

        assertEquals(events, Fixture.events(Reading.of(to())));
    }

    @Test
    void twoRecordsOnOneLineAreTwoAndARepeatedOneIsOne() throws IOException {
        Path file = Fixture.file(temp, 2);
        List<Event.Durable> events = Fixture.events(Reading.of(file));
        change(file, lines -> {
            lines.set(2, lines.get(2) + lines.get(3));
            lines.set(3, lines.get(1));
        });

        Repair repair = repair(file);

        assertEquals(events, Fixture.events(Reading.of(to())));
        assertTrue(
                repair.findings().stream().anyMatch(f -> f.sentence().endsWith("it repeats a record that is kept")),
                repair + "");
    }

    @Test
    void aTurnThatLostACallIsNotBlamedForItsSums() throws IOException {
        Path file = Fixture.file(temp, 2);
        change(file, lines -> lines.remove(4));

        Repair repair = repair(file);

        assertEquals(9, repair.kept());
        assertEquals(List.of(), Verification.of(to()).findings());
        assertTrue(Files.readString(to()).contains("\"repaired\":{\"incomplete_turns\":[1]}"));
    }

    @Test
    void whatThisVersionDoesNotKnowIsKeptWithAllItsMembers() throws IOException {
        Path file = Fixture.file(temp, 1);
        Chain end = end(file);
        Resealed.append(file, end, List.of("{\"type\":\"sound\",\"pitch\":440.10"));

        repair(file);

        assertTrue(Files.readString(to()).contains("{\"type\":\"sound\",\"pitch\":440.10,\"seq\":6,\"prev\":"));
        assertTrue(Verification.of(to()).sound());
    }

    @Test
    void withoutAHeaderTheFileIsNamedAsTheOrigin() throws IOException {
        Path file = Fixture.file(temp, 1);
        change(file, lines -> lines.set(0, "{broken"));

        repair(file);

        assertEquals(
                file.getFileName().toString(),
                Reading.of(to()).header().orElseThrow().parent().orElseThrow().id());
    }

    @Test
    void nothingIsOverwrittenAndNothingIsWrittenOfNothing() throws IOException {
        Path file = Fixture.file(temp, 1);
        Path taken = Files.writeString(temp.resolve("taken"), "mine");
        Path rubbish = Files.writeString(temp.resolve("rubbish"), "a\nb\n");

        assertThrows(JournalException.class, () -> Repair.of(file, taken, "0.1.0", Fixture.CLOCK));
        assertThrows(JournalException.class, () -> Repair.of(file, file, "0.1.0", Fixture.CLOCK));
        assertThrows(JournalException.class, () -> repair(rubbish));

        assertEquals("mine", Files.readString(taken));
        assertFalse(Files.exists(to()));
        try (Stream<Path> all = Files.list(temp)) {
            assertTrue(all.noneMatch(path -> path.toString().endsWith(".unfinished")));
        }
    }

    private interface Change {
        void to(List<String> lines);
    }

    private static void change(Path file, Change change) throws IOException {
        List<String> lines = Fixture.lines(file);
        change.to(lines);
        Fixture.write(file, lines);
    }

    private static Chain end(Path file) throws IOException {
        String last = Fixture.lines(file).reversed().stream()
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElseThrow();
        return new Chain(last.substring(last.length() - 66, last.length() - 2), 5);
    }

    private Path to() {
        return temp.resolve("new").resolve("repaired.jsonl");
    }

    private Repair repair(Path file) throws IOException {
        return Repair.of(file, to(), "0.1.0", Fixture.CLOCK);
    }

    private static String mode(Path file) throws IOException {
        return java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
