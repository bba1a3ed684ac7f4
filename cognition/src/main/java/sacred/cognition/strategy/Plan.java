package sacred.cognition.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import sacred.timeline.ModelRef;

/** What a logical model will ask. Retries and fallbacks are not in it. */
public record Plan(List<Step> steps) {

    /**
     * Requests of the same kind to the same model.
     *
     * @param reads how many answers of others stand in its prompt, beside the conversation
     */
    public record Step(ModelRef model, String role, Calls calls, int reads) {}

    /** How many requests; what is more than can be counted is the most that can be. */
    public record Calls(int least, int expected, int most) {

        static Calls exactly(int n) {
            return new Calls(n, n, n);
        }

        Calls times(Calls other) {
            return new Calls(product(least, other.least), product(expected, other.expected), product(most, other.most));
        }

        Calls plus(Calls other) {
            return new Calls(sum(least, other.least), sum(expected, other.expected), sum(most, other.most));
        }

        private static int product(int a, int b) {
            return (int) Math.min(Integer.MAX_VALUE, (long) a * b);
        }

        private static int sum(int a, int b) {
            return (int) Math.min(Integer.MAX_VALUE, (long) a + b);
        }
    }

    public Plan {
        steps = List.copyOf(steps);
    }

    public Calls calls() {
        return steps.stream().map(Step::calls).reduce(Calls.exactly(0), Calls::plus);
    }

    /** The whole of it, with what logical models inside of it ask in their place; they have to be free of cycles. */
    public static Plan of(LogicalModel model, Function<ModelRef, Optional<LogicalModel>> logical) {
        List<Step> flat = new ArrayList<>();
        for (Step step : model.strategy().plan(model).steps()) {
            Optional<LogicalModel> inner = logical.apply(step.model());
            if (inner.isEmpty()) {
                flat.add(step);
                continue;
            }
            for (Step one : Plan.of(inner.get(), logical).steps()) {
                flat.add(new Step(
                        one.model(),
                        step.role() + "/" + one.role(),
                        one.calls().times(step.calls()),
                        one.reads() + step.reads()));
            }
        }
        return new Plan(flat);
    }
}
