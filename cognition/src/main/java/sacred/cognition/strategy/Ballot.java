package sacred.cognition.strategy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What samples come to: those that mean the same are one group. Texts without a short answer mean the same when they are alike,
 * whoever came first. Pure.
 *
 * @param groups the places of the samples in each, the largest first; of equal size, the one with the earliest sample first
 */
record Ballot(List<List<Integer>> groups) {

    static final Ballot EMPTY = new Ballot(List.of());

    /** Of the words of two texts together, the share that makes them the same. */
    private static final double ALIKE = 0.5;
    /** How likely the leader has to be to stay the leader, however many were drawn. */
    private static final double SURE = 0.95;

    static Ballot of(List<String> samples) {
        List<ShortAnswer> answers = samples.stream().map(ShortAnswer::of).toList();
        List<Set<String>> words = answers.stream()
                .map(a -> a.kind() == ShortAnswer.Kind.TEXT ? words(a.value()) : Set.<String>of())
                .toList();
        List<List<Integer>> groups = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < answers.size(); i++) {
            if (seen.add(i)) {
                List<Integer> group = new ArrayList<>(List.of(i));
                for (int next = 0; next < group.size(); next++) {
                    for (int j = 0; j < answers.size(); j++) {
                        if (!seen.contains(j) && same(answers, words, group.get(next), j)) {
                            seen.add(j);
                            group.add(j);
                        }
                    }
                }
                groups.add(group.stream().sorted().toList());
            }
        }
        groups.sort(Comparator.<List<Integer>>comparingInt(List::size).reversed());
        return new Ballot(groups);
    }

    private static Set<String> words(String text) {
        Set<String> content = Words.content(text);
        return content.isEmpty() ? Set.copyOf(Words.all(text)) : content;
    }

    private static boolean same(List<ShortAnswer> answers, List<Set<String>> words, int a, int b) {
        ShortAnswer one = answers.get(a);
        ShortAnswer other = answers.get(b);
        boolean texts = one.kind() == ShortAnswer.Kind.TEXT && other.kind() == ShortAnswer.Kind.TEXT;
        return texts ? Words.alike(words.get(a), words.get(b)) >= ALIKE : one.equals(other);
    }

    /** One sample of each group that nobody has more votes than. */
    List<Integer> winners() {
        int most = groups.getFirst().size();
        return groups.stream()
                .filter(group -> group.size() == most)
                .map(List::getFirst)
                .toList();
    }

    int votesFor(int sample) {
        return groups.stream()
                .filter(g -> g.contains(sample))
                .findFirst()
                .orElseThrow()
                .size();
    }

    /**
     * How many more samples could decide it, if all of them were for the leader: none when it is decided.
     *
     * @param left how many may still be drawn
     */
    int needed(int left) {
        int first = groups.isEmpty() ? 0 : groups.getFirst().size();
        int second = groups.size() < 2 ? 0 : groups.get(1).size();
        for (int more = 0; more < left; more++) {
            if (decided(first + more, second, left - more)) {
                return more;
            }
        }
        return left;
    }

    private static boolean decided(int first, int second, int left) {
        return first > second + left || first > second && likely(first, second) >= SURE;
    }

    /**
     * How likely the leader has the larger share of all answers there could be, given the votes of the two that lead, when nothing
     * was known before: the weight of the Beta distribution above one half, which for whole numbers is a sum of binomials.
     */
    static double likely(int first, int second) {
        int n = first + second + 1;
        double term = Math.pow(0.5, n);
        double sum = term;
        for (int k = 1; k <= first; k++) {
            term = term * (n - k + 1) / k;
            sum += term;
        }
        return sum;
    }
}
