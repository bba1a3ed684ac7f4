package sacred.providers;

import java.nio.charset.StandardCharsets;

/**
 * How many tokens a prompt can be at most. No tokenizer makes more than one token of a byte; what a provider puts around
 * messages and tools is allowed for.
 */
final class PromptSize {

    private static final int AROUND_A_MESSAGE = 16;
    /** A description of how to call tools, as providers put it in front. */
    private static final int BEFORE_TOOLS = 1024;

    private PromptSize() {}

    static long mostTokens(Prompt prompt) {
        long tokens = AROUND_A_MESSAGE + bytes(prompt.system());
        for (Message message : prompt.messages()) {
            tokens += AROUND_A_MESSAGE + content(message);
        }
        for (ToolSpec tool : prompt.tools()) {
            tokens += AROUND_A_MESSAGE + bytes(tool.name()) + bytes(tool.description()) + bytes(tool.parameters());
        }
        return tokens + (prompt.tools().isEmpty() ? 0 : BEFORE_TOOLS);
    }

    private static long content(Message message) {
        return switch (message) {
            case Message.User user -> bytes(user.text());
            case Message.Assistant said ->
                bytes(said.text())
                        + bytes(said.thinking())
                        + bytes(said.signature())
                        + said.toolCalls().stream()
                                .mapToLong(
                                        c -> AROUND_A_MESSAGE + bytes(c.id()) + bytes(c.name()) + bytes(c.arguments()))
                                .sum();
            case Message.ToolResult result -> bytes(result.callId()) + bytes(result.tool()) + bytes(result.text());
        };
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
