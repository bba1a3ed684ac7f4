package sacred.timeline.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.timeline.Event;
import sacred.timeline.Usage;

class TimelinesTest {

    @TempDir
    Path temp;

    @Test
    void timelinesAreListedNewestFirstWithTheirFirstPrompt() throws IOException {
        Path old = timeline(0, "  the first line \nthe second");
        Path young = timeline(1, "x".repeat(79) + "😀😀");

        List<Summary> list = new Timelines(temp).summaries().toList();

        assertEquals(List.of(young, old), list.stream().map(Summary::file).toList());
        assertEquals("x".repeat(79) + "…", list.getFirst().firstPrompt());
        Reading reading = Reading.of(old);
        assertEquals(
                new Summary(
                        old,
                        reading.header().orElseThrow().id(),
                        Fixture.NOW,
                        1,
                        1,
                        "the first line",
                        Optional.of(Usage.sum(List.of(Fixture.call().usage()))),
                        Optional.empty(),
                        Optional.empty()),
                list.getLast());
        assertEquals(Optional.of(young), new Timelines(temp).newest());
    }

    /** What is deleted after the first was there is told as gone: it had not been read. */
    @Test
    void theFirstOfManyAreThereBeforeTheLastAreRead() throws IOException {
        Path oldest = timeline(0, "oldest");
        for (int i = 1; i <= 4 * Runtime.getRuntime().availableProcessors() + 2; i++) {
            timeline(i, "prompt " + i);
        }
        Iterator<Summary> summaries = new Timelines(temp).summaries().iterator();

        String first = summaries.next().firstPrompt();
        Files.delete(oldest);
        Summary last = summaries.next();
        while (summaries.hasNext()) {
            last = summaries.next();
        }

        assertTrue(first.startsWith("prompt "), first);
        assertEquals(oldest, last.file());
        assertTrue(last.problem().isPresent());
    }

    @Test
    void theNewestIsTheOneThatWasWrittenToLast() throws IOException {
        Path old = timeline(0, "old");
        Path young = timeline(5, "young");
        Files.setLastModifiedTime(young, FileTime.from(Fixture.NOW));
        Files.setLastModifiedTime(old, FileTime.from(Fixture.NOW.plusSeconds(60)));

        assertEquals(Optional.of(old), new Timelines(temp).newest());
        assertEquals(young, new Timelines(temp).summaries().toList().getFirst().file(), "lists go by when they began");
    }

    @Test
    void theBeginningOfTheShortIdIsEnough() throws IOException {
        Path file = timeline(0, "one");
        String name = file.getFileName().toString();
        String shortId = name.substring(name.length() - 12, name.length() - 6);

        assertEquals(Optional.of(file), new Timelines(temp).find(shortId.substring(0, 4)));
    }

    @Test
    void twoOfTheSameMillisecondAreToldApartByTheirIds() throws IOException {
        timeline(0, "one");
        Path second = timeline(0, "two");

        assertEquals(Optional.of(second), new Timelines(temp).newest());
        assertEquals(second, new Timelines(temp).summaries().toList().getFirst().file());
    }

    @Test
    void damagedAndUnreadableFilesAreListedWithTheReason() throws IOException {
        Path damaged = timeline(0, "hello");
        List<String> lines = Fixture.lines(damaged);
        lines.set(2, "{");
        Fixture.write(damaged, lines);
        Path none = Files.writeString(temp.resolve("none.jsonl"), "notes\n");
        Path directory = Files.createDirectory(temp.resolve("directory.jsonl"));

        List<Summary> list = new Timelines(temp).summaries().toList();

        assertEquals(3, list.size());
        for (Summary summary : list) {
            String problem = summary.problem().orElseThrow();
            if (summary.file().equals(damaged)) {
                assertEquals("line 3 is damaged: it is not a JSON object", problem);
                assertEquals(1, summary.turns());
            } else if (summary.file().equals(none)) {
                assertTrue(problem.contains("is not a timeline"), problem);
                assertEquals(Optional.empty(), summary.usage());
            } else {
                assertEquals(directory, summary.file());
                assertTrue(problem.contains("is not a regular file"), problem);
            }
        }
    }

    @Test
    void aTimelineIsFoundByItsPathItsNameItsIdAndBothEndsOfIt() throws IOException {
        Path file = header("20261121-104207-cdefgh.jsonl", "01KA00000000000000ABCDEFGH");
        header("20261121-104207-zzzzzz.jsonl", "01KB00000000000000ZZZZZZZZ");
        Timelines timelines = new Timelines(temp);
        String id = "01KA00000000000000ABCDEFGH";
        String name = file.getFileName().toString();

        for (String text : List.of(
                file.toString(),
                name,
                name.replace(".jsonl", ""),
                id,
                id.toLowerCase(Locale.ROOT),
                id.substring(20),
                id.substring(20).toLowerCase(Locale.ROOT),
                "01Ka")) {
            assertEquals(Optional.of(file), timelines.find(text).map(Path::toAbsolutePath), text);
        }
        for (String text : List.of("", " ", "YYYYYY", id.substring(5, 20), "a\0b", "missing.jsonl")) {
            assertEquals(Optional.empty(), timelines.find(text), text);
        }
    }

    @Test
    void whatFitsSeveralTimelinesIsRefusedWithTheirIds() throws IOException {
        header("one.jsonl", "01KA00000000000000ABCDEFGH");
        header("two.jsonl", "01KB00000000000000ZZZZZZZZ");

        Exception refused = assertThrows(JournalException.class, () -> new Timelines(temp).find("01k"));

        assertEquals(
                "\"01k\" fits 2 timelines: 01KB00000000000000ZZZZZZZZ, 01KA00000000000000ABCDEFGH. Write more of the"
                        + " id.",
                refused.getMessage());
    }

    @Test
    void aDirectoryThatDoesNotExistHoldsNothing() throws IOException {
        Timelines nowhere = new Timelines(temp.resolve("nowhere"));

        assertEquals(List.of(), nowhere.summaries().toList());
        assertEquals(Optional.empty(), nowhere.newest());
        assertEquals(Optional.empty(), nowhere.find("01K"));
    }

    private Path timeline(long second, String prompt) throws IOException {
        InstantSource clock = InstantSource.fixed(Fixture.NOW.plusSeconds(second));
        try (Journal journal = Journal.create(temp, "0.1.0", clock)) {
            for (Event.Durable event : Fixture.turn(1)) {
                journal.append(event instanceof Event.Opened ? Fixture.input(1, prompt) : event);
            }
            return journal.file().orElseThrow();
        }
    }

    private Path header(String name, String id) throws IOException {
        String open = "{\"type\":\"timeline\",\"format\":1,\"id\":\"" + id
                + "\",\"created_at\":\"2026-11-21T10:42:07.123Z\",\"app\":\"0.1.0\"";
        return Files.writeString(temp.resolve(name), Resealed.sealed(open) + "\n");
    }
}
