package sacred.cognition;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import sacred.providers.ToolCall;

/** The ids of the calls of one turn: no two are alike, because an id is what pairs a call with its result. For one thread. */
final class CallIds {

    private final Set<String> taken = new HashSet<>();

    /** The same calls; one whose id another call has already gets another. */
    List<ToolCall> distinct(List<ToolCall> calls) {
        return calls.stream()
                .map(call ->
                        taken.add(call.id()) ? call : new ToolCall(unused(call.id()), call.name(), call.arguments()))
                .toList();
    }

    private String unused(String id) {
        int number = 2;
        while (!taken.add(id + "_" + number)) {
            number++;
        }
        return id + "_" + number;
    }
}
