package sacred.app.edit;

import java.text.BreakIterator;
import java.util.Locale;

/**
 * Where the characters of a reader begin and end (grapheme clusters): an emoji with its modifiers, a flag, a letter with its
 * accents are one. Indices are UTF-16 units. Looks only at the surroundings of an index, so that a key costs the same in a
 * line of a megabyte.
 */
final class Clusters {

    private static final int WINDOW = 64;

    private Clusters() {}

    /** The border after one border, at most {@code end}. */
    static int next(String text, int border, int end) {
        if (border >= end) {
            return end;
        }
        if (border + 1 == end || apart(text, border + 1)) {
            return border + 1;
        }
        return following(text, border, border, end);
    }

    /** The border before one border, at least {@code start}. */
    static int previous(String text, int start, int border) {
        if (border <= start) {
            return start;
        }
        if (border - 1 == start || apart(text, border - 1)) {
            return border - 1;
        }
        int safe = safe(text, start, border - 1);
        BreakIterator borders = borders(text, safe, border);
        borders.last();
        return safe + borders.previous();
    }

    /** The index itself when it is a border, else the next one. */
    static int atOrAfter(String text, int start, int index, int end) {
        if (index <= start || index >= end || apart(text, index)) {
            return Math.clamp(index, start, end);
        }
        return following(text, safe(text, start, index - 1), index - 1, end);
    }

    /** The first border behind an index, in a text that begins at a border; looks further only when a cluster is long. */
    private static int following(String text, int from, int index, int end) {
        for (int window = WINDOW; ; window *= 2) {
            int to = Math.min(end, index + window);
            int found = from + borders(text, from, to).following(index - from);
            if (found < to || to == end) {
                return found;
            }
        }
    }

    /** A border at an index or before it, that is one whatever stands further ahead. */
    private static int safe(String text, int start, int index) {
        int at = index;
        while (at > start && !apart(text, at)) {
            at--;
        }
        return at;
    }

    private static BreakIterator borders(String text, int from, int to) {
        BreakIterator borders = BreakIterator.getCharacterInstance(Locale.ROOT);
        // a line feed is always alone here, since lines end in front of it
        borders.setText(text.substring(from, to).replace('\r', '\n'));
        return borders;
    }

    /** Whether an index is a border by the two units beside it alone. */
    private static boolean apart(String text, int index) {
        return plain(text.charAt(index - 1)) && plain(text.charAt(index));
    }

    /** Joins nothing that is plain too: ASCII, and the letters and syllables that most text is made of. */
    private static boolean plain(char c) {
        return c < 0x80
                || c >= 0xC0 && c < 0x250
                || c >= 0x386 && c < 0x483
                || c >= 0x48A && c < 0x530
                || c >= 0x5D0 && c < 0x5EB
                || c >= 0x620 && c < 0x64B
                || c >= 0x3041 && c < 0x3097
                || c >= 0x30A1 && c < 0x30FB
                || c >= 0x4E00 && c < 0xA000
                || c >= 0xAC00 && c < 0xD7A4;
    }
}
