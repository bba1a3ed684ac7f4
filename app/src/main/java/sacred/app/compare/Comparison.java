package sacred.app.compare;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Two answers, or two conversations, beside each other.
 *
 * @param left what the one side is called
 * @param pairs in the order of the conversations
 */
public record Comparison(String left, String right, List<Pair> pairs) {

    /** Two answers to the same prompt; one of them is empty where only the other side asked it. */
    public record Pair(Optional<Answer> left, Optional<Answer> right) {

        public Pair {
            if (left.isEmpty() && right.isEmpty()) {
                throw new IllegalArgumentException("a pair of nothing");
            }
        }

        public boolean same() {
            return left.isPresent() && right.isPresent() && left.get().says(right.get());
        }
    }

    public Comparison {
        pairs = List.copyOf(pairs);
    }

    /** Two answers, whatever they were asked. */
    public static Comparison of(Answer left, Answer right) {
        return new Comparison(name(left), name(right), List.of(new Pair(Optional.of(left), Optional.of(right))));
    }

    private static String name(Answer answer) {
        return answer.timeline() + " turn " + answer.turn();
    }

    /** Two conversations: answers to the same prompt stand beside each other, as many of them as keep the order of both. */
    public static Comparison of(String left, List<Answer> lefts, String right, List<Answer> rights) {
        List<Pair> pairs = new ArrayList<>();
        List<AbstractDelta<String>> deltas =
                DiffUtils.diff(prompts(lefts), prompts(rights), true).getDeltas();
        for (AbstractDelta<String> delta : deltas) {
            int l = delta.getSource().getPosition();
            int r = delta.getTarget().getPosition();
            if (delta.getType() == DeltaType.EQUAL) {
                for (int i = 0; i < delta.getSource().size(); i++) {
                    pairs.add(new Pair(Optional.of(lefts.get(l + i)), Optional.of(rights.get(r + i))));
                }
            } else {
                lefts.subList(l, l + delta.getSource().size())
                        .forEach(answer -> pairs.add(new Pair(Optional.of(answer), Optional.empty())));
                rights.subList(r, r + delta.getTarget().size())
                        .forEach(answer -> pairs.add(new Pair(Optional.empty(), Optional.of(answer))));
            }
        }
        return new Comparison(left, right, pairs);
    }

    private static List<String> prompts(List<Answer> answers) {
        return answers.stream().map(answer -> answer.prompt().strip()).toList();
    }

    public Totals lefts() {
        return totals(pairs.stream().flatMap(pair -> pair.left().stream()));
    }

    public Totals rights() {
        return totals(pairs.stream().flatMap(pair -> pair.right().stream()));
    }

    private static Totals totals(Stream<Answer> answers) {
        return Totals.of(answers.toList());
    }
}
