package sacred.app.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The name that a user most likely meant: at most two slips away, by Damerau-Levenshtein distance. */
public final class Nearest {

    private static final int FARTHEST = 2;

    private Nearest() {}

    /** {@code  Did you mean "x"?} with a leading blank, or nothing. */
    static String hint(String written, Collection<String> known) {
        return of(written, known).map(n -> " Did you mean \"" + n + "\"?").orElse("");
    }

    public static Optional<String> of(String written, Collection<String> known) {
        String wanted = fold(written);
        // within two slips of a two-letter name is every two-letter name
        return known.stream()
                .filter(n -> distance(wanted, fold(n)) <= Math.min(FARTHEST, n.length() - 1))
                .min(Comparator.comparingInt(n -> distance(wanted, fold(n))));
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    /** How many insertions, deletions, replacements and swaps of neighbours apart two names are. */
    static int distance(String a, String b) {
        if (Math.abs(a.length() - b.length()) > FARTHEST) {
            return FARTHEST + 1;
        }
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : step(d, a, b, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int step(int[][] d, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int best = Math.min(d[i - 1][j - 1] + (same ? 0 : 1), Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }
}
