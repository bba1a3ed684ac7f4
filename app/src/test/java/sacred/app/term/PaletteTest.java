package sacred.app.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.TextColor.ANSI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import sacred.app.text.Style;
import sacred.app.text.Theme;
import sacred.app.text.Tone;

class PaletteTest {

    /** What a reader needs on running text, says WCAG. */
    private static final double READABLE = 4.5;

    static Stream<Arguments> grounds() {
        return Stream.of(Colors.TRUE, Colors.INDEXED)
                .flatMap(colors -> Stream.of(
                        Arguments.of(Theme.DARK, colors, 0x1E1E2E),
                        Arguments.of(Theme.DARK, colors, 0x000000),
                        Arguments.of(Theme.LIGHT, colors, 0xFFFFFF),
                        Arguments.of(Theme.LIGHT, colors, 0xFAFAFA)));
    }

    @ParameterizedTest
    @MethodSource("grounds")
    void everythingButARuleIsReadable(Theme theme, Colors colors, int ground) {
        Palette palette = Palette.of(theme, colors);

        for (Tone tone : Tone.values()) {
            Look look = palette.look(Style.of(tone));
            if (tone == Tone.FAINT || look.ink() == ANSI.DEFAULT) {
                continue;
            }
            TextColor behind = look.ground() == ANSI.DEFAULT ? Colors.TRUE.color(ground) : look.ground();
            double contrast = contrast(look.ink(), behind);
            assertTrue(contrast >= READABLE, () -> String.format("%s %s on %06x: %.2f", theme, tone, ground, contrast));
        }
    }

    @ParameterizedTest
    @EnumSource(Colors.class)
    void theTextIsWhatTheTerminalHas(Colors colors) {
        for (Theme theme : Theme.values()) {
            assertEquals(Look.PLAIN, Palette.of(theme, colors).look(Style.TEXT), theme.toString());
        }
    }

    @Test
    void monoHasNoColour() {
        for (Tone tone : Tone.values()) {
            Look look = Palette.of(Theme.MONO, Colors.TRUE).look(Style.of(tone));
            assertEquals(List.of(ANSI.DEFAULT, ANSI.DEFAULT), List.of(look.ink(), look.ground()), tone.toString());
        }
    }

    @Test
    void autoUsesNothingThatALightBackgroundSwallows() {
        for (Tone tone : Tone.values()) {
            Look look = Palette.of(Theme.AUTO, Colors.TRUE).look(Style.of(tone));
            assertTrue(look.ink() instanceof ANSI, tone.toString());
            assertFalse(look.ink().toString().contains("BRIGHT") || look.ink() == ANSI.WHITE, tone.toString());
        }
    }

    @Test
    void whatIsChosenAndWhatIsFoundStandOutInEveryTheme() {
        for (Theme theme : Theme.values()) {
            Palette palette = Palette.of(theme, Colors.SIXTEEN);
            Look text = palette.look(Style.TEXT);
            assertFalse(text.equals(palette.look(Style.of(Tone.SELECTED))), theme.toString());
            assertFalse(text.equals(palette.look(Style.of(Tone.MATCH))), theme.toString());
            assertFalse(palette.look(Style.of(Tone.MATCH)).equals(palette.look(Style.of(Tone.SELECTED))));
        }
    }

    @Test
    void theEnvironmentSaysHowManyColoursThereAre() {
        assertEquals(Colors.TRUE, Colors.of(Map.of("COLORTERM", "truecolor", "TERM", "xterm")));
        assertEquals(Colors.TRUE, Colors.of(Map.of("COLORTERM", "24bit")));
        assertEquals(Colors.INDEXED, Colors.of(Map.of("TERM", "tmux-256color")));
        assertEquals(Colors.SIXTEEN, Colors.of(Map.of("TERM", "linux")));
        assertEquals(Colors.SIXTEEN, Colors.of(Map.of()));
    }

    private static double contrast(TextColor one, TextColor other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static double luminance(TextColor color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
