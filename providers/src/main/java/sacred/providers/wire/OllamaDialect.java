package sacred.providers.wire;

import static sacred.providers.wire.Counts.count;
import static sacred.providers.wire.Json.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import sacred.timeline.ErrorKind;
import sacred.timeline.Usage;

/** Ollama's own chat. A count that it leaves out is one that it did not make. */
public final class OllamaDialect extends Dialect {

    private static final List<String> METRICS = List.of(
            "total_duration",
            "load_duration",
            "prompt_eval_count",
            "prompt_eval_cached_count",
            "prompt_eval_duration",
            "eval_count",
            "eval_duration");

    private final ObjectNode metrics = object();
    private String reason = "";
    private boolean done;
    private int calls;

    @Override
    boolean ndjson() {
        return true;
    }

    @Override
    void read(JsonNode json, Consumer<Event> clean) throws WireException {
        answeredBy(json.path("model"));
        JsonNode message = json.path("message");
        String content = text(message.path("content"));
        String thinking = text(message.path("thinking"));
        ArrayNode tools = tools(message.path("tool_calls"));
        sawText(content);
        sawThinking(thinking);
        if (!tools.isEmpty()) {
            sawTool();
        }
        if (!content.isEmpty() || !thinking.isEmpty() || !tools.isEmpty()) {
            ObjectNode out =
                    object().put("role", "assistant").put("content", content).put("thinking", thinking);
            out.set("tool_calls", tools);
            emit(out, false, clean);
        }
        for (String name : METRICS) {
            if (json.path(name).isNumber()) {
                metrics.set(name, json.path(name));
            }
        }
        done |= json.path("done").asBoolean();
        reason = done ? text(json.path("done_reason")) : reason;
    }

    @Override
    boolean isAnswer(JsonNode json) {
        return json.path("message").isObject();
    }

    @Override
    void whole(JsonNode json, Consumer<Event> clean) throws WireException {
        read(json, clean);
    }

    @Override
    boolean ended() {
        return done;
    }

    @Override
    boolean complete() {
        return done;
    }

    @Override
    void close(Consumer<Event> clean) {
        emit(object().put("role", "assistant").put("content", ""), true, clean);
    }

    @Override
    public Reading reading() {
        Usage usage = new Counts(
                        count(metrics.path("prompt_eval_count")),
                        count(metrics.path("eval_count")),
                        OptionalLong.empty(),
                        count(metrics.path("prompt_eval_cached_count")),
                        OptionalLong.empty(),
                        OptionalLong.empty())
                .usage(answered(), Set.of(), metrics.isEmpty() ? Optional.empty() : Optional.of(metrics.toString()));
        return new Reading(
                Optional.of(model()).filter(m -> !m.isEmpty()),
                Finish.of(reason, callsTools(), false),
                usage,
                Optional.empty());
    }

    private static void emit(ObjectNode message, boolean done, Consumer<Event> clean) {
        ObjectNode line = object();
        line.set("message", message);
        clean.accept(new Event("", line.put("done", done).toString()));
    }

    /** Every call with an index of its own: calls with the same one would be read as pieces of one call. */
    private ArrayNode tools(JsonNode sent) throws WireException {
        ArrayNode out = Json.nodes().arrayNode();
        for (JsonNode call : sent) {
            JsonNode function = call.path("function");
            String id = text(call.path("id"));
            ObjectNode clean = out.addObject().put("id", id.isEmpty() ? madeUpId() : id);
            ObjectNode inner = clean.putObject("function").put("index", calls).put("name", text(function.path("name")));
            inner.set("arguments", arguments(function.path("arguments")));
            calls++;
        }
        return out;
    }

    private static JsonNode arguments(JsonNode sent) throws WireException {
        if (sent.isMissingNode() || sent.isNull() || text(sent).isBlank() && sent.isTextual()) {
            return object();
        }
        JsonNode parsed = sent.isTextual() ? Json.read(sent.textValue()).orElse(sent) : sent;
        if (!parsed.isObject()) {
            throw Failure.of(ErrorKind.TOOL, false, "sent a call of a tool whose arguments are no JSON object", "")
                    .thrown();
        }
        return parsed;
    }
}
