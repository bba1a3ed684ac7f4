package sacred.app.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sacred.app.command.ScreenRequest;
import sacred.app.edit.Input.Mouse.Action;
import sacred.app.edit.Input.Name;
import sacred.app.edit.ListBox;

/** The lists over the timeline: models, saved timelines, commands. */
class ChoosingTest {

    private final Sight sight = new Sight(80, 24);

    private static final Msg MODELS = new Msg.Listed(
            Overlay.Purpose.MODEL,
            List.of(
                    entry("ollama:llama3.1:8b", "local"),
                    entry("ollama:llama3.2:1b", "local"),
                    new ListBox.Entry(Optional.of("openai:gpt-4.1-mini"), "openai:gpt-4.1-mini", "remote", true),
                    new ListBox.Entry(Optional.empty(), "groq:…", "no GROQ_API_KEY in the environment", false)));

    private static ListBox.Entry entry(String ref, String detail) {
        return new ListBox.Entry(Optional.of(ref), ref, detail, false);
    }

    @Test
    void choosingAModelRunsTheCommand() {
        sight.ctrl('o');
        assertEquals(List.of(new Effect.FillList(Overlay.Purpose.MODEL)), sight.drained());

        sight.tell(MODELS).type("llama 1b").press(Name.ENTER);

        assertEquals(List.of(new Effect.RunBeside("/model ollama:llama3.2:1b")), sight.drained());
        assertTrue(sight.state.overlay().isEmpty());
        sight.press(Name.UP);
        assertEquals("", sight.prompt(), "it was not typed, so it is no history");
    }

    @Test
    void theModelInUseIsChosenFirst() {
        sight.ctrl('o').tell(MODELS).drained();

        sight.press(Name.ENTER);

        assertEquals(List.of(new Effect.RunBeside("/model openai:gpt-4.1-mini")), sight.drained());
    }

    @Test
    void choosingWhileATurnRunsDoesNotWaitForIt() {
        sight.submit("Hello?").drained();

        sight.ctrl('o').tell(MODELS).press(Name.HOME).press(Name.ENTER);

        assertTrue(sight.state.work().queue().isEmpty());
        assertEquals(
                new Effect.RunBeside("/model ollama:llama3.1:8b"),
                sight.drained().getLast());
    }

    @Test
    void anEntryWithoutAValueIsRefusedSayingWhy() {
        sight.ctrl('o').tell(MODELS).type("groq").press(Name.ENTER);

        assertEquals("no GROQ_API_KEY in the environment", sight.flash());
        assertTrue(sight.text().contains("no GROQ_API_KEY"), sight.text());
        assertTrue(sight.state.overlay().isPresent());
        assertEquals(List.of(new Effect.FillList(Overlay.Purpose.MODEL)), sight.drained());
    }

    @Test
    void enterBeforeAnythingIsListedChoosesNothing() {
        sight.ctrl('o').press(Name.ENTER).type("nothing like it").press(Name.ENTER);

        assertTrue(sight.state.overlay().isPresent());
        assertEquals(List.of(new Effect.FillList(Overlay.Purpose.MODEL)), sight.drained());
    }

    @Test
    void whatIsChosenStaysWhileMoreArrives() {
        sight.ctrl('o').tell(MODELS).type("llama").press(Name.DOWN);

        List<ListBox.Entry> more = List.of(
                entry("a:llama", "new"), entry("ollama:llama3.1:8b", "local"), entry("ollama:llama3.2:1b", "local"));
        sight.tell(new Msg.Listed(Overlay.Purpose.MODEL, more)).press(Name.ENTER);

        assertTrue(sight.drained().contains(new Effect.RunBeside("/model ollama:llama3.2:1b")));
    }

    @Test
    void aLateListIsNotForWhatIsNotOpen() {
        sight.tell(MODELS);
        assertTrue(sight.state.overlay().isEmpty());

        sight.ctrl('p').tell(MODELS);

        assertFalse(sight.text().contains("ollama:llama3.1:8b"));
    }

    @Test
    void aPasteNarrowsAndNeverAnswers() {
        sight.ctrl('o').tell(MODELS).drained();

        sight.paste("llama3.2\n");

        assertEquals(List.of(), sight.drained());
        assertTrue(sight.text().contains("llama3.2:1b"), sight.text());
        assertFalse(sight.text().contains("llama3.1:8b"), sight.text());
    }

    @Test
    void theWheelMovesInTheListAndNotTheTimeline() {
        for (int i = 0; i < 12; i++) {
            sight.turn("Question " + i, "Answer");
        }
        sight.ctrl('o').tell(MODELS).press(Name.HOME).drained();

        sight.mouse(Action.WHEEL_DOWN, 5)
                .mouse(Action.WHEEL_DOWN, 5)
                .mouse(Action.WHEEL_UP, 5)
                .press(Name.ENTER);

        assertEquals(List.of(new Effect.RunBeside("/model ollama:llama3.2:1b")), sight.drained());
        assertTrue(sight.state.reading().top().isEmpty());
    }

    @Test
    void theModelInUseIsChosenUntilSomebodyMoves() {
        ListBox.Entry first = entry("openai:a", "");
        ListBox.Entry inUse = new ListBox.Entry(Optional.of("openai:b"), "openai:b", "", true);
        sight.ctrl('o');

        sight.tell(new Msg.Listed(Overlay.Purpose.MODEL, List.of(first, inUse)));
        sight.press(Name.ENTER);

        assertTrue(sight.drained().contains(new Effect.RunBeside("/model openai:b")));
    }

    @Test
    void aTimelineIsResumed() {
        sight.tell(new Msg.Requested(new ScreenRequest.PickTimeline()));
        sight.tell(new Msg.Listed(Overlay.Purpose.TIMELINE, List.of(entry("01ABC", ""))));
        sight.press(Name.ENTER);

        assertEquals(
                List.of(new Effect.FillList(Overlay.Purpose.TIMELINE), new Effect.Submit(Line.of("/resume 01ABC"))),
                sight.drained());
    }

    @Test
    void aListWithNothingBesideItsLinesGivesThemAllTheRoom() {
        String line = "6cyspn  2026-08-08 18:38   12 turns  "
                + "a prompt that is long ".repeat(10).substring(0, 36);

        sight.tell(new Msg.Requested(new ScreenRequest.PickTimeline()));
        sight.tell(new Msg.Listed(Overlay.Purpose.TIMELINE, List.of(entry(line, ""))));

        assertTrue(sight.text().contains(line + " "), sight.text());
    }

    @Test
    void aCommandOfThePaletteRunsAndOneThatTakesInstructionsGoesIntoThePrompt() {
        sight.ctrl('p').type("tokens and cost").press(Name.ENTER);
        assertEquals(List.of(new Effect.RunBeside("/cost")), sight.drained());

        sight.ctrl('p').type("/compact").press(Name.ENTER);

        assertEquals("/compact ", sight.prompt());
        assertEquals(List.of(), sight.drained());
    }

    @Test
    void aDraftThatACommandOfThePaletteReplacesIsBehindUp() {
        sight.type("half a thought");
        sight.drained();

        sight.ctrl('p').type("/compact").press(Name.ENTER);

        assertEquals("/compact ", sight.prompt());
        assertTrue(sight.drained().contains(new Effect.Remember("half a thought")));
        sight.press(Name.UP);
        assertEquals("half a thought", sight.prompt());
    }

    @Test
    void thePageOfKeysScrollsAndAnyOtherKeyClosesIt() {
        sight.type("?");
        String first = sight.text();
        sight.type("j").press(Name.DOWN).mouse(Action.WHEEL_DOWN, 4);
        assertEquals(Optional.of(new Overlay.Keys(5)), sight.state.overlay());
        sight.press(Name.HOME);
        assertEquals(first, sight.text());

        sight.type("x");

        assertTrue(sight.state.overlay().isEmpty());
        assertEquals("", sight.prompt());
    }

    @Test
    void theLastOfThePageOfKeysCanBeSeen() {
        sight.type("?").press(Name.END);

        assertTrue(sight.text().contains("sends /text to the model"), sight.text());
    }
}
