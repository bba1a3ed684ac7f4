package sacred.cognition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import sacred.cognition.tool.Arguments;
import sacred.cognition.tool.Tool;
import sacred.cognition.tool.Toolbox;
import sacred.providers.ProviderKind;
import sacred.providers.ToolSpec;
import sacred.providers.wire.RawServer;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;

/** A whole turn with rounds of tools over one of the four APIs, and what its requests carried. */
final class ToolRounds implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final ModelRef MODEL = ModelRef.parse("p:asked-model");

    private static final List<String> NAMES = List.of(
            "get_current_weather",
            "get_weather",
            "get_time",
            "fixed_version",
            "get_capital",
            "get_country",
            "get_current_time",
            "datetime");

    /** A prompt that the rules send to the tools. */
    static final String PROMPT = "2+2";

    final Stagehand hand = new Stagehand();
    private final ProviderKind kind;
    private final RawServer server;
    private final Wired wired = new Wired();

    /**
     * The calls and results of one request, in the order in which they stand in it.
     *
     * @param calls {@code id name arguments}
     * @param results {@code id text}
     */
    record Seen(List<String> calls, List<String> results) {}

    /** @param answers what the server answers in order, the last one again and again */
    ToolRounds(ProviderKind kind, RawServer.Script... answers) {
        this.kind = kind;
        this.server = new RawServer(answers);
        hand.asked = wired.at("p", kind, server.url());
        hand.settings =
                new TurnSettings(MODEL, MODEL, MODEL, List.of(), TurnSettings.Mode.RULES, Duration.ofSeconds(60));
        hand.toolbox = Toolbox.HARMLESS.and(
                NAMES.stream().map(name -> (Tool) new Echo(name)).toList());
    }

    /** Says its name and its arguments. */
    record Echo(String name) implements Tool {
        @Override
        public ToolSpec spec() {
            return new ToolSpec(name, "Says what it was asked.", "{\"type\":\"object\",\"properties\":{}}");
        }

        @Override
        public String run(Arguments arguments, Context context) {
            return name + arguments.json();
        }
    }

    Event.Outcome ask() throws IOException {
        return hand.ask(PROMPT);
    }

    int requests() {
        return server.requests().size();
    }

    /** The body of a request, from 0. */
    JsonNode body(int request) {
        String whole = server.requests().get(request);
        return json(whole.substring(whole.indexOf("\r\n\r\n") + 4));
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    static String file(String name) {
        try (InputStream in = ToolRounds.class.getResourceAsStream("rounds/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
    }

    /** An answer that says something and calls nothing. */
    static RawServer.Script says(ProviderKind kind, String text) {
        return document(
                switch (kind) {
                    case OLLAMA ->
                        "{\"message\":{\"content\":\"" + text + "\"},\"done\":true,\"done_reason\":\"stop\"}";
                    case ANTHROPIC ->
                        "{\"content\":[{\"type\":\"text\",\"text\":\"" + text + "\"}],\"stop_reason\":\"end_turn\"}";
                    case GEMINI ->
                        "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"" + text
                                + "\"}]},\"finishReason\":\"STOP\"}]}";
                    default ->
                        "{\"choices\":[{\"message\":{\"content\":\"" + text + "\"},\"finish_reason\":\"stop\"}]}";
                });
    }

    static RawServer.Script document(String body) {
        return RawServer.answer(200, "Content-Type: application/json\r\n", body);
    }

    static RawServer.Script stream(ProviderKind kind, String body) {
        return RawServer.stream(kind == ProviderKind.OLLAMA ? "application/x-ndjson" : "text/event-stream", body);
    }

    /** What a request tells the model of the calls before it. */
    Seen seen(int request) {
        JsonNode body = body(request);
        List<String> calls = new ArrayList<>();
        List<String> results = new ArrayList<>();
        switch (kind) {
            case GEMINI ->
                body.path("contents")
                        .forEach(turn -> turn.path("parts").forEach(part -> {
                            JsonNode call = part.path("functionCall");
                            JsonNode result = part.path("functionResponse");
                            if (call.isObject()) {
                                calls.add(line(call.path("id"), call.path("name"), call.path("args")));
                            } else if (result.isObject()) {
                                results.add(line(
                                        result.path("id"),
                                        result.path("response").path("result")));
                            }
                        }));
            case ANTHROPIC ->
                body.path("messages")
                        .forEach(message -> message.path("content").forEach(part -> {
                            if (part.path("type").asText().equals("tool_use")) {
                                calls.add(line(part.path("id"), part.path("name"), part.path("input")));
                            } else if (part.path("type").asText().equals("tool_result")) {
                                JsonNode content = part.path("content");
                                results.add(line(
                                        part.path("tool_use_id"),
                                        content.isArray() ? content.path(0).path("text") : content));
                            }
                        }));
            default ->
                body.path("messages").forEach(message -> {
                    message.path("tool_calls").forEach(call -> {
                        JsonNode function = call.path("function");
                        calls.add(line(call.path("id"), function.path("name"), function.path("arguments")));
                    });
                    if (message.path("role").asText().equals("tool")) {
                        // Ollama pairs a result with its call by the name of the tool and by its place
                        String id = message.path("tool_call_id").asText();
                        results.add((id.isEmpty() ? message.path("tool_name").asText() : id) + " "
                                + message.path("content").asText());
                    }
                });
        }
        return new Seen(calls, results);
    }

    private static String line(JsonNode... parts) {
        return Stream.of(parts)
                .map(part -> part.isTextual() ? part.asText() : part.toString())
                .reduce((a, b) -> a + " " + b)
                .orElseThrow();
    }

    @Override
    public void close() throws IOException {
        wired.close();
        server.close();
    }
}
