package sacred.cognition;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import sacred.cognition.strategy.Nesting;
import sacred.cognition.strategy.Plan;
import sacred.timeline.ModelRef;

/**
 * How much of a conversation can be of use to a turn: what the model reads that reads most of all that may be asked. What lies
 * further back none of them could be sent. Asks nobody.
 */
public final class Reach {

    /** A model of which nobody says what it reads is not taken to read more: as much as Llama 4 Scout is said to, and none more. */
    private static final long MOST_TOKENS = 10_000_000;

    private Reach() {}

    /** Empty where nobody can be asked. */
    public static OptionalLong tokens(TurnSettings settings, Models models) {
        Stream<ModelRef> routed = settings.answererNamed()
                ? Stream.empty()
                : models.logicalNames().stream().map(ModelRef::logical);
        List<ModelRef> singles = Stream.concat(asked(settings).stream(), routed)
                .flatMap(model -> singles(model, models))
                .distinct()
                .toList();
        // where nobody can be asked, the failure is told, and not that nothing fits
        return singles.stream()
                .mapToLong(model -> models.windows().known(model).windowTokens().orElse(MOST_TOKENS))
                .max();
    }

    /** A logical model is those that are asked in its place; of one that cannot be, nobody. */
    private static Stream<ModelRef> singles(ModelRef model, Models models) {
        if (!model.isLogical()) {
            return Stream.of(model);
        }
        return Nesting.complaint(model, models::logical).isPresent()
                ? Stream.empty()
                : Plan.of(models.logical(model).orElseThrow(), models::logical).steps().stream()
                        .map(Plan.Step::model);
    }

    private static List<ModelRef> asked(TurnSettings settings) {
        Answerers answerers = settings.routes().answerers();
        return Stream.of(
                        Stream.of(settings.tool(), settings.format()),
                        settings.fallback().stream(),
                        settings.finisher().stream(),
                        answerers.byIntent().values().stream(),
                        answerers.byDifficulty().values().stream(),
                        answerers.byDomain().values().stream())
                .flatMap(models -> models)
                .distinct()
                .toList();
    }
}
