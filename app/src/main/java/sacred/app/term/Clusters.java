package sacred.app.term;

import java.text.BreakIterator;
import java.util.Locale;
import sacred.app.text.Width;

/** The grapheme clusters of one text, one by one, with the columns that each takes. */
final class Clusters {

    private final String text;
    private final BreakIterator breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
    private int from;
    private int to;

    Clusters(String text) {
        this.text = text;
        breaks.setText(text);
        breaks.first();
    }

    /** Goes to the next cluster, if there is one. */
    boolean next() {
        from = to;
        to = breaks.next();
        return to != BreakIterator.DONE;
    }

    String cluster() {
        return text.substring(from, to);
    }

    /** Whether a terminal that knows no clusters gives it more columns: it is made of several characters. */
    boolean disputed() {
        return text.codePointCount(from, to) > 1;
    }

    /** 0, 1 or 2. */
    int width() {
        return Width.of(cluster());
    }

    /** Whether every terminal gives the character exactly one cell: below the symbols that may be emoji, or a frame. */
    static boolean undisputed(char c) {
        return c < 0x300 || c >= 0x2010 && c < 0x2028 || c >= 0x2190 && c < 0x231A || c >= 0x2500 && c < 0x25FD;
    }
}
