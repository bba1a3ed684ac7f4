package sacred.timeline;

import java.util.Locale;

/** The three steps of a turn, in their order. */
public enum Stage {
    ROUTE,
    TOOL,
    FORMAT;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
