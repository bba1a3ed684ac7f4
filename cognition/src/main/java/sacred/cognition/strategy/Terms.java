package sacred.cognition.strategy;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The words that are most characteristic of each of several answers: said often in it and by few of the others (term frequency
 * times inverse document frequency). Pure; words of the same weight stand in the order of the alphabet.
 */
public final class Terms {

    private Terms() {}

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
            if (!Words.content(word).isEmpty()) {
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
