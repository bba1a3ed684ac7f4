package sacred.app.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sacred.app.text.Row;
import sacred.timeline.Block;
import sacred.timeline.Cost;
import sacred.timeline.Event;
import sacred.timeline.Timeline;
import sacred.timeline.Usage;

class StoryRowsTest {

    private static final Set<String> FOLDED = Set.of();

    private final StoryRows rows = new StoryRows(ZoneOffset.UTC);

    @Test
    void aBlockIsLaidOutOnceAtAWidth() {
        Story story = story(10);

        whole(story, 80);
        whole(story, 80);

        assertEquals(20, rows.layouts());
    }

    @Test
    void whatIsNewIsAllThatIsLaidOut() {
        Story story = story(10);
        whole(story, 80);

        Story grown = turn(story, 11);
        whole(grown, 80);

        assertEquals(22, rows.layouts());
    }

    @Test
    void linesOfTheProgramLayNothingOutAgain() {
        Story story = story(10);
        whole(story, 80);

        whole(story.say("", "a note"), 80);

        assertEquals(20, rows.layouts());
    }

    @Test
    void anotherWidthLaysOutAnew() {
        Story story = story(10);
        whole(story, 80);

        whole(story, 100);

        assertEquals(40, rows.layouts());
    }

    @Test
    void theEndOfATurnLaysOnlyItsInputOutAgain() {
        Story open = story(3).apply(opened(4)).apply(answered(4));
        whole(open, 80);
        assertEquals(8, rows.layouts());

        Story closed = open.apply(closed(4));
        whole(closed, 80);

        assertEquals(9, rows.layouts());
        assertTrue(rows.item(closed, 7, 80, FOLDED).getLast().text().contains("$0"));
    }

    @Test
    void anAnswerOfMegabytesIsLaidOutInPartAndSaysHowMuchIsNot() {
        String text = "a line of an answer\n".repeat(1_050_000);
        Block answer = new Block.Format(new Block.Head("big", 1, Instant.EPOCH, 0), text, List.of(), List.of());
        Block prompt = new Block.Input(new Block.Head("asked", 1, Instant.EPOCH, 0), text);
        Story story = Story.of("x", new Timeline(List.of(prompt, answer), List.of(), Optional.empty()), List.of());

        for (int item = 1; item <= 2; item++) {
            List<Row> laidOut = rows.item(story, item, 80, Set.of("asked"));

            assertTrue(laidOut.size() < Excerpt.MAX_CHARACTERS, laidOut.size() + " rows");
            assertTrue(
                    laidOut.stream()
                            .anyMatch(row -> row.text()
                                    .contains("… 20,500,001 more characters; e opens all of them in the editor")),
                    laidOut.getLast().text());
        }
        assertTrue(rows.keptRows() <= 2 * Excerpt.MAX_CHARACTERS);
    }

    @Test
    void ofManyLongAnswersOnlySoManyRowsAreKept() {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Block.Head head = new Block.Head("long" + i, i + 1, Instant.EPOCH, 0);
            blocks.add(new Block.Format(head, "- a line\n".repeat(StoryRows.KEPT_ROWS / 6), List.of(), List.of()));
        }
        Story story = Story.of("x", new Timeline(blocks, List.of(), Optional.empty()), List.of());

        whole(story, 80);

        assertTrue(rows.keptRows() <= StoryRows.KEPT_ROWS, rows.keptRows() + " rows");
        assertTrue(rows.keptRows() > StoryRows.KEPT_ROWS / 2, rows.keptRows() + " rows");
    }

    @Test
    void unfoldingLaysOnlyThatBlockOut() {
        Story story = story(3);
        whole(story, 80);

        for (int item = 1; item <= story.lastItem(); item++) {
            rows.item(story, item, 80, Set.of("answer-2"));
        }

        assertEquals(7, rows.layouts());
    }

    @Test
    void openingALongStoryLaysOutWhatIsSeen() {
        Story story = story(5_000);
        assertEquals(10_000, story.lastItem());

        Scroll scroll = new Scroll(item -> rows.item(story, item, 80, FOLDED), story.lastItem(), 24);
        assertEquals(24, scroll.rows(Optional.empty()).size());
        assertTrue(rows.layouts() <= 24, rows.layouts() + " layouts");

        assertEquals(24, scroll.rows(scroll.at(0)).size());
        assertTrue(rows.layouts() <= 48, rows.layouts() + " layouts");
    }

    @Test
    void soManyBlocksAreKeptAndNoMore() {
        Story story = story(3_000);
        whole(story, 80);

        assertEquals(6_000, rows.layouts());
        assertEquals(StoryRows.KEPT, rows.kept());
        int last = story.lastItem();
        for (int item = last - StoryRows.KEPT + 1; item <= last; item++) {
            rows.item(story, item, 80, FOLDED);
        }
        assertEquals(6_000, rows.layouts());
        rows.item(story, 1, 80, FOLDED);
        assertEquals(6_001, rows.layouts());
    }

    @Test
    void whatIsLookedAtStaysAndWhatWasNotGoes() {
        Story story = story(3_000);
        rows.item(story, 1, 80, FOLDED);
        for (int item = 2; item <= 3 * StoryRows.KEPT - 1; item++) {
            rows.item(story, item, 80, FOLDED);
            rows.item(story, 1, 80, FOLDED);
        }

        assertEquals(3 * StoryRows.KEPT - 1, rows.layouts());
    }

    @Test
    void theRowsOfAnotherStoryTakeTheirPlace() {
        for (int i = 0; i < 5; i++) {
            whole(story(500), 80);
        }

        assertEquals(1_000, rows.kept());
    }

    private void whole(Story story, int columns) {
        for (int item = 0; item <= story.lastBlock(); item++) {
            List<Row> laid = rows.item(story, item, columns, FOLDED);
            assertTrue(item == 0 || !laid.isEmpty());
        }
    }

    private static Story story(int turns) {
        Story story = Story.of("test", Timeline.EMPTY, List.of());
        for (int turn = 1; turn <= turns; turn++) {
            story = turn(story, turn);
        }
        return story;
    }

    private static Story turn(Story story, int turn) {
        return story.apply(opened(turn)).apply(answered(turn)).apply(closed(turn));
    }

    private static Event opened(int turn) {
        return new Event.Opened(new Block.Input(head("input-", turn), "Question " + turn));
    }

    private static Event answered(int turn) {
        return new Event.Sealed(new Block.Format(head("answer-", turn), "Answer *" + turn + "*", List.of(), List.of()));
    }

    private static Event closed(int turn) {
        return new Event.Closed(
                turn, "end", Instant.EPOCH, Event.Outcome.OK, OptionalLong.of(1), Usage.NONE, Cost.NOTHING);
    }

    private static Block.Head head(String id, int turn) {
        return new Block.Head(id + turn, turn, Instant.EPOCH, 1);
    }
}
