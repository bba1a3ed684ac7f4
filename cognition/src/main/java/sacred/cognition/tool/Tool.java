package sacred.cognition.tool;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.UnaryOperator;
import sacred.providers.ToolSpec;

/** Something a model, or the rules, can have done. */
public interface Tool {

    ToolSpec spec();

    /**
     * What has to be allowed before these arguments are run; empty when it does nothing that anybody could mind. Looks, and
     * changes nothing.
     *
     * @throws ToolException when it cannot be done with these arguments at all
     */
    default Optional<Approval> needs(Arguments arguments, Context context) throws ToolException {
        return Optional.empty();
    }

    /** The name under which the configuration allows it or takes it away; empty when it never needs leave. */
    default Optional<String> permission() {
        return Optional.empty();
    }

    /** How long it may take. */
    default Duration deadline() {
        return Duration.ofSeconds(10);
    }

    /**
     * Does it and says what came of it, for a model and for people alike.
     *
     * <p>May block; an interrupt means that nobody waits for the result any more.
     *
     * @throws ToolException when it cannot be done with these arguments
     */
    String run(Arguments arguments, Context context) throws ToolException, InterruptedException;

    /**
     * What tools may know of the world.
     *
     * @param zone the user's
     * @param hiding takes the secrets of this process out of a result, before a part of one could be left of it
     */
    record Context(InstantSource clock, ZoneId zone, History history, UnaryOperator<String> hiding) {

        /** Where there are no secrets. */
        public Context(InstantSource clock, ZoneId zone, History history) {
            this(clock, zone, history, UnaryOperator.identity());
        }
    }
}
