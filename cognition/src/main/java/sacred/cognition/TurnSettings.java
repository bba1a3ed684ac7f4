package sacred.cognition;

import java.time.Duration;
import java.util.List;
import sacred.timeline.ModelRef;

/**
 * Who answers the stages of a turn, and how the route is decided.
 *
 * @param fallback tried in order when the tool or the format model fails before its first content
 * @param routeDeadline for the whole route stage; beyond it the rules decide
 */
public record TurnSettings(
        ModelRef route, ModelRef tool, ModelRef format, List<ModelRef> fallback, Mode mode, Duration routeDeadline) {

    /** Who routes. */
    public enum Mode {
        /** The rules; the route model only when they are unsure. */
        AUTO,
        MODEL,
        RULES
    }

    public TurnSettings {
        fallback = List.copyOf(fallback);
    }

    /** The same turn answered by another model: it takes the tool and the format stage. */
    public TurnSettings answeredBy(ModelRef model) {
        return new TurnSettings(route, model, model, fallback, mode, routeDeadline);
    }

    public TurnSettings withRoute(ModelRef model) {
        return new TurnSettings(model, tool, format, fallback, mode, routeDeadline);
    }

    public TurnSettings withTool(ModelRef model) {
        return new TurnSettings(route, model, format, fallback, mode, routeDeadline);
    }

    public TurnSettings withFormat(ModelRef model) {
        return new TurnSettings(route, tool, model, fallback, mode, routeDeadline);
    }

    public TurnSettings withMode(Mode next) {
        return new TurnSettings(route, tool, format, fallback, next, routeDeadline);
    }
}
