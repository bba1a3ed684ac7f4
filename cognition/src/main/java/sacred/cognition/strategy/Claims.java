package sacred.cognition.strategy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What answers claim, sentence by sentence, and which of it others claim too: what {@link Agreement} counts. The same in any
 * order of the answers. Immutable once made.
 */
public final class Claims {

    private static final int LEAST_WORDS = 4;
    /** What follows them in an answer is not looked at: the comparison is of every claim with every other. */
    private static final int MOST = 60;
    /** Of the words of the shorter claim. */
    private static final double SAME = 0.6;

    /**
     * One sentence of an answer.
     *
     * @param isClaim whether it was compared at all: sentences of few words are not, nor what stands far behind
     * @param madeBy how many of the answers make the claim, with the one that it stands in; 0 where it is none
     */
    public record Sentence(String text, boolean isClaim, int madeBy) {}

    /** A sentence, and the words that carry it if it is a claim. */
    private record Read(String text, Set<String> words) {

        boolean isClaim() {
            return !words.isEmpty();
        }
    }

    /** A claim among all: whose it is and of how many words. */
    private record Claim(int answer, int words) {}

    private final List<List<Read>> answers;
    private final List<Claim> claims = new ArrayList<>();
    /** In which claims a word stands: most pairs of claims have none in common and are never looked at. */
    private final Map<String, List<Integer>> claimsWith = new HashMap<>();

    private Claims(List<String> texts) {
        answers = texts.stream().map(Claims::read).toList();
        for (int answer = 0; answer < answers.size(); answer++) {
            for (Read read : answers.get(answer)) {
                if (read.isClaim()) {
                    int claim = claims.size();
                    claims.add(new Claim(answer, read.words().size()));
                    read.words()
                            .forEach(word -> claimsWith
                                    .computeIfAbsent(word, _ -> new ArrayList<>())
                                    .add(claim));
                }
            }
        }
    }

    /** The sentences of each answer, as the members gave them. */
    public static List<List<Sentence>> of(List<String> answers) {
        Claims all = new Claims(answers);
        return all.answers.stream()
                .map(answer -> answer.stream().map(all::sentence).toList())
                .toList();
    }

    private Sentence sentence(Read read) {
        return new Sentence(read.text(), read.isClaim(), makers(read).cardinality());
    }

    /** For each answer, of its claims the share that each answer makes; nothing for one that claims nothing. */
    static List<double[]> shares(List<String> texts) {
        Claims all = new Claims(texts);
        return all.answers.stream().map(all::sharesOf).toList();
    }

    private double[] sharesOf(List<Read> answer) {
        List<Read> made = answer.stream().filter(Read::isClaim).toList();
        double[] shares = new double[made.isEmpty() ? 0 : answers.size()];
        for (Read claim : made) {
            makers(claim).stream().forEach(maker -> shares[maker]++);
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= made.size();
        }
        return shares;
    }

    /** The answers that say the same, in most of its words. */
    private BitSet makers(Read read) {
        int[] common = new int[claims.size()];
        BitSet makers = new BitSet(answers.size());
        for (String word : read.words()) {
            for (int claim : claimsWith.get(word)) {
                common[claim]++;
            }
        }
        for (int claim = 0; claim < common.length; claim++) {
            int shorter = Math.min(read.words().size(), claims.get(claim).words());
            if (common[claim] > 0 && (double) common[claim] / shorter >= SAME) {
                makers.set(claims.get(claim).answer());
            }
        }
        return makers;
    }

    private static List<Read> read(String answer) {
        List<Read> read = new ArrayList<>();
        int claims = 0;
        for (String sentence : Words.sentences(MemberAnswer.of(answer))) {
            Set<String> words =
                    claims < MOST && Words.all(sentence).size() >= LEAST_WORDS ? Words.content(sentence) : Set.of();
            claims += words.isEmpty() ? 0 : 1;
            read.add(new Read(sentence, words));
        }
        return read;
    }
}
