package sacred.app.text;

import java.util.Locale;

/** A set of colours for tones. */
public enum Theme {
    /** The terminal's own sixteen colours on its own background: readable on light and on dark. */
    AUTO,
    DARK,
    LIGHT,
    /** No colour at all: bold, underline and reverse only. */
    MONO;

    /** The name in the configuration and after {@code /theme}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
