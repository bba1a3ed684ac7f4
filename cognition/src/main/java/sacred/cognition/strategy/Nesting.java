package sacred.cognition.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import sacred.timeline.ModelRef;

/** How logical models stand inside each other: looked at before anybody is asked. Pure. */
public final class Nesting {

    /** Logical models inside each other, the outermost counted. */
    public static final int DEEPEST = 3;

    /** Requests for one question at most, those of logical models inside of each other counted together. */
    public static final int MOST_REQUESTS = 1000;

    private Nesting() {}

    /** What is wrong with it: a sentence; empty when nothing is. */
    public static Optional<String> complaint(ModelRef reference, Function<ModelRef, Optional<LogicalModel>> logical) {
        Optional<String> complaint = complaint(reference, logical, new ArrayList<>());
        return complaint.isPresent() || !reference.isLogical() ? complaint : tooMany(reference, logical);
    }

    private static Optional<String> tooMany(ModelRef reference, Function<ModelRef, Optional<LogicalModel>> logical) {
        LogicalModel model = logical.apply(reference).orElseThrow();
        int most = Plan.of(model, logical).calls().most();
        return most <= MOST_REQUESTS
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%s would make up to %,d requests for one question, and %,d are allowed: fewer instances,"
                                + " iterations or logical models inside of it make fewer.",
                        reference,
                        most,
                        MOST_REQUESTS));
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
