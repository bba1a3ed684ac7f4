package sacred.cognition.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What answers claim, sentence by sentence, and which of it others claim too: what {@link Agreement} counts. Pure, and the same in
 * any order of the answers.
 */
public final class Claims {

    private static final int LEAST_WORDS = 4;
    /** What follows them in an answer is not looked at: the comparison is of every claim with every other. */
    private static final int MOST = 60;
    /** Of the words of the shorter claim. */
    private static final double SAME = 0.6;

    private Claims() {}

    /**
     * One sentence of an answer.
     *
     * @param isClaim whether it was compared at all: sentences of few words are not, nor what stands far behind
     * @param madeBy how many of the answers make the claim, with the one that it stands in; 0 where it is none
     */
    public record Sentence(String text, boolean isClaim, int madeBy) {}

    /** A sentence, and the words that carry it if it is a claim. */
    private record Read(String text, Set<String> words) {}

    /** The sentences of each answer, as the members gave them. */
    public static List<List<Sentence>> of(List<String> answers) {
        List<List<Read>> all = answers.stream().map(Claims::read).toList();
        List<List<Set<String>>> claims = all.stream().map(Claims::words).toList();
        List<List<Sentence>> sentences = new ArrayList<>();
        for (List<Read> answer : all) {
            sentences.add(answer.stream().map(read -> sentence(read, claims)).toList());
        }
        return List.copyOf(sentences);
    }

    private static Sentence sentence(Read read, List<List<Set<String>>> claims) {
        boolean isClaim = !read.words().isEmpty();
        long madeBy = claims.stream()
                .filter(answer -> isClaim && isMade(read.words(), answer))
                .count();
        return new Sentence(read.text(), isClaim, (int) madeBy);
    }

    /** The words of each claim of an answer. */
    static List<Set<String>> in(String answer) {
        return words(read(answer));
    }

    private static List<Set<String>> words(List<Read> answer) {
        return answer.stream()
                .map(Read::words)
                .filter(words -> !words.isEmpty())
                .toList();
    }

    /** Whether one of the others says the same, in most of its words. */
    static boolean isMade(Set<String> claim, List<Set<String>> others) {
        return others.stream().anyMatch(other -> Words.contained(claim, other) >= SAME);
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
