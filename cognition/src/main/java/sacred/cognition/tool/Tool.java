package sacred.cognition.tool;

import java.time.InstantSource;
import java.time.ZoneId;
import sacred.providers.ToolSpec;

/** Something a model, or the rules, can have done. */
public interface Tool {

    ToolSpec spec();

    /**
     * Does it and says what came of it, for a model and for people alike.
     *
     * <p>May block; an interrupt means that nobody waits for the result any more.
     *
     * @throws ToolException when it cannot be done with these arguments
     */
    String run(Arguments arguments, Context context) throws ToolException;

    /**
     * What tools may know of the world.
     *
     * @param zone the user's
     */
    record Context(InstantSource clock, ZoneId zone, History history) {}
}
