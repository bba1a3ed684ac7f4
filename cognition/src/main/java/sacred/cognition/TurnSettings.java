package sacred.cognition;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import sacred.providers.ToolSpec;
import sacred.timeline.ModelRef;

/**
 * Who answers the stages of a turn, and how the route is decided.
 *
 * @param fallback tried in order when the tool or the format model fails before its first content
 * @param routeDeadline for the whole route stage; beyond it the rules decide
 * @param named the models that the user has named in this session, rather than in the configuration: they are asked even
 *     where they failed lately
 * @param tools how tools are used
 */
public record TurnSettings(
        ModelRef route,
        ModelRef tool,
        ModelRef format,
        List<ModelRef> fallback,
        Mode mode,
        Duration routeDeadline,
        Set<ModelRef> named,
        Tools tools) {

    /**
     * How tools are used in a turn.
     *
     * @param maxRounds after so many rounds of calls the model has to answer with what it has; at least 1
     * @param callers tools of whoever asks for the turn. The model that answers is offered them in the place of ours, and what
     *     it calls of them is returned by {@link Turn#returned} and not run. Empty where the turn runs our own
     */
    public record Tools(int maxRounds, List<ToolSpec> callers) {

        public static final Tools DEFAULT = new Tools(8);

        public Tools(int maxRounds) {
            this(maxRounds, List.of());
        }

        public Tools {
            callers = List.copyOf(callers);
            if (maxRounds < 1) {
                throw new IllegalArgumentException("at least one round: " + maxRounds);
            }
        }
    }

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
        this(route, tool, format, fallback, mode, deadline, Set.of(), Tools.DEFAULT);
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
        return new TurnSettings(route, tool, format, fallback, next, routeDeadline, named, tools);
    }

    public TurnSettings withTools(Tools next) {
        return new TurnSettings(route, tool, format, fallback, mode, routeDeadline, named, next);
    }

    /** Whether the user has named the model in this session. */
    boolean isNamed(ModelRef model) {
        return named.contains(model);
    }

    private TurnSettings naming(ModelRef routes, ModelRef calls, ModelRef formats, ModelRef model) {
        Set<ModelRef> more = new HashSet<>(named);
        more.add(model);
        return new TurnSettings(routes, calls, formats, fallback, mode, routeDeadline, more, tools);
    }
}
