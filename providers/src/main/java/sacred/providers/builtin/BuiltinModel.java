package sacred.providers.builtin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import sacred.providers.Chunk;
import sacred.providers.Message;
import sacred.providers.Model;
import sacred.providers.Prompt;
import sacred.providers.Reply;
import sacred.providers.ToolCall;
import sacred.timeline.Usage;

/**
 * What answers when no language model is configured: it asks for the tool that a question needs, words the tool's result,
 * and otherwise says what it is and how to get a model. It imitates no model and reports no tokens.
 *
 * <p>Answers at once, on the calling thread, the same way every time; safe for any number of threads.
 *
 * @param clock for the day that "days until Christmas" counts from
 */
public record BuiltinModel(InstantSource clock, ZoneId zone) implements Model {

    public static final String NAME = "builtin";

    private static final JsonMapper JSON = new JsonMapper();

    private static final String HONEST = """
        I am the built-in engine of sacred, not a language model, so I cannot answer that.

        I can calculate ("17% of 2340"), convert units ("10 km to miles"), tell and count dates
        ("days until 2027-01-01"), search your timelines ("search my timelines for invoice") and explain this
        program ("how do I add a provider").

        To get a language model, do one of these and start sacred again:
          - install Ollama (https://ollama.com) and run: ollama pull llama3.2
          - set an API key: ANTHROPIC_API_KEY, OPENAI_API_KEY, GEMINI_API_KEY, MISTRAL_API_KEY or GROQ_API_KEY
          - write a configuration file; `sacred config example` prints one to start from\
        """;

    @Override
    public Reply ask(Prompt prompt, Consumer<Chunk> onChunk) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        List<Message> turn = sinceLastQuestion(prompt.messages());
        List<Message.ToolResult> results = turn.stream()
                .filter(Message.ToolResult.class::isInstance)
                .map(Message.ToolResult.class::cast)
                .toList();
        if (!results.isEmpty()) {
            return text(results.stream().map(r -> worded(r, turn)).collect(Collectors.joining("\n\n")), onChunk);
        }
        return wanted(prompt, turn)
                .map(call -> reply("", List.of(call), Reply.TOOL_CALLS))
                .orElseGet(() -> text(HONEST, onChunk));
    }

    /** From the last user message on; empty when nobody has asked anything. */
    private static List<Message> sinceLastQuestion(List<Message> messages) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i) instanceof Message.User) {
                return messages.subList(i, messages.size());
            }
        }
        return List.of();
    }

    private Optional<ToolCall> wanted(Prompt prompt, List<Message> turn) {
        return turn.stream()
                .findFirst()
                .map(Message.User.class::cast)
                .flatMap(question -> Intent.recognise(question.text(), LocalDate.ofInstant(clock.instant(), zone)))
                .filter(call ->
                        prompt.tools().stream().anyMatch(tool -> tool.name().equals(call.name())));
    }

    private static String worded(Message.ToolResult result, List<Message> turn) {
        if (result.failed()) {
            return "The tool " + result.tool() + " could not do that: " + result.text();
        }
        if (!result.tool().equals("calculator")) {
            return result.text();
        }
        return turn.stream()
                .filter(Message.Assistant.class::isInstance)
                .flatMap(message -> ((Message.Assistant) message).toolCalls().stream())
                .filter(call -> call.id().equals(result.callId()))
                .flatMap(call -> expression(call).stream())
                .findFirst()
                .map(expression -> expression + " = " + result.text())
                .orElse(result.text());
    }

    private static Optional<String> expression(ToolCall call) {
        try {
            return Optional.ofNullable(JSON.readTree(call.arguments()).get("expression"))
                    .map(node -> node.asText());
        } catch (JsonProcessingException notOurs) {
            return Optional.empty();
        }
    }

    private static Reply text(String text, Consumer<Chunk> onChunk) {
        onChunk.accept(new Chunk.Text(text));
        return reply(text, List.of(), Reply.STOP);
    }

    private static Reply reply(String text, List<ToolCall> calls, String finish) {
        return new Reply(
                text,
                "",
                "",
                calls,
                Optional.of(finish),
                Usage.NONE,
                Optional.of(NAME),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty());
    }
}
