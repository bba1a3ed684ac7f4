package sacred.providers;

import java.util.List;

/** One message of a conversation as a model sees it. The system text stands apart, in {@link Prompt#system}. */
public sealed interface Message {

    record User(String text) implements Message {}

    /**
     * What a model said.
     *
     * @param thinking reasoning that its provider wants back in a tool loop; empty otherwise
     * @param signature what proves that reasoning to its provider; empty otherwise
     */
    record Assistant(String text, List<ToolCall> toolCalls, String thinking, String signature) implements Message {
        public Assistant {
            toolCalls = List.copyOf(toolCalls);
        }

        public static Assistant of(String text) {
            return new Assistant(text, List.of(), "", "");
        }
    }

    /** What a tool returned for a call of the assistant message before it. */
    record ToolResult(String callId, String tool, String text, boolean failed) implements Message {}
}
