package sacred.app.term;

import static sacred.app.term.Look.Shape.BOLD;
import static sacred.app.term.Look.Shape.DIM;
import static sacred.app.term.Look.Shape.ITALIC;
import static sacred.app.term.Look.Shape.REVERSE;
import static sacred.app.term.Look.Shape.STRUCK;
import static sacred.app.term.Look.Shape.UNDERLINE;

import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.TextColor.ANSI;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import sacred.app.text.Style;
import sacred.app.text.Theme;
import sacred.app.text.Tone;

/** The looks of a theme on a terminal: what each style is painted with. */
final class Palette {

    private final Map<Tone, Look> looks = new EnumMap<>(Tone.class);

    private Palette(Theme theme, Colors colors) {
        for (Tone tone : Tone.values()) {
            looks.put(tone, look(theme, tone, colors));
        }
    }

    static Palette of(Theme theme, Colors colors) {
        return new Palette(theme, colors);
    }

    Look look(Style style) {
        Look look = looks.get(style.tone());
        if (!style.bold() && !style.italic() && !style.underline() && !style.strike()) {
            return look;
        }
        Set<Look.Shape> shape = EnumSet.noneOf(Look.Shape.class);
        add(shape, style.bold(), BOLD);
        add(shape, style.italic(), ITALIC);
        add(shape, style.underline(), UNDERLINE);
        add(shape, style.strike(), STRUCK);
        return look.and(shape);
    }

    private static void add(Set<Look.Shape> all, boolean wanted, Look.Shape shape) {
        if (wanted) {
            all.add(shape);
        }
    }

    private static Look look(Theme theme, Tone tone, Colors colors) {
        boolean few = colors == Colors.SIXTEEN;
        return switch (theme) {
            case MONO -> mono(tone);
            case AUTO -> auto(tone);
            case DARK -> few ? auto(tone) : rgb(tone, colors::color, Palette::dark);
            case LIGHT -> few ? auto(tone) : rgb(tone, colors::color, Palette::light);
        };
    }

    private static Look mono(Tone tone) {
        return switch (tone) {
            case ACCENT, USER, HEADING, WARNING -> Look.shape(BOLD);
            case ERROR -> Look.shape(BOLD, UNDERLINE);
            case LINK -> Look.shape(UNDERLINE);
            case MATCH -> Look.shape(REVERSE, BOLD);
            case SELECTED -> Look.shape(REVERSE);
            default -> Look.PLAIN;
        };
    }

    /**
     * The terminal's own colours. None that is bright and no white, which a light background swallows; and no blue, which a
     * dark one does. What is beside the point is dim instead of "bright black", which some schemes set to the background.
     */
    private static Look auto(Tone tone) {
        return switch (tone) {
            case TEXT, CODE, FORMAT, BAR -> Look.PLAIN;
            case MUTED, FAINT, COMMENT, QUOTE -> Look.shape(DIM);
            case ACCENT -> Look.ink(ANSI.CYAN);
            case USER -> Look.ink(ANSI.MAGENTA, BOLD);
            case ROUTE, NUMBER, LITERAL -> Look.ink(ANSI.CYAN);
            case TOOL, WARNING -> Look.ink(ANSI.YELLOW);
            case OK, STRING -> Look.ink(ANSI.GREEN);
            case ERROR -> Look.ink(ANSI.RED, BOLD);
            case HEADING -> Look.shape(BOLD);
            case KEYWORD -> Look.ink(ANSI.MAGENTA);
            case LINK -> Look.ink(ANSI.CYAN, UNDERLINE);
            case MATCH -> Look.on(ANSI.YELLOW, ANSI.BLACK);
            case SELECTED -> Look.shape(REVERSE);
        };
    }

    private static Look rgb(Tone tone, IntFunction<TextColor> color, IntFunctionOfTone inks) {
        TextColor ink = tone == Tone.TEXT ? ANSI.DEFAULT : color.apply(inks.of(tone));
        boolean light = inks.of(Tone.TEXT) == 0;
        return switch (tone) {
            case HEADING, ERROR -> Look.ink(ink, BOLD);
            case LINK -> Look.ink(ink, UNDERLINE);
            case MATCH -> Look.on(color.apply(light ? 0xFFE08A : 0xF9E2AF), color.apply(0x1E1E2E));
            case SELECTED -> Look.on(color.apply(light ? 0xD5E2FA : 0x3A3F5C), ink);
            case BAR -> Look.on(color.apply(light ? 0xECEEF3 : 0x2A2B3D), ink);
            default -> Look.ink(ink);
        };
    }

    /** The colour of a tone as 0xRRGGBB. */
    @FunctionalInterface
    private interface IntFunctionOfTone {
        int of(Tone tone);
    }

    private static int dark(Tone tone) {
        return switch (tone) {
            case TEXT, CODE, SELECTED, BAR, MATCH -> 0xCDD6F4;
            case MUTED, COMMENT -> 0x9CA2BC;
            case FAINT -> 0x5D6180;
            case ACCENT, LINK -> 0x89B4FA;
            case USER -> 0xF5C2E7;
            case ROUTE -> 0x94E2D5;
            case TOOL, NUMBER -> 0xFAB387;
            case LITERAL -> 0xF2CDCD;
            case FORMAT, HEADING -> 0xB4BEFE;
            case OK, STRING -> 0xA6E3A1;
            case WARNING -> 0xF9E2AF;
            case ERROR -> 0xF38BA8;
            case KEYWORD -> 0xCBA6F7;
            case QUOTE -> 0xA6ADC8;
        };
    }

    private static int light(Tone tone) {
        return switch (tone) {
            case TEXT -> 0;
            case CODE, SELECTED, BAR, MATCH -> 0x33364A;
            case MUTED, COMMENT -> 0x5F6378;
            case FAINT -> 0xACB0BE;
            case ACCENT, LINK -> 0x1A56C4;
            case USER -> 0xA3257F;
            case ROUTE -> 0x0A6461;
            case TOOL, NUMBER -> 0x953F00;
            case LITERAL -> 0x8A3A4F;
            case FORMAT, HEADING -> 0x4A45C6;
            case OK, STRING -> 0x2A7318;
            case WARNING -> 0x8A5A00;
            case ERROR -> 0xC01048;
            case KEYWORD -> 0x7A2FD0;
            case QUOTE -> 0x565A70;
        };
    }
}
