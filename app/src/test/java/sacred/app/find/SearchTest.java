package sacred.app.find;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sacred.app.host.Since;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Cost;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.Routing;
import sacred.timeline.Said;
import sacred.timeline.Stage;
import sacred.timeline.Timing;
import sacred.timeline.ToolRun;
import sacred.timeline.Usage;
import sacred.timeline.journal.Journal;
import sacred.timeline.journal.Timelines;

class SearchTest {

    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
    private static final Since SINCE = new Since(() -> NOW, ZoneOffset.UTC);

    @TempDir
    Path directory;

    private final List<Path> unreadable = new ArrayList<>();
    private int made;

    @Test
    void everyKindOfContentIsFound() throws IOException {
        whole();

        assertEquals(List.of("input"), kinds("question"));
        assertEquals(List.of("tool"), kinds("toolresult"));
        assertEquals(List.of("format"), kinds("answerword"));
        assertEquals(List.of("format"), kinds("thoughtword"));
        assertEquals(List.of("error"), kinds("partialword"));
        assertEquals(List.of("error"), kinds("overload"));
        assertEquals(List.of(), kinds("nosuchword"));
    }

    @Test
    void allWordsHaveToOccurInAnyCaseAndOrder() throws IOException {
        whole();

        assertEquals(List.of("format"), kinds("ANSWERWORD", "long"));
        assertEquals(List.of(), kinds("answerword", "question"));
    }

    @ParameterizedTest
    @CsvSource({
        "kind:error, error",
        "provider:openai, format",
        "model:gpt-4*, format",
        "model:openai:gpt-4o, format",
        "model:gpt-4, ''",
        "cost:>0.05, format",
        "cost:<0.05, ''",
        "took:>20s, error",
        "took:>19999ms, error",
        "took:>1m, ''"
    })
    void aFilterLeavesWhatItSays(String filter, String kinds) throws IOException {
        whole();

        assertEquals(kinds, String.join(" ", kinds(filter)));
    }

    /** Two calls of six cents: neither the first nor the last says what the block costs. */
    @Test
    void theCostOfABlockIsThatOfAllItsCalls() throws IOException {
        write(NOW, new Event.Sealed(new Block.Format(head(5), "dear", List.of(call(), call()), List.of())));

        assertEquals(List.of("format"), kinds("cost:>0.11"));
        assertEquals(List.of(), kinds("cost:>0.12"));
    }

    @Test
    void sinceLooksAtWhenTheBlockBegan() throws IOException {
        whole();

        assertEquals(5, kinds("since:1d").size());
        assertEquals(List.of(), kinds("since:2026-12-01"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kind:nothing", "cost:5", "took:>x", "since:soon"})
    void aFilterThatMakesNoSenseIsRefusedInWords(String filter) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> Query.of(List.of(filter), SINCE));

        assertTrue(e.getMessage().startsWith(filter), e.getMessage());
    }

    @Test
    void aColonThatIsNoFilterIsPartOfAWord() {
        assertEquals(
                List.of(List.of("http://x.y")),
                Query.of(List.of("http://X.y"), SINCE).phrases().stream()
                        .map(Phrase::words)
                        .toList());
    }

    @Test
    void theNewestTimelineComesFirstAndAnEndIsAnEnd() throws IOException {
        write(NOW, input("first word"));
        write(NOW.plusSeconds(60), input("second word"));
        List<String> seen = new ArrayList<>();

        search("word").run(watcher(hit -> !seen.add(hit.excerpt().line())));

        assertEquals(List.of("second word"), seen);
    }

    @Test
    void aFileThatCannotBeReadIsNamedAndHidesNothing() throws IOException {
        write(NOW, input("a word"));
        Files.writeString(directory.resolve("29991231-000000-broken.jsonl"), "rubbish\n");

        assertEquals(List.of("input"), kinds("word"));
        assertEquals(1, unreadable.size());
    }

    @Test
    void newestIsTheBlockAndNotTheTimeline() throws IOException {
        Path one = write(NOW, input("word 1", NOW.plusSeconds(1)), input("word 100", NOW.plusSeconds(100)));
        Path other = write(NOW, input("word 50", NOW.plusSeconds(50)));
        Files.setLastModifiedTime(one, FileTime.from(NOW.plusSeconds(101)));
        Files.setLastModifiedTime(other, FileTime.from(NOW.plusSeconds(51)));

        assertEquals(List.of("word 100", "word 50", "word 1"), lines(100));
        assertEquals(List.of("word 100", "word 50"), lines(2));
        assertEquals(List.of("word 100"), lines(1));
    }

    @Test
    void anInterruptEndsItWithWhatWasFound() throws IOException {
        write(NOW, input("a word"));
        Path newest = write(NOW, input("first word", NOW.plusSeconds(100)));
        Files.setLastModifiedTime(newest, FileTime.from(NOW.plusSeconds(101)));
        Files.setLastModifiedTime(new Timelines(directory).files().getFirst(), FileTime.from(NOW.plusSeconds(9)));
        List<String> seen = new ArrayList<>();

        Search.Outcome outcome = search("word").run(watcher(hit -> {
            Thread.currentThread().interrupt();
            return seen.add(hit.excerpt().line());
        }));

        assertEquals(List.of("first word"), seen);
        assertEquals(new Search.Outcome(1, 1, 2, true), outcome);
    }

    @Test
    void aPhraseIsFoundAcrossLinesAndWordsCanBeExcluded() throws IOException {
        write(NOW, input("the quick\n  Brown fox"), input("brown quick"));

        assertEquals(List.of("the quick Brown fox"), found("\"QUICK brown\""));
        assertEquals(List.of("brown quick"), found("brown -fox"));
        assertEquals(List.of("brown quick"), found("quick -\"the quick\""));
        assertEquals(List.of(), found("-kind:input quick"));
        assertEquals(List.of("the quick Brown fox"), found("\"brown   fox"));
    }

    @Test
    void argumentsAreFoundAsTheyAreMeantAndToolsByName() throws IOException {
        ToolRun run = new ToolRun(
                "run_command", "{\"command\":\"echo \\\"so\\\"\\nls\"}", "", 1, ToolRun.OK, Optional.empty());
        write(NOW, input("q"), new Event.Sealed(new Block.Tool(head(0), "", List.of(run), List.of())));

        assertEquals(List.of("tool"), kinds("echo \"so\" ls"));
        assertEquals(List.of("tool"), kinds("tool:run_*"));
        assertEquals(List.of(), kinds("tool:fetch"));
        assertEquals(List.of(), kinds("nls"));
    }

    @Test
    void routesAreFoundByTheirReasons() throws IOException {
        Routing routing = new Routing(Routing.Source.RULES, "tools", "", Map.of(), List.of(), "because of numbers");
        write(NOW, input("q"), new Event.Sealed(new Block.Route(head(0), "", routing, List.of())));

        assertEquals(List.of("route"), kinds("numbers"));
    }

    @Test
    void whatWasFoundIsMarkedInItsExcerpt() throws IOException {
        write(NOW, input("x".repeat(500) + " İstanbul 😀 \t\n Word and WORD " + "y".repeat(500)));
        List<Hit> hits = new ArrayList<>();

        search("word", "😀").run(watcher(hits::add));

        String marked = hits.getFirst().excerpt().marked("«", "»");
        assertTrue(marked.contains("İstanbul «😀» «Word» and «WORD» y"), marked);
        assertTrue(marked.startsWith("…x") && marked.endsWith("y…"), marked);
    }

    @Test
    void aDamagedRecordIsNoHitAndHidesNone() throws IOException {
        Path file = write(NOW, input("a word"), input("b word"), input("c word"));
        Files.writeString(file, Files.readString(file).replace("b word", "d word"));

        assertEquals(List.of("c word", "a word"), found("word"));
    }

    private List<String> found(String line) throws IOException {
        List<String> lines = new ArrayList<>();
        new Search(new Timelines(directory), Query.of(line, SINCE), 100)
                .run(watcher(hit -> lines.add(hit.excerpt().line())));
        return lines;
    }

    private List<String> lines(int limit) throws IOException {
        List<String> lines = new ArrayList<>();
        new Search(new Timelines(directory), Query.of(List.of("word"), SINCE), limit)
                .run(watcher(hit -> lines.add(hit.excerpt().line())));
        return lines;
    }

    private static Event.Opened input(String text, Instant at) {
        return new Event.Opened(new Block.Input(new Block.Head("id", 1, at, 0), text));
    }

    private List<String> kinds(String... terms) throws IOException {
        List<String> kinds = new ArrayList<>();
        search(terms).run(watcher(hit -> kinds.add(hit.kind())));
        return kinds.reversed();
    }

    private Search search(String... terms) throws IOException {
        return new Search(new Timelines(directory), Query.of(List.of(terms), SINCE), 100);
    }

    private Search.Watcher watcher(Predicate<Hit> found) {
        return new Search.Watcher() {
            @Override
            public boolean found(Hit hit) {
                return found.test(hit);
            }

            @Override
            public void unreadable(Path file, IOException why) {
                unreadable.add(file);
            }
        };
    }

    private void whole() throws IOException {
        Block.Route route = new Block.Route(
                head(0),
                "chat",
                new Routing(Routing.Source.RULES, "tools", "chat", Map.of(), List.of(), ""),
                List.of());
        ToolRun run = new ToolRun("calculator", "{}", "toolresult", 1, ToolRun.OK, Optional.empty());
        write(
                NOW,
                input("my question"),
                new Event.Sealed(route),
                new Event.Sealed(new Block.Tool(head(0), "", List.of(run), List.of())),
                new Event.Sealed(new Block.Format(head(5), "a long answerword", List.of(call()), List.of())),
                new Event.Sealed(new Block.Error(
                        head(20_001),
                        "overload",
                        Stage.FORMAT,
                        ErrorKind.OVERLOADED,
                        true,
                        "partialword",
                        List.of(),
                        List.of(),
                        List.of())));
    }

    private static Event.Opened input(String text) {
        return new Event.Opened(new Block.Input(head(0), text));
    }

    private static Block.Head head(long durationMs) {
        return new Block.Head("id", 1, NOW, durationMs);
    }

    private static Call call() {
        Said said = new Said(
                Optional.empty(),
                Optional.empty(),
                Optional.of("thoughtword"),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty());
        return new Call(
                0,
                ModelRef.parse("openai:gpt-4o"),
                Optional.empty(),
                "format",
                1,
                new Timing(0, OptionalLong.empty(), 5),
                Usage.UNKNOWN,
                Cost.of(new BigDecimal("0.06")),
                Optional.empty(),
                Call.Status.OK,
                Call.MISS,
                Optional.empty(),
                Optional.empty(),
                said);
    }

    private Path write(Instant at, Event.Durable... events) throws IOException {
        Instant created = at.plusSeconds(made++);
        try (Journal journal = Journal.create(directory, "0.1.0", () -> created)) {
            for (Event.Durable event : events) {
                journal.append(event);
            }
            return journal.file().orElseThrow();
        }
    }
}
