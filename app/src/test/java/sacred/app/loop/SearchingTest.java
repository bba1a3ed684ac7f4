package sacred.app.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import sacred.app.edit.Input.Name;
import sacred.app.text.Tone;
import sacred.timeline.Block;
import sacred.timeline.ErrorKind;
import sacred.timeline.Timeline;
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

    @Test
    void aLongTimelineIsLookedThroughBesideTheLoopFromItsEnd() throws InterruptedException {
        sight.state = sight.state.with(sight.state.story().with(manyBlocks()));
        search("needle");
        assertEquals("looking … 12,000 blocks to go", sight.flash());
        Effect.Look look = (Effect.Look) sight.drained().getLast();
        BlockingQueue<Msg> inbox = new LinkedBlockingQueue<>();

        new Looking(inbox::add).run(look);
        List<Msg.Seen> told = told(inbox);

        sight.tell(told.getFirst());
        assertEquals(Optional.of(11_001), selected());
        assertEquals("hit 1 of 1 so far · n older · N newer", sight.flash());
        told.subList(1, told.size()).forEach(sight::tell);
        assertEquals(Optional.of(11_001), selected());
        sight.type("n");
        assertEquals(Optional.of(3), selected());
        assertEquals("hit 2 of 2 · n older · N newer", sight.flash());
        assertEquals(List.of(), sight.drained());
    }

    @Test
    void whatIsNowhereInALongTimelineIsSaidOnceAllOfItWasLookedAt() throws InterruptedException {
        sight.state = sight.state.with(sight.state.story().with(manyBlocks()));
        search("no such word");
        BlockingQueue<Msg> inbox = new LinkedBlockingQueue<>();

        new Looking(inbox::add).run((Effect.Look) sight.drained().getLast());
        List<Msg.Seen> told = told(inbox);

        sight.tell(told.getFirst());
        assertEquals("looking … 9,999 blocks to go", sight.flash());
        told.subList(1, told.size()).forEach(sight::tell);
        assertEquals("\"no such word\" is nowhere here", sight.flash());
        assertTrue(sight.state.reading().search().isEmpty());
    }

    @Test
    void aSearchThatNobodyWaitsForAnyMoreIsEnded() {
        sight.state = sight.state.with(sight.state.story().with(manyBlocks()));
        search("needle");
        sight.type("q").drained();

        sight.tell(new Msg.Seen("needle", List.of(3), 100));

        assertEquals(List.of(new Effect.Look(List.of(), "")), sight.drained());
        assertTrue(sight.state.reading().search().isEmpty());
    }

    /** The blocks 3 and 11,001 hold what is looked for. */
    private static Timeline manyBlocks() {
        List<Block> blocks = new ArrayList<>();
        for (int i = 1; i <= 12_000; i++) {
            Block.Head head = new Block.Head("id" + i, i, Instant.EPOCH, 0);
            String text = i == 3 || i == 11_001 ? "a Needle" : "hay";
            blocks.add(new Block.Format(head, text, List.of(), List.of()));
        }
        return new Timeline(blocks, List.of(), Optional.empty());
    }

    private static List<Msg.Seen> told(BlockingQueue<Msg> inbox) throws InterruptedException {
        List<Msg.Seen> told = new ArrayList<>();
        do {
            told.add((Msg.Seen) Objects.requireNonNull(inbox.poll(60, TimeUnit.SECONDS), "nothing is told any more"));
        } while (told.getLast().left() > 0);
        return told;
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
