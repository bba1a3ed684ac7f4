package sacred.app.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sacred.app.edit.Input.Name;
import sacred.app.view.Story;
import sacred.timeline.Event;
import sacred.timeline.Timeline;

/** Esc, Ctrl+C and Ctrl+D: closing, stopping, clearing, leaving. */
class StoppingTest {

    private static final Effect STOP = new Effect.StopTurn();
    private static final Effect LEAVE = new Effect.Leave();

    private final Sight sight = new Sight(80, 24);

    @Test
    void escapeStopsAndGivesEverythingThatWaitedBackBeforeTheDraft() {
        sight.submit("one").submit("two").submit("three").type("draft").drained();

        sight.press(Name.ESCAPE);

        assertEquals(List.of(STOP), sight.drained());
        assertEquals("two\nthree\ndraft", sight.prompt());
        assertEquals(List.of(), sight.state.work().queue());
        assertTrue(sight.state.work().busy(), "it is not over before it says so");
        assertEquals("stopping …", sight.flash());
        sight.done();
        assertEquals("", sight.flash());
        assertFalse(sight.state.work().busy());
        assertEquals(List.of(), sight.drained());
    }

    @Test
    void whatEscapeGivesBackSurvivesACrash() {
        sight.submit("one").submit("two").type("draft").effects.clear();

        sight.press(Name.ESCAPE);

        assertTrue(sight.effects.contains(new Effect.KeepDraft("two\ndraft")), sight.effects.toString());
    }

    @Test
    void escapeWhileNoTurnRunsStopsOnlyWhatRunsBesideTurns() {
        sight.type("draft").drained();

        sight.press(Name.ESCAPE);

        assertEquals(List.of(new Effect.StopTurn()), sight.drained());
        assertEquals("draft", sight.prompt());
    }

    @Test
    void escapeClosesWhatIsOpenBeforeItStops() {
        sight.turn("Hello?", "Hello.").submit("again").drained();

        sight.type("/mo").press(Name.ESCAPE);
        assertTrue(sight.state.prompt().completing().isEmpty());
        sight.ctrl('u').ctrl('o').press(Name.ESCAPE);
        assertTrue(sight.state.overlay().isEmpty());
        sight.type("?").press(Name.ESCAPE);
        assertTrue(sight.state.overlay().isEmpty());
        sight.ctrl('r').press(Name.ESCAPE);
        assertTrue(sight.state.prompt().search().isEmpty());
        sight.ctrl('t').type("/x").press(Name.ESCAPE);
        assertTrue(sight.state.reading().search().isEmpty());
        sight.press(Name.ESCAPE);
        assertFalse(sight.state.reading().focused());
        assertFalse(sight.drained().contains(STOP));

        sight.press(Name.ESCAPE);
        assertEquals(List.of(STOP), sight.drained());
    }

    @Test
    void interruptStopsWhatRunsAndGivesTheQueueBack() {
        sight.submit("one").submit("two").drained();

        sight.ctrl('c');

        assertEquals(List.of(STOP), sight.drained());
        assertEquals("two", sight.prompt());
    }

    @Test
    void interruptClearsTheLineAndUpBringsItBack() {
        sight.type("a draft").ctrl('c');

        assertEquals("", sight.prompt());
        assertEquals(List.of(new Effect.Remember("a draft")), sight.drained());
        sight.press(Name.UP);
        assertEquals("a draft", sight.prompt());
    }

    @Test
    void interruptingTwiceWithinASecondOnAnEmptyLineLeaves() {
        sight.ctrl('c');
        assertEquals(List.of(), sight.drained());

        sight.after(999).ctrl('c');

        assertEquals(List.of(LEAVE), sight.drained());
    }

    @Test
    void interruptingTwiceMoreSlowlyDoesNotLeave() {
        sight.ctrl('c').after(1_001).ctrl('c');

        assertEquals(List.of(), sight.drained());
        assertEquals("Ctrl+C again leaves", sight.flash());
    }

    @Test
    void clearingTheLineIsNoFirstPress() {
        sight.type("x").ctrl('c').after(10).ctrl('c');

        assertEquals(List.of(new Effect.Remember("x")), sight.drained());
        sight.after(10).ctrl('c');
        assertEquals(List.of(LEAVE), sight.drained());
    }

    @Test
    void theEndOfTheInputLeavesOnlyOnAnEmptyLine() {
        sight.type("ab").press(Name.HOME).ctrl('d');
        assertEquals("b", sight.prompt());
        assertEquals(List.of(), sight.drained());

        sight.ctrl('d').ctrl('d');

        assertEquals(List.of(LEAVE), sight.drained());
    }

    @Test
    void theTerminalGoingAwayLeaves() {
        sight.tell(new Msg.Gone());

        assertEquals(List.of(LEAVE), sight.drained());
    }

    @Test
    void aTurnThatCouldNotBeSavedLeavesWhatWasSeenAndGivesItsPromptBack() {
        sight.submit("Hello?")
                .asks("Hello?")
                .streams(Sight.MODEL, "format", "half an\nanswer")
                .drained();

        sight.tell(new Msg.Abandoned("Not saved: the disk is full", "Hello?")).done();

        assertEquals("Hello?", sight.prompt());
        assertFalse(sight.state.work().busy());
        assertTrue(sight.state.live().isEmpty());
        String text = sight.text();
        assertTrue(text.contains("✗ Not saved: the disk is full"), text);
        assertTrue(text.contains("half an") && text.contains("answer"), text);
        assertFalse(text.contains("the fold"), text);
    }

    @Test
    void aTurnThatCouldNotBeSavedDoesNotReplaceADraft() {
        sight.submit("Hello?").asks("Hello?").type("draft");

        sight.tell(new Msg.Abandoned("Not saved", "Hello?"));

        assertEquals("draft", sight.prompt());
        sight.press(Name.UP);
        assertEquals("Hello?", sight.prompt());
    }

    @Test
    void whoReadsInTheMiddleOfATurnThatIsAbandonedStillSeesSomething() {
        sight.asks("Hello?")
                .streams(Sight.MODEL, "format", "line\n\n".repeat(40))
                .press(Name.PAGE_UP);
        assertTrue(sight.state.reading().top().isPresent());

        sight.tell(new Msg.Abandoned("Not saved", "Hello?"));

        assertTrue(sight.text().contains("line"), sight.text());
    }

    @Test
    void anotherTimelineIsReadFromItsEnd() {
        for (int i = 0; i < 12; i++) {
            sight.turn("Question " + i, "Answer");
        }
        sight.press(Name.PAGE_UP).ctrl('t');

        sight.tell(new Msg.Opened(Story.of("other", Timeline.EMPTY, List.of("Welcome."))));

        assertEquals(Reading.START, sight.state.reading());
        assertTrue(sight.text().contains("Welcome."));
    }

    @Test
    void aLateWordOfATurnThatIsOverChangesNothing() {
        sight.turn("Hello?", "Hello.");
        String before = sight.text();

        sight.happened(new Event.Delta(1, 0, "late", false)).happened(new Event.Note(1, "late"));

        assertEquals(before, sight.text());
        assertEquals(Optional.empty(), sight.state.live());
    }

    @Test
    void interruptInTheHistoryEmptiesTheLineAndKeepsTheDraftToo() {
        sight.submit("old").done().drained();
        sight.type("a draft").press(Name.UP);
        assertEquals("old", sight.prompt());

        sight.ctrl('c');

        assertEquals("", sight.prompt());
        assertTrue(sight.drained().containsAll(List.of(new Effect.Remember("a draft"), new Effect.Remember("old"))));
        sight.press(Name.UP).press(Name.UP);
        assertEquals("a draft", sight.prompt());
    }

    @Test
    void stoppingDropsTheCommandsThatWaitAndGivesThePromptsBack() {
        sight.submit("First?").submit("/new").submit("Second?");

        sight.press(Name.ESCAPE);

        assertEquals("Second?", sight.prompt());
    }
}
