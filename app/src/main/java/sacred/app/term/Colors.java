package sacred.app.term;

import com.googlecode.lanterna.TextColor;
import java.util.Locale;
import java.util.Map;

/** How many colours the terminal has. */
public enum Colors {
    SIXTEEN,
    INDEXED,
    TRUE;

    /** What the environment promises: {@code COLORTERM}, else the name of the terminal. */
    public static Colors of(Map<String, String> env) {
        String promise = env.getOrDefault("COLORTERM", "").toLowerCase(Locale.ROOT);
        if (promise.equals("truecolor") || promise.equals("24bit")) {
            return TRUE;
        }
        String term = env.getOrDefault("TERM", "");
        return term.contains("256color") || term.contains("kitty") || term.contains("direct") ? INDEXED : SIXTEEN;
    }

    /** The colour, or the nearest that the terminal has. */
    TextColor color(int rgb) {
        int red = rgb >> 16 & 0xFF;
        int green = rgb >> 8 & 0xFF;
        int blue = rgb & 0xFF;
        return this == TRUE ? new TextColor.RGB(red, green, blue) : TextColor.Indexed.fromRGB(red, green, blue);
    }
}
