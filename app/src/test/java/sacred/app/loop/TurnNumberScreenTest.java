package sacred.app.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import sacred.app.text.Row;

/** The numbers that commands take stand where they are looked for. */
class TurnNumberScreenTest {

    private static final String LONG = "Who decides, and of what does the one who decides know";

    @Test
    void everyPromptAndEveryCommandSaysWhichTurnItIs() {
        Sight sight = new Sight(80, 40)
                .turn("What is an arbiter?", "Somebody who *decides*.")
                .commands("/model openai:gpt-4.1")
                .turn("And a judge?", "Somebody who **compares**.");

        assertEquals("turn 1 · 10:43:07", mark(sight, "What is an arbiter?"));
        assertEquals("turn 2 · 10:44:07", mark(sight, "/model openai:gpt-4.1"));
        assertEquals("turn 3 · 10:45:07", mark(sight, "And a judge?"));
    }

    @Test
    void aLongPromptLeavesRoomForItWhereTheScreenIsWide() {
        assertTrue(first(new Sight(80, 40).turn(LONG.repeat(3), "Yes.")).endsWith("  turn 1 · 10:43:07"));
    }

    @Test
    void aNarrowScreenHasItOnlyBesideAPromptThatLeavesRoom() {
        assertEquals("turn 1 · 10:43:07", mark(new Sight(44, 14).turn("Who?", "You."), "Who?"));

        String full = first(new Sight(44, 14).turn(LONG, "Yes."));
        assertTrue(full.endsWith(" 10:43:07") && !full.contains("turn"), full);
    }

    @Test
    void thePanelNamesTheSameTurn() {
        Sight sight = new Sight(120, 60).turn("First?", "Yes.");
        Council.answers(sight);
        String asked = sight.frame().rows().stream()
                .map(Row::text)
                .filter(row -> row.contains(" ▌ ") && row.contains("turn 2 · "))
                .findFirst()
                .orElse("");
        sight.ctrl('t').type("p");

        assertTrue(asked.endsWith("turn 2 · 10:44:07 "), asked);
        assertTrue(sight.text().contains("panel of turn 2 · 2 rounds"), sight.text());
    }

    /** What stands at the right of a prompt. */
    private static String mark(Sight sight, String prompt) {
        String row = rows(sight).stream()
                .filter(text -> text.contains(prompt + " "))
                .findFirst()
                .orElseThrow();
        return row.substring(row.indexOf(prompt) + prompt.length()).strip();
    }

    private static String first(Sight sight) {
        return rows(sight).stream()
                .filter(text -> text.contains(" ▌ "))
                .findFirst()
                .orElseThrow()
                .stripTrailing();
    }

    private static List<String> rows(Sight sight) {
        return sight.frame().rows().stream().map(Row::text).toList();
    }
}
