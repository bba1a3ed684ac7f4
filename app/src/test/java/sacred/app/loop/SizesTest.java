package sacred.app.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sacred.app.edit.Input.Name;
import sacred.app.text.Size;
import sacred.timeline.ToolRun;

/** Every size of a terminal, also while something is open and while the timeline is scrolled. */
class SizesTest {

    private static final String LONG = "word ".repeat(2_000);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9, 10, 11, 12, 13, 14, 15, 16, 20, 40})
    void everyHeightHasRoomForAListAndAQueueAndADraft(int height) {
        Sight sight = new Sight(60, height).turn("A prompt?", LONG);
        sight.type("first").press(Name.ENTER);
        for (int i = 0; i < 6; i++) {
            sight.type("later " + i).press(Name.ENTER);
        }
        for (int i = 0; i < 20; i++) {
            sight.type("draft").ctrl('j');
        }

        for (Runnable opens : List.<Runnable>of(
                () -> sight.ctrl('o'),
                () -> sight.ctrl('p'),
                () -> sight.tell(new Msg.Resized(new Size(60, height))))) {
            opens.run();
            assertEquals(height, sight.frame().rows().size());
            sight.press(Name.PAGE_UP);
            sight.press(Name.ESCAPE);
        }
    }

    @Test
    void whoReadsALongAnswerStaysAtItWhenTheScreenBecomesWider() {
        Sight sight = new Sight(40, 12).turn("A prompt?", LONG).turn("Another?", LONG + " the end");
        for (int i = 0; i < 20; i++) {
            sight.press(Name.PAGE_UP);
        }

        sight.tell(new Msg.Resized(new Size(200, 12)));

        assertTrue(sight.text().contains("word word word"), sight.text());
        assertTrue(sight.state.reading().top().isPresent());
    }

    @Test
    void aBlockThatIsFoldedStaysInSight() {
        Sight sight =
                new Sight(40, 12).turn("A prompt?", "Short.").asks("Tools?").routes();
        sight.runs(new ToolRun("search", "{}", "line\n".repeat(100), 3, ToolRun.OK, Optional.empty()));
        sight.answers(LONG).ctrl('t').type("k").press(Name.ENTER);
        for (int i = 0; i < 20; i++) {
            sight.ctrl('d');
        }
        sight.ctrl('u').ctrl('u').ctrl('u');

        sight.press(Name.ENTER);

        assertTrue(sight.text().contains("┃"), sight.text());
    }

    @Test
    void thePageOfKeysCanBeReadToItsEndOnTheSmallestScreen() {
        Sight sight = new Sight(40, 10);
        sight.type("?").press(Name.END);

        assertTrue(sight.text().contains("//text"), sight.text());

        sight.press(Name.UP);
        assertFalse(sight.text().contains("sends /text to the model"), sight.text());
    }
}
