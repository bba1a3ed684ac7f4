package sacred.providers;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names that a mistyped name may have meant. */
final class Nearest {

    private static final int OFFERED = 3;

    private Nearest() {}

    /** A sentence with the nearest names, or with the first ones when none is near; empty when there are no names. */
    static String suggestion(String typed, Collection<String> names) {
        String near = names.stream()
                .filter(name -> distance(typed, name) <= Math.max(2, name.length() / 3))
                .sorted(Comparator.comparingInt(name -> distance(typed, name)))
                .limit(OFFERED)
                .map(name -> "\"" + name + "\"")
                .collect(Collectors.joining(" or "));
        if (!near.isEmpty()) {
            return " Did you mean " + near + "?";
        }
        return names.isEmpty() ? "" : " There is " + names.stream().sorted().collect(Collectors.joining(", ")) + ".";
    }

    /** Edits from one to the other, ignoring case. */
    private static int distance(String a, String b) {
        String from = a.toLowerCase(Locale.ROOT);
        String to = b.toLowerCase(Locale.ROOT);
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
