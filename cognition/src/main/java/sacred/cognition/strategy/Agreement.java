package sacred.cognition.strategy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

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
            return new Agreement(
                    OptionalDouble.of(
                            mean(answers.size(), (i, j) -> shorts.get(i).equals(shorts.get(j)) ? 1 : 0)),
                    answers.size());
        }
        List<double[]> made = Claims.shares(answers);
        return made.stream().anyMatch(shares -> shares.length == 0)
                ? new Agreement(OptionalDouble.empty(), answers.size())
                : new Agreement(
                        OptionalDouble.of(mean(answers.size(), (i, j) -> (made.get(i)[j] + made.get(j)[i]) / 2)),
                        answers.size());
    }

    private interface Pair {
        double share(int one, int other);
    }

    private static double mean(int answers, Pair pair) {
        double[] shares = new double[answers * (answers - 1) / 2];
        int n = 0;
        for (int i = 0; i < answers; i++) {
            for (int j = i + 1; j < answers; j++) {
                shares[n++] = pair.share(i, j);
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
