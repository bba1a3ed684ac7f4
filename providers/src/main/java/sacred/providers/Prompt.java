package sacred.providers;

import java.util.List;

/**
 * What a model is asked.
 *
 * @param system instructions; empty for none
 * @param tools what the model may call; empty for none
 * @param json the answer has to be one JSON object: a hint that servers may ignore, so the answer is checked anyway
 */
public record Prompt(String system, List<Message> messages, List<ToolSpec> tools, boolean json) {

    public Prompt {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }

    public static Prompt of(String system, List<Message> messages) {
        return new Prompt(system, messages, List.of(), false);
    }
}
