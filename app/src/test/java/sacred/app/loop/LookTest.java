package sacred.app.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import sacred.app.command.ScreenRequest;
import sacred.app.edit.Input;
import sacred.app.text.Size;
import sacred.app.text.Theme;

/** Themes, the mouse, sizes. */
class LookTest {

    private final Sight sight = new Sight(80, 24);

    @Test
    void theThemeFollowsTheBackgroundOfTheTerminal() {
        assertEquals(Theme.AUTO, theme());

        background(true);
        assertEquals(Theme.DARK, theme());
        background(false);
        assertEquals(Theme.LIGHT, theme());
    }

    @Test
    void theBackgroundIsHeardWhileAListIsOpen() {
        sight.ctrl('o');
        background(true);

        assertEquals(Theme.DARK, theme());
    }

    @Test
    void aChosenThemeDoesNotFollow() {
        choose("light");
        background(true);

        assertEquals(Theme.LIGHT, theme());
    }

    @Test
    void withoutANameTheNextThemeIsChosen() {
        for (Theme expected : List.of(Theme.DARK, Theme.LIGHT, Theme.MONO, Theme.AUTO)) {
            choose("");
            assertEquals(expected, theme());
            assertEquals("theme " + expected.word(), sight.flash());
        }
    }

    @Test
    void anUnknownThemeIsRefusedWithTheKnownOnes() {
        choose("pink");

        assertEquals(Theme.AUTO, theme());
        assertTrue(sight.flash().contains("auto, dark, light or mono"), sight.flash());
    }

    @Test
    void aFlashGoesAwayByItself() {
        choose("dark");
        sight.after(State.FLASH_MS - 1);
        assertEquals("theme dark", sight.flash());

        sight.after(1);

        assertEquals("", sight.flash());
    }

    @Test
    void theMouseIsSwitchedOffAndOn() {
        sight.tell(new Msg.Requested(new ScreenRequest.ToggleMouse()))
                .tell(new Msg.Requested(new ScreenRequest.ToggleMouse()));

        assertEquals(List.of(new Effect.Mouse(false), new Effect.Mouse(true)), sight.drained());
    }

    @Test
    void aNewSizeIsDrawnAnew() {
        sight.tell(new Msg.Resized(new Size(100, 30)));

        assertEquals(List.of(new Effect.Redraw()), sight.drained());
        assertEquals(30, sight.frame().rows().size());
    }

    @Test
    void aScreenThatGrowsPastTheEndFollowsIt() {
        for (int i = 0; i < 6; i++) {
            sight.turn("Question " + i, "Answer");
        }
        sight.press(Input.Name.PAGE_UP).tell(new Msg.Resized(new Size(80, 60)));

        assertTrue(sight.state.reading().top().isEmpty());
        assertTrue(sight.text().contains("Question 0"), sight.text());
    }

    private void choose(String name) {
        sight.tell(new Msg.Requested(new ScreenRequest.ChangeTheme(name)));
    }

    private void background(boolean dark) {
        sight.tell(new Msg.Typed(new Input.Background(dark)));
    }

    private Theme theme() {
        return sight.frame().theme();
    }
}
