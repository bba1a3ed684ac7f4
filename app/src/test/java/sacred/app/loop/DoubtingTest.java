package sacred.app.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import sacred.app.edit.Input;

/** Key-like texts here are made up. */
class DoubtingTest {

    private static final String TOKEN = "ghp_" + "Zz8yX1wV3uT5sR7qP9oN2mL4kJ6iH0gFeDcB";

    private final Sight sight = new Sight(80, 24);

    private List<String> sent() {
        return sight.effects.stream()
                .filter(Effect.Submit.class::isInstance)
                .map(effect -> ((Effect.Submit) effect).line().text())
                .toList();
    }

    @Test
    void aPromptThatLooksAsIfItHeldAKeyIsAskedAboutAndStaysInThePrompt() {
        sight.submit("Use " + TOKEN);

        assertEquals(List.of(), sent());
        assertEquals("Use " + TOKEN, sight.prompt());
        String screen = sight.text();
        assertTrue(screen.contains("looks like a token of GitHub"), screen);
        assertTrue(screen.contains("Enter sends it · Esc goes back to the text"), screen);
    }

    @Test
    void whatWasTypedAheadIsNoAnswer() {
        sight.submit("Use " + TOKEN)
                .press(Input.Name.ENTER)
                .press(Input.Name.ESCAPE)
                .type("y");

        assertEquals(List.of(), sent());
        assertTrue(sight.text().contains("Enter sends it"), sight.text());
        assertEquals("Use " + TOKEN, sight.prompt());
    }

    @Test
    void enterSendsOnceTheQuestionWasSeen() {
        sight.submit("Use " + TOKEN).tell(new Msg.Shown()).press(Input.Name.ENTER);

        assertEquals(List.of("Use " + TOKEN), sent());
        assertEquals("", sight.prompt());
        assertFalse(sight.text().contains("Enter sends it"), sight.text());
    }

    @Test
    void neitherAPasteNorALetterAnswers() {
        sight.submit("Use " + TOKEN).tell(new Msg.Shown()).paste("\n").type("y");

        assertEquals(List.of(), sent());
        assertEquals("Use " + TOKEN, sight.prompt());
    }

    @Test
    void escapeGoesBackToTheText() {
        sight.submit("Use " + TOKEN)
                .tell(new Msg.Shown())
                .press(Input.Name.ESCAPE)
                .type(" not");

        assertEquals(List.of(), sent());
        assertEquals("Use " + TOKEN + " not", sight.prompt());
    }

    @Test
    void aKeyOfOursIsNeverSentAndNotRemembered() {
        sight.submit("My key is " + Sight.KEY).tell(new Msg.Shown()).press(Input.Name.ENTER);

        assertEquals(List.of("My key is [key of mistral]"), sent());
        assertTrue(sight.effects.contains(new Effect.Remember("My key is [key of mistral]")));
        assertEquals("My key is [key of mistral]", sight.press(Input.Name.UP).prompt());
    }

    @Test
    void anAttachedFileIsAskedAboutAsWellAndComesBackAsItWasTyped() {
        Line line = Line.of("Read @notes.txt");
        sight.submit(line.text())
                .tell(new Msg.Doubtful(line, "An attached file contains a thing."))
                .done();
        assertTrue(sight.text().contains("An attached file contains a thing."), sight.text());

        sight.tell(new Msg.Shown()).press(Input.Name.ESCAPE);

        assertEquals("Read @notes.txt", sight.prompt());
        assertEquals(1, sent().size());
    }

    @Test
    void anAttachedFileIsSentWhenTheUserIsSure() {
        Line line = Line.of("Read @notes.txt");
        sight.submit(line.text())
                .tell(new Msg.Doubtful(line, "An attached file contains a thing."))
                .done()
                .tell(new Msg.Shown())
                .press(Input.Name.ENTER);

        assertTrue(sight.effects.contains(new Effect.Submit(line.asSure())), sight.effects.toString());
    }

    @Test
    void theQuestionFitsTheSmallestScreen() {
        Sight small = new Sight(40, 10);

        small.submit("Use " + TOKEN);

        assertTrue(small.text().contains("Enter sends it"), small.text());
    }
}
