package sacred.cognition.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sacred.timeline.Block;
import sacred.timeline.Timeline;

class TimelineSearchTest {

    private static final Block.Head HEAD = new Block.Head("01B", 1, Instant.parse("2026-11-20T10:00:00Z"), 5);

    @Test
    void listsDateTimelineAndSnippet() throws ToolException, InterruptedException {
        String found = search(
                query -> List.of(
                        new History.Hit(LocalDate.of(2026, 11, 20), "abc123", "found " + query),
                        new History.Hit(LocalDate.of(2026, 11, 19), "def456", "also")),
                "invoice");

        assertEquals("2026-11-20  abc123  found invoice\n2026-11-19  def456  also", found);
    }

    @Test
    void listsAtMostTenPlaces() throws ToolException, InterruptedException {
        List<History.Hit> many = IntStream.range(0, 25)
                .mapToObj(i -> new History.Hit(LocalDate.EPOCH, "abc123", "hit " + i))
                .toList();

        String found = search(_ -> many, "x");

        assertEquals(10, found.lines().count());
    }

    @Test
    void saysThatNothingWasFound() throws ToolException, InterruptedException {
        assertEquals("Nothing in your timelines contains \"zebra\".", search(History.NONE, "zebra"));
    }

    @Test
    void findsAllWordsInAnyCaseInInputsAndAnswersNewestFirst() {
        History history = new TimelineHistory(List.of(
                saved(
                        "01KNEW-ABC123",
                        input("Where is the INVOICE of March?"),
                        answer("The march invoice is in box 7.")),
                saved("01KOLD-DEF456", input("An invoice of April"), answer("march past"), answer("Invoice, march"))));

        List<History.Hit> hits = history.search("march  Invoice");

        assertEquals(
                List.of(
                        new History.Hit(LocalDate.of(2026, 11, 20), "abc123", "The march invoice is in box 7."),
                        new History.Hit(LocalDate.of(2026, 11, 20), "abc123", "Where is the INVOICE of March?"),
                        new History.Hit(LocalDate.of(2026, 11, 20), "def456", "Invoice, march")),
                hits);
    }

    @Test
    void looksOnlyAtWhatWasAskedAndAnswered() {
        Block tool = new Block.Tool(HEAD, "needle", List.of(), List.of());

        assertEquals(List.of(), new TimelineHistory(List.of(saved("x", tool))).search("needle"));
        assertEquals(
                1,
                new TimelineHistory(List.of(saved("x", input("needle"))))
                        .search("needle")
                        .size());
        assertEquals(List.of(), new TimelineHistory(List.of(saved("x", input("needle")))).search("  "));
    }

    @Test
    void cutsASnippetAroundTheFirstWordWithoutBreakingACharacter() {
        String text = "😀".repeat(200) + "\nneedle\n" + "😀".repeat(200);

        String snippet = new TimelineHistory(List.of(saved("x", input(text))))
                .search("needle")
                .getFirst()
                .snippet();

        assertTrue(snippet.startsWith("…😀") && snippet.endsWith("😀…"), snippet);
        assertTrue(snippet.contains("😀 needle 😀"), snippet);
        assertTrue(snippet.length() < 220, snippet);
        assertFalse(snippet.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF), snippet);
    }

    @Test
    void readsNoFurtherThanTheTenthPlace() {
        List<Integer> read = new ArrayList<>();
        Iterable<TimelineHistory.Saved> endless = () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public TimelineHistory.Saved next() {
                if (read.size() == 10) {
                    throw new NoSuchElementException("read too far");
                }
                read.add(read.size());
                return saved("x", input("needle"));
            }
        };

        assertEquals(10, new TimelineHistory(endless).search("needle").size());
        assertEquals(10, read.size());
    }

    private static String search(History history, String query) throws ToolException, InterruptedException {
        Tool.Context context = new Tool.Context(InstantSource.fixed(Instant.EPOCH), ZoneOffset.UTC, history);
        return Toolbox.HARMLESS
                .find("timelines")
                .orElseThrow()
                .run(Arguments.parse("{\"query\":\"" + query + "\"}"), context);
    }

    private static TimelineHistory.Saved saved(String id, Block... blocks) {
        return new TimelineHistory.Saved(id, new Timeline(List.of(blocks), List.of(), Optional.empty()));
    }

    private static Block input(String text) {
        return new Block.Input(HEAD, text);
    }

    private static Block answer(String text) {
        return new Block.Format(HEAD, text, List.of(), List.of());
    }
}
