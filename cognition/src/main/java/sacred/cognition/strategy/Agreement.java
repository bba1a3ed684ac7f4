package sacred.cognition.strategy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * How much answers agree, measured from their texts alone: the same texts give the same figure in any order.
 *
 * <p>Where every answer comes down to a number, an option or a JSON value, it is the share of the pairs that have the same one.
 * Else it is of claims, which are sentences of at least four words: for a pair, the share of the claims of one that the other
 * makes too, in most of their words, taken both ways; over all, the mean of the pairs. An answer without a claim cannot be
 * compared, and then nothing is known.
 *
 * @param share in 0..1; empty when it cannot be measured
 * @param answers how many were compared
 */
public record Agreement(OptionalDouble share, int answers) {

    /** Of answers as the members gave them. */
    public static Agreement of(List<String> answers) {
        if (answers.size() < 2) {
            return new Agreement(OptionalDouble.empty(), answers.size());
        }
        List<ShortAnswer> shorts = answers.stream().map(ShortAnswer::of).toList();
        if (shorts.stream().noneMatch(s -> s.kind() == ShortAnswer.Kind.TEXT)) {
            return new Agreement(OptionalDouble.of(mean(shorts, (a, b) -> a.equals(b) ? 1 : 0)), answers.size());
        }
        List<List<Set<String>>> claims = answers.stream().map(Claims::in).toList();
        return claims.stream().anyMatch(List::isEmpty)
                ? new Agreement(OptionalDouble.empty(), answers.size())
                : new Agreement(OptionalDouble.of(mean(claims, Agreement::ofPair)), answers.size());
    }

    private static double ofPair(List<Set<String>> a, List<Set<String>> b) {
        return (made(a, b) + made(b, a)) / 2;
    }

    private static double made(List<Set<String>> claims, List<Set<String>> others) {
        long made =
                claims.stream().filter(claim -> Claims.isMade(claim, others)).count();
        return (double) made / claims.size();
    }

    private interface Pair<T> {
        double share(T a, T b);
    }

    private static <T> double mean(List<T> all, Pair<T> pair) {
        double[] shares = new double[all.size() * (all.size() - 1) / 2];
        int n = 0;
        for (int i = 0; i < all.size(); i++) {
            for (int j = i + 1; j < all.size(); j++) {
                shares[n++] = pair.share(all.get(i), all.get(j));
            }
        }
        // in one order, whatever the order of the answers: sums of fractions depend on it
        Arrays.sort(shares);
        return Arrays.stream(shares).sum() / n;
    }

    /** {@code agreement 0.67 of 3 answers}, or that it could not be measured. */
    String inWords() {
        return share.isPresent()
                ? String.format(Locale.ROOT, "agreement %.2f of %d answers", share.getAsDouble(), answers)
                : "agreement not measurable";
    }
}
