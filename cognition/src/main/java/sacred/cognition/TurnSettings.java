package sacred.cognition;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import sacred.timeline.ModelRef;
import sacred.timeline.Routing;

/**
 * Who answers the stages of a turn, and how the route is decided.
 *
 * @param fallback tried in order when the tool or the format model fails before its first content
 * @param routeDeadline for the whole route stage; beyond it the rules decide
 * @param routeRetries how often the route model is asked again at most when its server fails; an answer that breaks the contract
 *     is sent back once, whatever this is
 * @param answerers who answers in the place of {@code format}, by what the route says
 * @param answererNamed whether the user has named {@code format} in this session: then nothing takes its place
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
        int routeRetries,
        Answerers answerers,
        boolean answererNamed,
        Set<ModelRef> named) {

    public static final int ROUTE_RETRIES = 2;

    /** Who routes. */
    public enum Mode {
        /** The rules; the route model only when they are unsure. */
        AUTO,
        MODEL,
        RULES,
        /** Nobody: every prompt is answered directly. */
        OFF
    }

    public TurnSettings {
        fallback = List.copyOf(fallback);
        named = Set.copyOf(named);
    }

    /** As the configuration says. */
    public TurnSettings(
            ModelRef route, ModelRef tool, ModelRef format, List<ModelRef> fallback, Mode mode, Duration deadline) {
        this(route, tool, format, fallback, mode, deadline, ROUTE_RETRIES, Answerers.NONE, false, Set.of());
    }

    /** The same turn answered by another model: it takes the tool and the format stage. */
    public TurnSettings answeredBy(ModelRef model) {
        return naming(route, model, model, model, true);
    }

    public TurnSettings withRoute(ModelRef model) {
        return naming(model, tool, format, model, answererNamed);
    }

    public TurnSettings withTool(ModelRef model) {
        return naming(route, model, format, model, answererNamed);
    }

    public TurnSettings withFormat(ModelRef model) {
        return naming(route, tool, model, model, true);
    }

    public TurnSettings withMode(Mode next) {
        return new TurnSettings(
                route, tool, format, fallback, next, routeDeadline, routeRetries, answerers, answererNamed, named);
    }

    /** Whether the user has named the model in this session. */
    boolean isNamed(ModelRef model) {
        return named.contains(model);
    }

    /** Who takes the place of {@code format} on this route; empty where nobody does. */
    Optional<Routing.Answerer> answererOf(Routing routing) {
        return answererNamed ? Optional.empty() : answerers.of(routing);
    }

    /** The same turn, answered as its route says. The usual model stands in first when that fails. */
    TurnSettings answering(Routing routing) {
        Optional<ModelRef> model =
                routing.effect().flatMap(Routing.Effect::answerer).map(Routing.Answerer::model);
        if (model.isEmpty() || model.get().equals(format)) {
            return this;
        }
        List<ModelRef> others =
                Stream.concat(Stream.of(format), fallback.stream()).toList();
        return new TurnSettings(
                route, tool, model.get(), others, mode, routeDeadline, routeRetries, answerers, answererNamed, named);
    }

    private TurnSettings naming(
            ModelRef routes, ModelRef tools, ModelRef formats, ModelRef model, boolean answererIsNamed) {
        Set<ModelRef> more = new HashSet<>(named);
        more.add(model);
        return new TurnSettings(
                routes, tools, formats, fallback, mode, routeDeadline, routeRetries, answerers, answererIsNamed, more);
    }
}
