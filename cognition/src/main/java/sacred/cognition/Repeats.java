package sacred.cognition;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import sacred.cognition.tool.Arguments;
import sacred.providers.ToolCall;

/**
 * The calls of one turn, so that a model that asks for the very same thing again is told so: it has the answer already. After
 * a call that somebody had to allow the world may be another, and what was read before may be read again. For one thread.
 */
final class Repeats {

    /** Each call, and how many changes there had been when it was made. */
    private final Map<String, Integer> made = new HashMap<>();

    private int changes;

    /** Why a call is not run; empty where it is. */
    Optional<String> against(ToolCall call) {
        Integer then = made.get(key(call));
        return then != null && then == changes
                ? Optional.of("This very call was already made, and nothing has changed since. Use its result.")
                : Optional.empty();
    }

    /** @param changing it may have changed something */
    void made(ToolCall call, boolean changing) {
        if (changing) {
            changes++;
        }
        made.put(key(call), changes);
    }

    private static String key(ToolCall call) {
        return call.name() + "\n" + Arguments.canonical(call.arguments());
    }
}
