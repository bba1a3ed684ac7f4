package sacred.app.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sacred.app.command.ScreenRequest;
import sacred.app.edit.Input;
import sacred.app.edit.Input.Key;
import sacred.app.edit.Input.Name;
import sacred.app.replay.Script;

class SubmittingTest {

    private final Sight sight = new Sight(80, 24);

    @Test
    void enterSubmitsAndTheLineIsHistory() {
        sight.submit("Hello?");

        assertEquals(List.of(submit("Hello?"), new Effect.Remember("Hello?")), sight.drained());
        assertEquals("", sight.prompt());
        assertTrue(sight.state.work().busy());
        sight.press(Name.UP);
        assertEquals("Hello?", sight.prompt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "   "})
    void aBlankLineIsNotSubmitted(String line) {
        sight.submit(line);

        assertEquals(List.of(), sight.drained());
        assertFalse(sight.state.work().busy());
    }

    @Test
    void whatIsSubmittedHasNoBlanksAround() {
        sight.submit("  Hello?  ");

        assertEquals(submit("Hello?"), sight.drained().getFirst());
    }

    @Test
    void aBackslashAtTheEndIsANewLine() {
        sight.submit("one\\");

        assertEquals(List.of(), sight.drained());
        assertEquals("one\n", sight.prompt());
        sight.submit("two");
        assertEquals(submit("one\ntwo"), sight.drained().getFirst());
    }

    @Test
    void controlJAndAltEnterAreNewLines() {
        sight.type("one").ctrl('j').type("two");
        sight.tell(new Msg.Typed(new Key(Name.ENTER, "", false, true, false))).type("three");

        assertEquals("one\ntwo\nthree", sight.prompt());
        assertEquals(List.of(), sight.drained());
    }

    @Test
    void aDoubledSlashIsAPromptAndWaitsLikeOne() {
        sight.submit("//x");

        assertEquals(submit("//x"), sight.drained().getFirst());
        sight.submit("//y");
        assertEquals(List.of(new Effect.Remember("//y")), sight.drained());
    }

    @Test
    void aCommandThatOnlyLooksRunsBesideTheTurn() {
        sight.submit("Hello?").drained();

        sight.submit("/cost");

        assertEquals(List.of(new Effect.RunBeside("/cost"), new Effect.Remember("/cost")), sight.drained());
        assertEquals(List.of(), sight.state.work().queue());
    }

    @Test
    void aCommandThatChangesTheTimelineWaitsForTheTurnAndOneThatSwitchesDoesNot() {
        sight.submit("Hello?").drained();

        sight.submit("/new").submit("/route rules");

        assertEquals(
                List.of(
                        new Effect.Remember("/new"),
                        new Effect.RunBeside("/route rules"),
                        new Effect.Remember("/route rules")),
                sight.drained());
        sight.done();
        assertEquals(List.of(submit("/new")), sight.drained());
    }

    @Test
    void anUnknownCommandRunsBesideAndNeverReachesAModel() {
        sight.submit("Hello?").drained();

        sight.submit("/fly");

        assertEquals(new Effect.RunBeside("/fly"), sight.drained().getFirst());
    }

    @Test
    void linesThatWaitAreSubmittedInTheirOrder() {
        sight.submit("one").submit("two").submit("three").drained();

        sight.done();
        assertEquals(List.of(submit("two")), sight.drained());
        assertEquals(Optional.of("two"), sight.state.work().running());
        sight.done();
        assertEquals(List.of(submit("three")), sight.drained());
        sight.done();
        assertEquals(List.of(), sight.drained());
        assertFalse(sight.state.work().busy());
    }

    @Test
    void whatWaitsIsShown() {
        sight.submit("one").submit("two").submit("three").submit("four").submit("five");

        assertTrue(sight.text().contains("⋯ queued  two"), sight.text());
        assertTrue(sight.text().contains("⋯ and 1 more"), sight.text());
    }

    @Test
    void upTakesTheLastOfTheQueueBack() {
        sight.submit("one").submit("two").submit("three");

        sight.press(Name.UP);

        assertEquals("three", sight.prompt());
        assertEquals(List.of(Line.of("two")), sight.state.work().queue());
    }

    @Test
    void upInADraftLeavesTheQueueAlone() {
        sight.submit("one").submit("two").type("dra").press(Name.UP);

        assertEquals(List.of(Line.of("two")), sight.state.work().queue());
        sight.press(Name.DOWN);
        assertEquals("dra", sight.prompt());
    }

    @Test
    void submittingGoesToTheEndOfTheTimeline() {
        for (int i = 0; i < 12; i++) {
            sight.turn("Question " + i, "Answer");
        }
        sight.press(Name.PAGE_UP);
        assertTrue(sight.state.reading().top().isPresent());

        sight.submit("Hello?");

        assertTrue(sight.state.reading().top().isEmpty());
    }

    @Test
    void aPromptThatIsNotSentComesBack() {
        sight.submit("@nowhere").done();

        sight.tell(new Msg.Refused("@nowhere", "not sent: there is no file nowhere"));

        assertEquals("@nowhere", sight.prompt());
        assertTrue(sight.flash().startsWith("not sent"), sight.flash());
        assertEquals(new Effect.KeepDraft("@nowhere"), sight.effects.getLast());
    }

    @Test
    void aPromptThatIsNotSentIsBehindUpWhereSomethingElseIsBeingWritten() {
        sight.submit("@nowhere").done();
        sight.type("typed since");

        sight.tell(new Msg.Refused("@nowhere", "not sent: there is no file nowhere"));

        assertEquals("typed since", sight.prompt());
        sight.press(Name.UP);
        assertEquals("@nowhere", sight.prompt());
    }

    @Test
    void aPasteThatIsFoldedIsNeverACommand() {
        sight.tell(new Msg.Typed(new Input.Paste("/quit\n".repeat(20))));

        sight.press(Name.ENTER);

        Effect.Submit sent = (Effect.Submit) sight.effects.stream()
                .filter(Effect.Submit.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertFalse(sent.line().command());
        assertTrue(sent.line().prompt().startsWith("/quit\n/quit"), sent.line().prompt());
    }

    @Test
    void whatWaitsDoesNotBeginBehindAReplay() {
        sight.submit("/replay").submit("A question?");
        sight.tell(new Msg.Requested(new ScreenRequest.Play("abc", new Script(List.of(), List.of()))));

        sight.done();
        assertFalse(sight.effects.contains(submit("A question?")));

        sight.press(Name.ESCAPE);
        assertTrue(sight.effects.contains(submit("A question?")));
    }

    private static Effect.Submit submit(String line) {
        return new Effect.Submit(Line.of(line));
    }

    @Test
    void theIndentOfPastedCodeIsSentAndACommandNeedsNoCare() {
        sight.paste("\n    if (x) {\n    }\n").press(Name.ENTER);
        assertEquals("    if (x) {\n    }", sight.state.work().running().orElseThrow());

        Sight other = new Sight(80, 24);
        other.type("  /quit").press(Name.ENTER);
        assertTrue(other.drained().contains(new Effect.RunBeside("/quit")));
    }

    @Test
    void whatIsSaidWhileATurnRunsStandsBehindIt() {
        Sight sight = new Sight(80, 40).asks("One?").routes().needsNoTool();
        sight.streams(Sight.MODEL, "format", "Half an answer");
        sight.tell(new Msg.Said("/cost", "It costs little."));
        String live = sight.text();

        sight.answers("Half an answer and its end.").asks("Two?");
        String after = sight.text();

        assertTrue(live.indexOf("It costs little.") > live.indexOf("Half an answer"), live);
        assertTrue(after.indexOf("It costs little.") > after.indexOf("and its end."), after);
        assertTrue(after.indexOf("It costs little.") < after.indexOf("Two?"), after);
    }
}
