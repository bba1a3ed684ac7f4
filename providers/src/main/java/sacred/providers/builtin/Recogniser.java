package sacred.providers.builtin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Optional;
import sacred.providers.ToolCall;

/** Knows the questions of one tool. The question is one line, trimmed, without polite words and final punctuation. */
@FunctionalInterface
interface Recogniser {

    Optional<ToolCall> recognise(String question, LocalDate today);

    /** A call of a tool; {@code namesAndValues} alternate. */
    static Optional<ToolCall> call(String tool, String... namesAndValues) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            arguments.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return Optional.of(new ToolCall("builtin-" + tool, tool, arguments.toString()));
    }
}
