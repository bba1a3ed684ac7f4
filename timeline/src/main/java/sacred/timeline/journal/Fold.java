package sacred.timeline.journal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Letters in either case, for whoever looks for words: one definition for texts and for the bytes of a file, so that both find
 * the same. A folded text has the length of the text, so a place in one is the place in the other. The letters of ASCII are the
 * case of each other and of nothing else.
 */
public final class Fold {

    private static final int FIRST_BEYOND_ASCII = 0x80;
    /** Beyond it there are no letters with cases. */
    private static final int LAST_WITH_CASES = 0x1FFFF;

    private Fold() {}

    public static String of(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.codePoints().map(Fold::of).forEach(folded::appendCodePoint);
        return folded.toString();
    }

    static int of(int codePoint) {
        if (codePoint < FIRST_BEYOND_ASCII) {
            return codePoint >= 'A' && codePoint <= 'Z' ? codePoint + ('a' - 'A') : codePoint;
        }
        int lower = Character.toLowerCase(Character.toUpperCase(codePoint));
        boolean comparable =
                lower >= FIRST_BEYOND_ASCII && Character.charCount(lower) == Character.charCount(codePoint);
        return comparable ? lower : codePoint;
    }

    /** Every character that folds to this folded one, itself among them. */
    static List<Integer> unfolded(int folded) {
        if (folded < FIRST_BEYOND_ASCII) {
            return folded >= 'a' && folded <= 'z' ? List.of(folded, folded - ('a' - 'A')) : List.of(folded);
        }
        List<Integer> others = Cases.ALL.getOrDefault(folded, List.of());
        List<Integer> all = new ArrayList<>(others);
        all.add(folded);
        return all;
    }

    static byte[] utf8(int codePoint) {
        return Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
    }

    /** Made when somebody looks for the first letter beyond ASCII. */
    private static final class Cases {
        static final Map<Integer, List<Integer>> ALL = new HashMap<>();

        static {
            for (int c = FIRST_BEYOND_ASCII; c <= LAST_WITH_CASES; c++) {
                int folded = of(c);
                if (folded != c) {
                    ALL.computeIfAbsent(folded, _ -> new ArrayList<>()).add(c);
                }
            }
        }
    }
}
