package sacred.app.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import sacred.app.edit.Input.Name;
import sacred.app.text.Tone;
import sacred.timeline.ErrorKind;
import sacred.timeline.ToolRun;

class SearchingTest {

    /** Answers are the blocks 4, 8 and 12. */
    private final Sight sight = new Sight(80, 24)
            .turn("One?", "An arbiter decides.")
            .turn("Two?", "A judge compares.")
            .turn("Three?", "The Arbiter again.");

    @Test
    void theNewestHitComesFirstAndNAndCapitalNGoRound() {
        search("arbiter");

        assertEquals(Optional.of(12), selected());
        assertEquals("hit 1 of 2 · n older · N newer", sight.flash());
        sight.type("n");
        assertEquals(Optional.of(4), selected());
        sight.type("n");
        assertEquals(Optional.of(12), selected());
        sight.type("N");
        assertEquals(Optional.of(4), selected());
        sight.type("N");
        assertEquals(Optional.of(12), selected());
    }

    @Test
    void whatIsFoundIsMarkedUntilTheTimelineIsLeft() {
        search("ARBITER");
        assertTrue(marked());

        sight.press(Name.ESCAPE);

        assertFalse(marked());
    }

    @Test
    void nothingFoundIsSaid() {
        search("nowhere");

        assertEquals("\"nowhere\" is nowhere here", sight.flash());
        sight.type("n");
        assertEquals("/ searches first", sight.flash());
    }

    @Test
    void anEmptySearchEnds() {
        search("");

        assertTrue(sight.state.reading().search().isEmpty());
        assertTrue(sight.state.reading().focused());
    }

    @Test
    void theQueryIsEdited() {
        sight.ctrl('t').type("/judgex").press(Name.BACKSPACE);
        assertTrue(sight.text().contains("/ judge"), sight.text());
        sight.ctrl('u').type("two?").press(Name.ENTER);

        assertEquals(Optional.of(5), selected());
    }

    @Test
    void toolsReasonsAndBrokenOffAnswersAreFoundToo() {
        ToolRun run = new ToolRun("clock", "{\"zone\":\"Mars\"}", "half past nine", 1, ToolRun.OK, Optional.empty());
        sight.asks("Four?").routes().runs(run).fails(ErrorKind.SERVER, "It failed.", "half a zebra");

        search("mars");
        assertEquals(Optional.of(15), selected());
        sight.type("/half past").press(Name.ENTER);
        assertEquals(Optional.of(15), selected());
        sight.type("/zebra").press(Name.ENTER);
        assertEquals(Optional.of(16), selected());
        sight.type("/question about two words").press(Name.ENTER);
        assertEquals(Optional.of(14), selected());
    }

    private void search(String query) {
        sight.ctrl('t').type("/" + query).press(Name.ENTER);
    }

    private boolean marked() {
        return sight.frame().rows().stream()
                .flatMap(row -> row.spans().stream())
                .anyMatch(span -> span.style().tone() == Tone.MATCH);
    }

    private Optional<Integer> selected() {
        return sight.state.reading().selected();
    }
}
