package sacred.cognition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import sacred.providers.Message;
import sacred.providers.Prompt;
import sacred.providers.Reply;
import sacred.providers.ToolCall;

/**
 * Tools for models that take none: described in the prompt, and called with one JSON object that is read strictly. Nothing of
 * an answer in another form is guessed, because it would be run. Pure.
 */
final class PromptedTools {

    /** The id of a call here, which no server gives; the turn makes it another one where it comes again. */
    private static final String ID = "described";

    private static final Set<String> CALL = Set.of("tool", "arguments");
    private static final Set<String> ANSWER = Set.of("answer");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** An answer that is not in the form; the message says why, a sentence for the model and for people. */
    static final class Violation extends Exception {
        Violation(String why) {
            super(why);
        }
    }

    private PromptedTools() {}

    /** The same prompt, with its tools in words; so is what they returned, when it is sent. */
    static Prompt described(Prompt prompt) {
        String tools = prompt.tools().stream()
                .map(tool -> "- " + tool.name() + ": " + tool.description() + "\n  " + tool.parameters())
                .collect(Collectors.joining("\n"));
        String system = Prompts.fill("tools-described.md", Map.of("instructions", prompt.system(), "tools", tools));
        return new Prompt(
                system,
                prompt.messages(),
                List.of(),
                true,
                prompt.mostAnswerTokens(),
                prompt.contextTokens(),
                Optional.empty());
    }

    /** The same prompt, which says what was wrong with the answer to it. */
    static Prompt again(Prompt described, Violation violation) {
        List<Message> messages = new ArrayList<>(described.messages());
        String clarified = Prompts.fill("tools-described-again.md", Map.of("violation", violation.getMessage()));
        messages.add(new Message.User(clarified));
        return described.with(messages);
    }

    /** The reply as one of a model that takes tools: with a call, or with the text of its answer. */
    static Reply read(Reply reply) throws Violation {
        if (reply.finish().filter(Reply.LENGTH::equals).isPresent()) {
            throw new Violation("it was cut at its length limit.");
        }
        JsonNode json = object(reply.text().strip());
        Set<String> members = new HashSet<>();
        json.fieldNames().forEachRemaining(members::add);
        if (members.equals(ANSWER) && json.path("answer").isTextual()) {
            return with(reply, json.path("answer").textValue(), List.of(), Reply.STOP);
        }
        if (!members.equals(CALL)) {
            throw new Violation("its members are " + members.stream().sorted().toList()
                    + ", and not either \"tool\" and \"arguments\" or \"answer\" with a text.");
        }
        String tool = json.path("tool").asText("").strip();
        if (!json.path("tool").isTextual() || tool.isEmpty()) {
            throw new Violation("\"tool\" is not the name of a tool.");
        }
        if (!json.path("arguments").isObject()) {
            throw new Violation("\"arguments\" is not an object.");
        }
        ToolCall call = new ToolCall(ID, tool, json.path("arguments").toString());
        return with(reply, "", List.of(call), Reply.TOOL_CALLS);
    }

    private static JsonNode object(String text) throws Violation {
        try {
            JsonNode json = JSON.readTree(text);
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException notJson) {
            // the same answer as to JSON that is no object
        }
        throw new Violation("it is not exactly one JSON object.");
    }

    private static Reply with(Reply reply, String text, List<ToolCall> calls, String finish) {
        return new Reply(
                text,
                reply.thinking(),
                reply.signature(),
                calls,
                Optional.of(finish),
                reply.usage(),
                reply.modelAnswered(),
                reply.costReported(),
                reply.ttftMs(),
                reply.exhausted());
    }
}
