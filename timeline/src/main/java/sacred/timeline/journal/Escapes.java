package sacred.timeline.journal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Letters of some words as JSON may also write them, by their numbers. This program writes none so; a record in which there are
 * some may hold the words, and its bytes do not tell.
 */
final class Escapes {

    private static final int HEX_DIGITS = 4;
    private static final int LAST_ASCII = 0x7F;
    private static final int BEFORE = "\\u".length();

    private final Set<Integer> units = new HashSet<>();
    /** The escape as far as the upper byte of the letter, for each that there is. */
    private final List<Needle> beginnings = new ArrayList<>();

    /** @param beyondAscii only the letters beyond ASCII */
    Escapes(List<String> words, boolean beyondAscii) {
        for (String word : words) {
            Fold.of(word)
                    .codePoints()
                    .forEach(c -> Fold.unfolded(c)
                            .forEach(cased -> Character.toString(cased)
                                    .chars()
                                    .filter(unit -> !beyondAscii || unit > LAST_ASCII)
                                    .forEach(units::add)));
        }
        Set<String> uppers = new TreeSet<>();
        units.forEach(unit -> uppers.add(String.format(Locale.ROOT, "\\u%02x", unit >> Byte.SIZE)));
        uppers.forEach(upper -> beginnings.add(Needle.ascii(upper)));
    }

    List<Needle> beginnings() {
        return beginnings;
    }

    /** Whether the escape that begins here, before there, is of such a letter. */
    boolean matter(byte[] bytes, int at, int to) {
        int unit = 0;
        for (int i = at + BEFORE; i < at + BEFORE + HEX_DIGITS; i++) {
            int digit = i < to ? Character.digit(bytes[i], 16) : -1;
            if (digit < 0) {
                return false;
            }
            unit = unit << HEX_DIGITS | digit;
        }
        return units.contains(unit);
    }

    /** Whether there is one. */
    boolean in(byte[] bytes, int from, int to) {
        for (Needle beginning : beginnings) {
            int at = beginning.find(bytes, from, to);
            while (at >= 0) {
                if (matter(bytes, at, to)) {
                    return true;
                }
                at = beginning.find(bytes, at + 1, to);
            }
        }
        return false;
    }
}
