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
                () -> sight.ctrl('o'), () -> sight.ctrl('p'), () -> sight.tell(new Msg.Resized(new Size(60, height))))) {
            opens.run();
            assertEquals(height, sight.frame().rows().size());
            sight.press(Name.PAGE_UP);
            sight.press(Name.ESCAPE);
        }
    }
}
