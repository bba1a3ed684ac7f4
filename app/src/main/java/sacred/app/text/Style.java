package sacred.app.text;

import java.util.Objects;

/** How a span looks: its tone and what a font can do. */
public record Style(Tone tone, boolean bold, boolean italic, boolean underline, boolean strike) {

    public static final Style TEXT = of(Tone.TEXT);
    public static final Style MUTED = of(Tone.MUTED);
    public static final Style FAINT = of(Tone.FAINT);
    public static final Style ACCENT = of(Tone.ACCENT);

    public Style {
        Objects.requireNonNull(tone);
    }

    public static Style of(Tone tone) {
        return new Style(tone, false, false, false, false);
    }

    public Style with(Tone other) {
        return new Style(other, bold, italic, underline, strike);
    }

    public Style asBold() {
        return new Style(tone, true, italic, underline, strike);
    }

    public Style asItalic() {
        return new Style(tone, bold, true, underline, strike);
    }

    public Style asUnderlined() {
        return new Style(tone, bold, italic, true, strike);
    }

    public Style asStruck() {
        return new Style(tone, bold, italic, underline, true);
    }
}
