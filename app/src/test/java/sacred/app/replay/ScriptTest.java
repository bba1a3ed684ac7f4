package sacred.app.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import sacred.timeline.Event;
import sacred.timeline.Pace;

class ScriptTest {

    @Test
    void textArrivesAsItWasRecordedAndTheBlockSealsAtItsEnd() {
        Script script = new Tape()
                .asks("Hello?")
                .answers("Hello to you.", 900, new Pace(180, 6), new Pace(400, 7))
                .closes()
                .script();

        assertEquals(
                List.of(
                        "0 Opened",
                        "0 Started",
                        "0 CallStarted",
                        "180 Delta Hello ",
                        "400 Delta to you.",
                        "900 Sealed",
                        "900 Closed"),
                told(script));
        assertEquals(900, script.lengthMs());
    }

    @Test
    void aPauseBetweenTurnsIsAsLongAsItWas() {
        Script script = new Tape()
                .asks("One?")
                .tool(100)
                .closes()
                .idle(1_500)
                .asks("Two?")
                .closes()
                .script();

        assertEquals(1_600, script.lengthMs());
    }

    @Test
    void aLongPauseIsCutToTwoSecondsAndSaidSo() {
        Script script = new Tape()
                .asks("One?")
                .closes()
                .idle(3_600_000)
                .asks("Two?")
                .closes()
                .script();

        assertEquals(List.of("0 Opened", "0 Closed", "0 … 3600 s later", "2000 Opened", "2000 Closed"), told(script));
    }

    @Test
    void aLongWaitInAStageIsCutOnce() {
        Script script = new Tape()
                .asks("Hello?")
                .answers("Late.", 30_100, new Pace(30_000, 5))
                .closes()
                .script();

        assertEquals(2_100, script.lengthMs());
        assertTrue(told(script).contains("0 … 30 s later"), told(script).toString());
    }

    @Test
    void aFailedAttemptTakesItsTimeOnce() {
        Script script = new Tape()
                .asks("Hello?")
                .answersAfterAFailure("Hello.", 400, 1_000, new Pace(700, 6))
                .closes()
                .script();

        assertEquals(
                List.of(
                        "0 Opened",
                        "0 Started",
                        "0 CallStarted",
                        "400 CallEnded",
                        "400 CallStarted",
                        "700 Delta Hello.",
                        "1000 Sealed",
                        "1000 Closed"),
                told(script));
    }

    @Test
    void whatOneOfSeveralSaidArrivesInItsOwnRhythm() {
        Script script = new Tape()
                .asks("Hello?")
                .answersOfTwo("Hello to you.", 600, new Pace(180, 6), new Pace(400, 7), new Pace(601, 1))
                .script();

        assertEquals(
                List.of(
                        "0 Opened",
                        "0 Started",
                        "0 CallStarted",
                        "100 CallStarted",
                        "280 Delta Hello ",
                        "500 Delta to you.",
                        "600 CallEnded",
                        "700 Delta ",
                        "700 CallEnded",
                        "700 Sealed"),
                told(script));
    }

    @Test
    void aFailureWithoutAnyRequestTakesItsTimeOnce() {
        assertEquals(300, new Tape().asks("Hello?").fails(300).closes().script().lengthMs());
    }

    @Test
    void aClockThatWentBackIsNoWait() {
        Script script = new Tape()
                .asks("One?")
                .closes()
                .idle(-5_000)
                .asks("Two?")
                .closes()
                .script();

        assertEquals(0, script.lengthMs());
    }

    @Test
    void moreCharactersThanThereAreAreThoseThatThereAre() {
        Script script = new Tape()
                .asks("Hello?")
                .answers("a😀", 10, new Pace(1, 1), new Pace(2, 1), new Pace(3, 99))
                .closes()
                .script();

        assertTrue(
                told(script).containsAll(List.of("1 Delta a", "2 Delta 😀", "3 Delta ")),
                told(script).toString());
    }

    @Test
    void commandsAreNoTurns() {
        Script script = new Tape()
                .commands("/model x")
                .asks("One?")
                .closes()
                .commands("/model y")
                .asks("Two?")
                .closes()
                .script();

        assertEquals(2, script.turns());
        assertEquals(List.of(2, 6), script.prompts());
    }

    @Test
    void whatIsMissingIsAStepThatSaysSo() {
        Script script = new Tape()
                .asks("One?")
                .damaged("its hash does not fit")
                .foreign()
                .closes()
                .script();

        assertEquals(
                List.of(
                        "0 Opened",
                        "0 line 3: damaged record, its hash does not fit",
                        "0 line 4: a record of an unknown kind, kept as it is",
                        "0 Closed"),
                told(script));
    }

    @Test
    void anEmptyFileIsAnEmptyScript() {
        Script script = new Tape().script();

        assertEquals(0, script.lengthMs());
        assertEquals(0, script.turns());
    }

    /** The steps in short. */
    private static List<String> told(Script script) {
        return script.steps().stream()
                .map(step -> step.atMs() + " "
                        + switch (step) {
                            case Script.Step.Remark remark -> remark.text();
                            case Script.Step.Gap gap -> gap.text();
                            case Script.Step.Told(long _, Event.Delta delta) -> "Delta " + delta.text();
                            case Script.Step.Told told ->
                                told.event().getClass().getSimpleName();
                        })
                .toList();
    }
}
