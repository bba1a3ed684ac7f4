package sacred.app.edit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Which words are meant by some letters of them: those that begin with the letters, then those that contain them, then those
 * that have them in this order; of equals the shorter one. Upper and lower case are the same.
 */
final class Ranking {

    private enum Fit {
        PREFIX,
        PART,
        LETTERS,
        NONE
    }

    private record Ranked<T>(T item, Fit fit, String word) {}

    private Ranking() {}

    /** The items whose words fit, best first; without letters all, in their order. */
    static <T> List<T> fitting(String letters, List<T> items, Function<T, String> word) {
        if (letters.isEmpty()) {
            return List.copyOf(items);
        }
        String lower = letters.toLowerCase(Locale.ROOT);
        List<Ranked<T>> ranked = new ArrayList<>();
        for (T item : items) {
            Fit fit = fit(lower, word.apply(item).toLowerCase(Locale.ROOT));
            if (fit != Fit.NONE) {
                ranked.add(new Ranked<>(item, fit, word.apply(item)));
            }
        }
        ranked.sort(Comparator.<Ranked<T>, Fit>comparing(Ranked::fit)
                .thenComparing(r -> r.word().length())
                .thenComparing(Ranked::word));
        return ranked.stream().map(Ranked::item).toList();
    }

    private static Fit fit(String letters, String word) {
        if (word.startsWith(letters)) {
            return Fit.PREFIX;
        }
        return word.contains(letters) ? Fit.PART : inOrder(letters, word) ? Fit.LETTERS : Fit.NONE;
    }

    private static boolean inOrder(String letters, String word) {
        int at = 0;
        for (int i = 0; i < letters.length(); i++) {
            at = word.indexOf(letters.charAt(i), at) + 1;
            if (at == 0) {
                return false;
            }
        }
        return true;
    }
}
