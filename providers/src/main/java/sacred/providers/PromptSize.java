package sacred.providers;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How long a prompt is in bytes of UTF-8, with what a provider puts around messages and tools, and how many tokens it can be
 * at most and at least.
 */
public final class PromptSize {

    private static final int AROUND_A_MESSAGE = 16;
    /** A description of how to call tools, as providers put it in front. */
    private static final int BEFORE_TOOLS = 1024;

    /** Tokens of ordinary text have 3 to 5 characters; no text of any length has more on average. */
    private static final int MOST_CHARACTERS_OF_A_TOKEN = 8;

    private PromptSize() {}

    /** No tokenizer makes more than one token of a byte. */
    static long mostTokens(Prompt prompt) {
        return bytes(prompt) + (prompt.tools().isEmpty() ? 0 : BEFORE_TOOLS);
    }

    /** All that is sent. */
    public static long bytes(Prompt prompt) {
        long bytes = AROUND_A_MESSAGE + bytes(prompt.system());
        bytes += prompt.schema().map(schema -> bytes(schema.json())).orElse(0L);
        for (Message message : prompt.messages()) {
            bytes += bytes(message);
        }
        for (ToolSpec tool : prompt.tools()) {
            bytes += AROUND_A_MESSAGE + bytes(tool.name()) + bytes(tool.description()) + bytes(tool.parameters());
        }
        return bytes;
    }

    public static long bytes(Message message) {
        return AROUND_A_MESSAGE + content(message);
    }

    /**
     * How many tokens the texts of messages are for certain, whatever the tokenizer: many characters a token, and a run of
     * the same character, of blanks or of signs, which may be one token, is not counted at all but for its first.
     */
    public static long leastTokens(List<Message> messages) {
        return messages.stream().mapToLong(PromptSize::letters).sum() / MOST_CHARACTERS_OF_A_TOKEN;
    }

    private static long letters(Message message) {
        return switch (message) {
            case Message.User user -> letters(user.text());
            case Message.Assistant said -> letters(said.text());
            case Message.ToolResult result -> letters(result.text());
        };
    }

    private static long letters(String text) {
        long letters = 0;
        int before = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int kind = Character.isLetterOrDigit(c) ? c : 0;
            letters += kind == before || Character.isLowSurrogate(c) ? 0 : 1;
            before = kind;
        }
        return letters;
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

    public static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
