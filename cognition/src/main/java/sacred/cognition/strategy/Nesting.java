package sacred.cognition.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import sacred.timeline.ModelRef;

/** How logical models stand inside each other: looked at before anybody is asked. Pure. */
public final class Nesting {

    /** Logical models inside each other, the outermost counted. */
    public static final int DEEPEST = 3;

    private Nesting() {}

    /** What is wrong with it: a sentence; empty when nothing is. */
    public static Optional<String> complaint(ModelRef reference, Function<ModelRef, Optional<LogicalModel>> logical) {
        return complaint(reference, logical, new ArrayList<>());
    }

    private static Optional<String> complaint(
            ModelRef reference, Function<ModelRef, Optional<LogicalModel>> logical, List<ModelRef> path) {
        if (!reference.isLogical()) {
            return Optional.empty();
        }
        boolean again = path.contains(reference);
        path.add(reference);
        String way = path.stream().map(ModelRef::toString).collect(Collectors.joining(" -> "));
        if (again) {
            return Optional.of(reference + " contains itself: " + way + ".");
        }
        if (path.size() > DEEPEST) {
            return Optional.of(
                    "Logical models may stand inside each other " + DEEPEST + " deep, not deeper: " + way + ".");
        }
        Optional<LogicalModel> model = logical.apply(reference);
        if (model.isEmpty()) {
            return Optional.of("\"" + reference + "\" is no logical model.");
        }
        for (ModelRef inner : model.get().references()) {
            Optional<String> complaint = complaint(inner, logical, path);
            if (complaint.isPresent()) {
                return complaint;
            }
        }
        path.removeLast();
        return Optional.empty();
    }
}
