package sacred.app.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sacred.app.edit.Input.Mouse.Action;
import sacred.app.edit.Input.Name;
import sacred.timeline.Block;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.ToolRun;

class TimelineKeysTest {

    /** Blocks 1-4, 5-8 and 9-12 are turns: prompt, route, tool, answer. */
    private final Sight sight = new Sight(80, 24)
            .turn("One?", "A *first* answer.")
            .turn("Two?", "Second.")
            .turn("Three?", "Third.");

    @Test
    void tabOnAnEmptyLineGivesTheKeysToTheTimelineAndBack() {
        sight.press(Name.TAB);
        assertEquals(Optional.of(12), selected());

        sight.press(Name.TAB);
        assertEquals(Optional.empty(), selected());
    }

    @Test
    void aForkEndsWithTheTurnOfTheBlockThatIsChosen() {
        sight.press(Name.TAB).type("{");
        sight.drained();
        sight.type("{").type("f");

        assertEquals(List.of(new Effect.Submit(Line.of("/fork 2"))), sight.drained());
        assertEquals(Optional.empty(), selected());
    }

    @Test
    void tabInALineDoesNot() {
        sight.type("x").press(Name.TAB);

        assertEquals(Optional.empty(), selected());
    }

    @Test
    void controlTGivesTheKeysEvenWithADraftWhichStays() {
        sight.type("draft").ctrl('t').type("k");
        assertEquals(Optional.of(11), selected());

        sight.ctrl('t').type("!");

        assertEquals("draft!", sight.prompt());
    }

    @Test
    void anEmptyTimelineTakesNoKeys() {
        Sight empty = new Sight(80, 24);

        empty.ctrl('t');
        assertEquals("the timeline is still empty", empty.flash());

        empty.type("x");
        assertEquals("x", empty.prompt());
        assertEquals("", empty.flash(), "what was said is read by now");
    }

    @Test
    void qAndEscapeGoBack() {
        sight.ctrl('t').type("q");
        assertEquals(Optional.empty(), selected());

        sight.ctrl('t').press(Name.ESCAPE);
        assertEquals(Optional.empty(), selected());
        assertEquals("", sight.prompt());
    }

    @Test
    void jAndKMoveByBlockAndStopAtTheEnds() {
        sight.ctrl('t').type("j");
        assertEquals(Optional.of(12), selected());
        sight.type("kk");
        assertEquals(Optional.of(10), selected());
        sight.press(Name.DOWN).press(Name.UP).press(Name.UP);
        assertEquals(Optional.of(9), selected());
        sight.type("k".repeat(20));
        assertEquals(Optional.of(1), selected());
    }

    @Test
    void gAndCapitalGMoveToTheEnds() {
        sight.ctrl('t').type("g");
        assertEquals(Optional.of(1), selected());
        assertTrue(sight.text().contains("One?"), sight.text());

        sight.type("G");
        assertEquals(Optional.of(12), selected());
        assertTrue(sight.state.reading().top().isEmpty(), "at the end the view follows");
    }

    @Test
    void bracesMoveByTurnOverCommands() {
        sight.commands("/model x").turn("Four?", "Fourth.").ctrl('t');

        sight.type("{");
        assertEquals("Four?", block());
        sight.type("{");
        assertEquals("Three?", block());
        sight.type("{{{{");
        assertEquals("One?", block());
        sight.type("}");
        assertEquals("Two?", block());
        sight.type("}}}}}}");
        assertEquals(Optional.of(17), selected());
    }

    @Test
    void halfPagesMoveTheViewAndChooseWhatIsSeen() {
        sight.ctrl('t').ctrl('u').ctrl('u').ctrl('u');
        assertEquals(Optional.of(1), selected());
        assertTrue(sight.text().contains("One?"));

        sight.ctrl('d').ctrl('d').ctrl('d').ctrl('d');

        assertTrue(sight.state.reading().top().isEmpty());
    }

    @Test
    void whatIsChosenIsAlwaysInSight() {
        sight.ctrl('t');
        for (String key : "kkkkkkkkkkkkjjjjjjjjjjjj{{{}}}gG".split("")) {
            sight.type(key);
            assertTrue(sight.text().contains("┃"), "after " + key + "\n" + sight.text());
        }
    }

    @Test
    void enterAndSpaceUnfoldAndFoldAgain() {
        sight.ctrl('t').type("kk");
        String folded = sight.text();

        sight.press(Name.ENTER);
        assertTrue(sight.text().contains("▾ route"), sight.text());
        sight.type(" ");

        assertEquals(folded, sight.text());
    }

    @Test
    void foldingWhatIsLongerThanTheScreenLeavesNoEmptyScreen() {
        ToolRun run = new ToolRun("notes", "{}", "line\n".repeat(100), 1, ToolRun.OK, Optional.empty());
        sight.asks("Long?").routes().runs(run).answers("Done.").ctrl('t').type("k ");
        sight.press(Name.PAGE_DOWN).press(Name.PAGE_DOWN);

        sight.type(" ");

        assertTrue(sight.text().contains("Long?"), sight.text());
        assertTrue(sight.text().contains("┃  tool"), sight.text());
    }

    @Test
    void copyingHoldsTheSourceAndSaysSo() {
        sight.ctrl('t').type("g").type("jjj").type("c");

        assertEquals(List.of(new Effect.Copy("A *first* answer.")), sight.drained());
        assertTrue(sight.flash().contains("OSC 52"), sight.flash());
    }

    @Test
    void copyingAnErrorHoldsWhatHadArrived() {
        sight.asks("Four?")
                .fails(ErrorKind.SERVER, "It failed.", "half *an*")
                .ctrl('t')
                .type("c");

        assertEquals(List.of(new Effect.Copy("half *an*")), sight.drained());
    }

    @Test
    void eOpensTheSourceForReading() {
        sight.ctrl('t').type("e");

        assertEquals(List.of(new Effect.Edit("Third.", true)), sight.drained());
    }

    @Test
    void rAsksThePromptOfTheBlockAgainButOnlyWhenNothingRuns() {
        sight.ctrl('t').type("ggj").type("r");

        Block.Input one = (Block.Input) sight.state.story().timeline().blocks().getFirst();
        assertEquals(List.of(new Effect.AskAgain(one)), sight.drained());
        assertTrue(sight.state.work().busy());
        assertFalse(sight.state.reading().focused());

        sight.ctrl('t').type("r");
        assertEquals(List.of(), sight.drained());
        assertEquals("something runs already; Esc stops it", sight.flash());
    }

    @Test
    void aCommandIsNotAskedAgain() {
        sight.commands("/model x").ctrl('t').type("r");

        assertEquals(List.of(), sight.drained());
        assertFalse(sight.state.work().busy());
    }

    @Test
    void theWheelScrollsAndTheEndFollows() {
        sight.mouse(Action.WHEEL_UP, 5);
        assertTrue(sight.state.reading().top().isPresent());
        assertTrue(sight.text().contains("↓ more below"), sight.text());

        sight.mouse(Action.WHEEL_DOWN, 5);

        assertTrue(sight.state.reading().top().isEmpty());
        assertEquals("", sight.prompt());
    }

    @Test
    void aClickChoosesTheBlockUnderItAndASecondUnfoldsIt() {
        int row = rowOf("tool ");

        sight.mouse(Action.PRESS, row).mouse(Action.RELEASE, row);
        assertEquals("no tool needed", block());
        assertTrue(sight.state.reading().unfolded().isEmpty());
        sight.mouse(Action.PRESS, row).mouse(Action.RELEASE, row);

        assertEquals(1, sight.state.reading().unfolded().size());
    }

    @Test
    void aClickOnThePromptGivesTheKeysBack() {
        sight.ctrl('t').mouse(Action.PRESS, 22);

        assertEquals(Optional.empty(), selected());
    }

    @Test
    void whatIsNewWhileOneReadsIsCounted() {
        sight.press(Name.PAGE_UP).asks("Four?");

        // the prompt, and the turn that is live
        assertTrue(sight.text().contains("↓ 2 new"), sight.text());
        sight.happened(new Event.Note(4, "a note"));
        assertTrue(sight.text().contains("↓ 2 new"), sight.text());
    }

    private int rowOf(String text) {
        List<String> rows = sight.text().lines().toList();
        for (int i = rows.size() - 1; i >= 0; i--) {
            if (rows.get(i).contains(text)) {
                return i;
            }
        }
        throw new AssertionError(text + " is not on the screen:\n" + sight.text());
    }

    private Optional<Integer> selected() {
        return sight.state.reading().selected();
    }

    private String block() {
        return sight.state
                .story()
                .timeline()
                .blocks()
                .get(selected().orElseThrow() - 1)
                .text();
    }
}
