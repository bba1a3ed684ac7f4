package sacred.providers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a model is asked.
 *
 * @param system instructions; empty for none
 * @param tools what the model may call; empty for none
 * @param json the answer has to be one JSON object: a hint that servers may ignore, so the answer is checked anyway
 * @param mostAnswerTokens where the answer has to end; empty for the provider's own limit
 * @param contextTokens for how much the server has to make room, prompt and answer together, where it has to be told; empty
 *     for what it does by itself
 * @param schema of the JSON object, for servers that know schemas
 */
public record Prompt(
        String system,
        List<Message> messages,
        List<ToolSpec> tools,
        boolean json,
        OptionalInt mostAnswerTokens,
        OptionalInt contextTokens,
        Optional<AnswerSchema> schema) {

    public Prompt {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }

    public Prompt(String system, List<Message> messages, List<ToolSpec> tools, boolean json) {
        this(system, messages, tools, json, OptionalInt.empty(), OptionalInt.empty(), Optional.empty());
    }

    public static Prompt of(String system, List<Message> messages) {
        return new Prompt(system, messages, List.of(), false);
    }

    /**
     * The same prompt without tool messages: what tools found becomes text of the user message before. For a request that
     * offers no tools, where servers refuse such messages, as they refuse two of the user in a row: those become one.
     */
    public Prompt flat() {
        List<Message> flat = new ArrayList<>();
        Map<String, String> arguments = new HashMap<>();
        for (Message message : messages) {
            switch (message) {
                case Message.Assistant assistant
                when !assistant.toolCalls().isEmpty() ->
                    assistant.toolCalls().forEach(call -> arguments.put(call.id(), call.arguments()));
                case Message.ToolResult result ->
                    flat.set(
                            flat.size() - 1,
                            with(flat.getLast(), result, arguments.getOrDefault(result.callId(), "{}")));
                case Message.User(String text)
                when !flat.isEmpty() && flat.getLast() instanceof Message.User before ->
                    flat.set(flat.size() - 1, new Message.User(before.text() + "\n\n" + text));
                case Message.User _, Message.Assistant _ -> flat.add(message);
            }
        }
        return new Prompt(system, flat, tools, json, mostAnswerTokens, contextTokens, schema);
    }

    /** The same prompt, and no longer answer than this. */
    public Prompt answeredWithin(int tokens) {
        return new Prompt(system, messages, tools, json, OptionalInt.of(tokens), contextTokens, schema);
    }

    /** The same prompt, with tools that the model may call. */
    public Prompt offering(List<ToolSpec> specs) {
        return new Prompt(system, messages, specs, json, mostAnswerTokens, contextTokens, schema);
    }

    /** The same prompt with other messages. */
    public Prompt with(List<Message> others) {
        return new Prompt(system, others, tools, json, mostAnswerTokens, contextTokens, schema);
    }

    /** The same prompt, for a server that has to make room for so much. */
    public Prompt inContext(OptionalInt tokens) {
        return new Prompt(system, messages, tools, json, mostAnswerTokens, tokens, schema);
    }

    /** The same prompt, whose answer has to be one JSON object of this form. */
    public Prompt answeredBy(AnswerSchema form) {
        return new Prompt(system, messages, tools, true, mostAnswerTokens, contextTokens, Optional.of(form));
    }

    private static Message with(Message before, Message.ToolResult result, String arguments) {
        String outcome = result.failed() ? " failed: " : " returned: ";
        String told = "\n\n[The tool " + result.tool() + " was run with " + arguments + " and" + outcome + result.text()
                + "]";
        return switch (before) {
            case Message.User user -> new Message.User(user.text() + told);
            case Message.Assistant assistant -> Message.Assistant.of(assistant.text() + told);
            case Message.ToolResult other -> other;
        };
    }
}
