package sacred.app.compare;

import java.util.List;
import java.util.OptionalLong;
import sacred.timeline.Cost;
import sacred.timeline.Usage;

/**
 * What several answers took together.
 *
 * @param whole how many of them were answered to the end
 * @param durationMs the sum; empty where one of them is unknown
 */
public record Totals(int answers, long whole, Usage usage, Cost cost, OptionalLong durationMs) {

    public static Totals of(List<Answer> answers) {
        boolean timed = answers.stream().allMatch(answer -> answer.durationMs().isPresent());
        return new Totals(
                answers.size(),
                answers.stream().filter(Answer::whole).count(),
                Usage.sum(answers.stream().map(Answer::usage).toList()),
                Cost.sum(answers.stream().map(Answer::cost).toList()),
                timed && !answers.isEmpty()
                        ? OptionalLong.of(answers.stream()
                                .mapToLong(answer -> answer.durationMs().getAsLong())
                                .sum())
                        : OptionalLong.empty());
    }
}
