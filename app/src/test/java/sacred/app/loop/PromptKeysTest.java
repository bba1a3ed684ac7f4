package sacred.app.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sacred.app.edit.Input.Name;

/** Writing: completions, earlier prompts, pastes, the editor. */
class PromptKeysTest {

    private final Sight sight = new Sight(80, 24);

    @Test
    void enterSendsWhatIsTypedWhileNothingWasChosen() {
        sight.type("/mo");
        assertTrue(sight.text().contains("/model"), sight.text());

        sight.press(Name.ENTER);

        assertEquals(new Effect.RunBeside("/mo"), sight.drained().getFirst());
    }

    @Test
    void tabAddsWhatIsCertainAndThenGoesRound() {
        sight.type("/m").press(Name.TAB);
        assertEquals("/mo", sight.prompt());

        sight.press(Name.TAB).press(Name.TAB).press(Name.TAB).press(Name.TAB);
        assertEquals("/mo", sight.prompt());
        assertEquals(1, sight.state.prompt().completing().orElseThrow().choice().chosen());
        sight.press(Name.ENTER);

        assertEquals("/mouse", sight.prompt());
        assertEquals(List.of(), sight.drained());
    }

    @Test
    void theArrowsChooseAndEnterTakes() {
        sight.type("/mo").press(Name.DOWN).press(Name.ENTER);

        assertEquals("/model ", sight.prompt());
    }

    @Test
    void tabGoesOnFromWhatTheArrowsChose() {
        sight.type("/m").press(Name.DOWN).press(Name.TAB);
        assertEquals("/m", sight.prompt());

        sight.press(Name.ENTER);

        assertEquals("/mouse", sight.prompt());
    }

    @Test
    void upInALineThatIsBrokenAtTheEdgeGoesByItsRows() {
        sight.submit("earlier").done().type("x".repeat(200));

        sight.press(Name.UP);
        assertEquals(200 - 76, sight.state.prompt().editor().caret());
        sight.press(Name.UP).press(Name.DOWN);
        assertEquals(200 - 76, sight.state.prompt().editor().caret());
        sight.press(Name.DOWN);
        assertEquals(200, sight.state.prompt().editor().caret());

        sight.press(Name.UP).press(Name.UP);
        assertEquals("x".repeat(200), sight.prompt());
        sight.press(Name.UP);
        assertEquals("earlier", sight.prompt());
    }

    @Test
    void upInAPromptWithoutBrokenLinesGoesByItsLines() {
        sight.type("long line\\")
                .press(Name.ENTER)
                .type("b\\")
                .press(Name.ENTER)
                .type("another line");

        sight.press(Name.UP).press(Name.UP);

        assertEquals(9, sight.state.prompt().editor().caret());
    }

    @Test
    void typingOnNarrowsAndForgetsWhatWasChosen() {
        sight.type("/mo").press(Name.DOWN).type("u").press(Name.ENTER);

        assertEquals(new Effect.RunBeside("/mou"), sight.drained().getFirst());
    }

    @Test
    void escapeClosesTheCompletionsAndKeepsTheText() {
        sight.type("/mo").press(Name.ESCAPE);

        assertEquals("/mo", sight.prompt());
        assertFalse(sight.text().contains("/mouse"), sight.text());
    }

    @Test
    void behindTheCommandTheModelsAreOfferedAndAsked() {
        sight.type("/model ");

        assertEquals(List.of(new Effect.FillList(Overlay.Purpose.MODEL)), sight.drained());
        sight.type("ll").press(Name.TAB).press(Name.ENTER);
        assertTrue(sight.drained().contains(new Effect.RunBeside("/model ollama:llama3.1:8b")));
    }

    @Test
    void reverseSearchFindsNewestFirstAndGoesOn() {
        sight.submit("alpha one").submit("beta").submit("alpha two");
        sight.press(Name.ESCAPE).ctrl('u').ctrl('u').ctrl('u').ctrl('u');
        sight.drained();

        sight.ctrl('r').type("alp");
        assertTrue(sight.text().contains("alpha two"), sight.text());
        sight.ctrl('r');
        assertTrue(sight.text().contains("alpha one"), sight.text());
        sight.ctrl('r');
        assertTrue(sight.text().contains("(nothing more)"), sight.text());
        sight.ctrl('s').press(Name.ENTER);

        assertEquals("alpha two", sight.prompt());
        assertEquals(List.of(), sight.drained(), "the first Enter only takes it");
    }

    @Test
    void reverseSearchGivesTheDraftBack() {
        sight.submit("alpha").type("draft").ctrl('r').type("alp").press(Name.ESCAPE);
        assertEquals("draft", sight.prompt());

        sight.ctrl('r').paste("alp\n").press(Name.ENTER).ctrl('_');

        assertEquals("draft", sight.prompt());
    }

    @Test
    void aPasteIsTextAndNeverSends() {
        sight.paste("one\ntwo\n");

        assertEquals("one\ntwo\n", sight.prompt());
        assertEquals(List.of(), sight.drained());
        assertFalse(sight.state.work().busy());
    }

    @Test
    void aPasteOfAQuestionMarkOpensNothing() {
        sight.paste("?");

        assertEquals("?", sight.prompt());
        assertTrue(sight.state.overlay().isEmpty());
    }

    @Test
    void aLongPasteIsAMarkerAndIsSentInFull() {
        String pasted = "line\n".repeat(12) + "@secret";
        sight.type("see: ").paste(pasted);
        assertTrue(sight.text().contains("[pasted 13 lines #1]"), sight.text());

        sight.press(Name.ENTER);

        Effect.Submit submit = (Effect.Submit) sight.drained().getFirst();
        assertEquals("see: " + pasted, submit.line().text());
        assertEquals("see: [pasted 13 lines #1]", submit.line().typed());
    }

    @Test
    void aPasteIntoTheTimelineIsKeptForThePrompt() {
        sight.turn("Hello?", "Hello.").ctrl('t').paste("qqq");

        assertEquals("qqq", sight.prompt());
        assertFalse(sight.state.reading().focused());
        assertEquals(List.of(), sight.drained());
    }

    @Test
    void aPasteIntoASearchIsWhatIsSearched() {
        sight.turn("Hello?", "Hello.").ctrl('t').type("/").paste("hello\n");

        assertEquals(Optional.of("hello "), sight.state.reading().search().map(Reading.Search::query));
        assertEquals(List.of(), sight.drained());
    }

    @Test
    void whatIsWrittenSurvivesACrashAndWhatIsSentNeedNot() {
        sight.type("ab");
        assertEquals(new Effect.KeepDraft("ab"), sight.effects.getLast());

        sight.press(Name.ENTER);

        assertEquals(new Effect.KeepDraft(""), sight.effects.getLast());
    }

    @Test
    void theEditorGetsTheWholeTextAndGivesItBack() {
        sight.type("draft").ctrl('g');
        assertEquals(List.of(new Effect.Edit("draft", false)), sight.drained());

        sight.tell(new Msg.Edited("edited"));

        assertEquals("edited", sight.prompt());
        sight.ctrl('_');
        assertEquals("draft", sight.prompt());
    }

    @Test
    void anEditorThatFailsLeavesTheDraft() {
        sight.type("draft").tell(new Msg.Failed("The editor could not run"));

        assertEquals("draft", sight.prompt());
        assertEquals("The editor could not run", sight.flash());
    }

    @Test
    void theBoxGrowsToAThirdOfTheScreenAndTheCaretStaysInIt() {
        sight.type("x");
        for (int i = 0; i < 30; i++) {
            sight.ctrl('j').type("y" + i);
        }

        assertTrue(sight.text().contains("y29"), sight.text());
        assertFalse(sight.text().contains("y10"), sight.text());
        assertEquals(22, sight.frame().cursorRow());
    }
}
