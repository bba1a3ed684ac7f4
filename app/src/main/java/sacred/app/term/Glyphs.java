package sacred.app.term;

import java.util.HashMap;
import java.util.Map;
import sacred.app.text.Style;

/** The cells of a theme, made once: making one costs Lanterna a search for grapheme clusters. Not thread-safe. */
final class Glyphs {

    /** So many clusters beyond ASCII are kept for a style; a whole screen of Chinese has fewer. */
    private static final int KEPT = 8192;

    private final Palette palette;
    private final Map<Style, OfStyle> styles = new HashMap<>();

    Glyphs(Palette palette) {
        this.palette = palette;
    }

    OfStyle of(Style style) {
        return styles.computeIfAbsent(style, s -> new OfStyle(palette.look(s)));
    }

    /** The cells of one style. */
    static final class OfStyle {

        private final Look look;
        private final Cell[] ascii = new Cell[128];
        private final Map<String, Cell> others = new HashMap<>();

        private OfStyle(Look look) {
            this.look = look;
        }

        Cell ascii(char c) {
            Cell cell = ascii[c];
            if (cell == null) {
                cell = new Cell(String.valueOf(c), look, false);
                ascii[c] = cell;
            }
            return cell;
        }

        Cell cluster(String text, int width) {
            if (text.length() == 1 && text.charAt(0) < 128) {
                return ascii(text.charAt(0));
            }
            if (others.size() > KEPT) {
                others.clear();
            }
            return others.computeIfAbsent(text, t -> new Cell(t, look, width > 1));
        }
    }
}
