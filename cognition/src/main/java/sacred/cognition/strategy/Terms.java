package sacred.cognition.strategy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The words that are most characteristic of each of several answers: said often in it and by few of the others (term frequency
 * times inverse document frequency), without words that say nothing of what it is about ({@code stop-words.txt}). For people to
 * read: nothing is decided by them. Pure; words of the same weight stand in the order of the alphabet.
 */
public final class Terms {

    private static final Set<String> STOP_WORDS = stopWords();

    private Terms() {}

    private static Set<String> stopWords() {
        try (InputStream in = Terms.class.getResourceAsStream("stop-words.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Arrays.stream(line.split(" ")))
                    .filter(word -> !word.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param answers as the members gave them
     * @param most how many words of each
     * @return for each answer its words, the most characteristic first; none that every answer has
     */
    public static List<List<String>> of(List<String> answers, int most) {
        List<Map<String, Integer>> counts = answers.stream().map(Terms::counts).toList();
        Map<String, Integer> answersWith = new HashMap<>();
        counts.forEach(answer -> answer.keySet().forEach(word -> answersWith.merge(word, 1, Integer::sum)));
        return counts.stream()
                .map(answer -> characteristic(answer, answersWith, answers.size(), most))
                .toList();
    }

    private static Map<String, Integer> counts(String answer) {
        String said = MemberAnswer.of(answer);
        Map<String, Integer> counts = new TreeMap<>();
        for (String word : Words.all(said)) {
            if (!STOP_WORDS.contains(word) && !Words.content(word).isEmpty()) {
                counts.merge(word, 1, Integer::sum);
            }
        }
        return counts;
    }

    private static List<String> characteristic(
            Map<String, Integer> answer, Map<String, Integer> answersWith, int answers, int most) {
        Comparator<String> weight = Comparator.comparingDouble(
                word -> -answer.get(word) * Math.log((double) answers / answersWith.get(word)));
        return answer.keySet().stream()
                .filter(word -> answersWith.get(word) < answers)
                .sorted(weight.thenComparing(Comparator.naturalOrder()))
                .limit(most)
                .toList();
    }
}
