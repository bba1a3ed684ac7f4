package sacred.cognition;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sacred.cognition.strategy.Nesting;
import sacred.timeline.ModelRef;

/**
 * Who answers the stages of a turn, and how the route is decided.
 *
 * @param fallback tried in order when the tool or the format model fails before its first content
 * @param routeDeadline for the whole route stage; beyond it the rules decide
 * @param finisher who words anew what a logical model has answered; empty where that passes through as it is
 * @param named the models that the user has named in this session, rather than in the configuration: they are asked even
 *     where they failed lately
 */
public record TurnSettings(
        ModelRef route,
        ModelRef tool,
        ModelRef format,
        List<ModelRef> fallback,
        Mode mode,
        Duration routeDeadline,
        Optional<ModelRef> finisher,
        Set<ModelRef> named) {

    /** Who routes. */
    public enum Mode {
        /** The rules; the route model only when they are unsure. */
        AUTO,
        MODEL,
        RULES
    }

    public TurnSettings {
        fallback = List.copyOf(fallback);
        named = Set.copyOf(named);
    }

    /** As the configuration says. */
    public TurnSettings(
            ModelRef route, ModelRef tool, ModelRef format, List<ModelRef> fallback, Mode mode, Duration deadline) {
        this(route, tool, format, fallback, mode, deadline, Optional.empty(), Set.of());
    }

    /** The same turn answered by another model: it takes the tool and the format stage. */
    public TurnSettings answeredBy(ModelRef model) {
        return naming(route, model, model, model);
    }

    public TurnSettings withRoute(ModelRef model) {
        return naming(model, tool, format, model);
    }

    public TurnSettings withTool(ModelRef model) {
        return naming(route, model, format, model);
    }

    public TurnSettings withFormat(ModelRef model) {
        return naming(route, tool, model, model);
    }

    public TurnSettings withMode(Mode next) {
        return new TurnSettings(route, tool, format, fallback, next, routeDeadline, finisher, named);
    }

    /** The same turn in which what a logical model answers is worded anew. */
    public TurnSettings finishedBy(ModelRef model) {
        return new TurnSettings(route, tool, format, fallback, mode, routeDeadline, Optional.of(model), named);
    }

    /** The same turn with a single model for the tools: of a logical one, the member that has the last word. */
    TurnSettings toolsBySingle(Models models) {
        ModelRef single = tool;
        for (int depth = 0; single.isLogical() && depth <= Nesting.DEEPEST; depth++) {
            single = models.logical(single)
                    .map(model -> model.strategy().lastWord(model))
                    .orElse(single);
        }
        return new TurnSettings(route, single, format, fallback, mode, routeDeadline, finisher, named);
    }

    /** Whether the user has named the model in this session. */
    boolean isNamed(ModelRef model) {
        return named.contains(model);
    }

    private TurnSettings naming(ModelRef routes, ModelRef tools, ModelRef formats, ModelRef model) {
        Set<ModelRef> more = new HashSet<>(named);
        more.add(model);
        return new TurnSettings(routes, tools, formats, fallback, mode, routeDeadline, finisher, more);
    }
}
