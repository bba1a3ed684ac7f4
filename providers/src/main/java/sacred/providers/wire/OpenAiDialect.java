package sacred.providers.wire;

import static sacred.providers.wire.Json.first;
import static sacred.providers.wire.Json.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Consumer;

/** Chat completions of OpenAI and of the many servers that speak them each in its own way. */
public final class OpenAiDialect extends Dialect {

    private final Snapshots usage = new Snapshots();
    private final OpenAiTools calls = new OpenAiTools();
    private String reason = "";
    private boolean refused;
    private boolean marked;

    @Override
    boolean marker(String data) {
        boolean done = super.marker(data);
        marked |= done;
        return done;
    }

    @Override
    void read(JsonNode json, Consumer<Event> clean) {
        answeredBy(json.path("model"));
        usage.add(json.path("x_groq").path("usage"));
        JsonNode choice = firstChoice(json.path("choices"));
        usage.add(choice.path("usage"));
        usage.add(json.path("usage"));
        delta(first(choice.path("delta"), choice.path("message")), clean);
        String finish = text(choice.path("finish_reason"));
        reason = finish.isEmpty() ? reason : finish;
    }

    @Override
    boolean broken() {
        return reason.equals("error");
    }

    @Override
    boolean isAnswer(JsonNode json) {
        return json.path("choices").isArray();
    }

    @Override
    void whole(JsonNode json, Consumer<Event> clean) {
        read(json, clean);
        marked = true;
    }

    @Override
    boolean ended() {
        return marked;
    }

    @Override
    boolean complete() {
        return marked || !reason.isEmpty();
    }

    @Override
    void close(Consumer<Event> clean) {
        // the end of the body closes an answer of this API
    }

    @Override
    public Reading reading() {
        return new Reading(
                Optional.of(model()).filter(m -> !m.isEmpty()),
                Finish.of(reason, callsTools(), refused),
                OpenAiUsage.of(usage.merged(), answered(), usage.raw()),
                OpenAiUsage.costUsd(usage.merged()));
    }

    private void delta(JsonNode delta, Consumer<Event> clean) {
        String content = content(delta.path("content"), "text");
        String refusal = text(delta.path("refusal"));
        String thinking = text(first(delta.path("reasoning_content"), delta.path("reasoning")))
                + content(delta.path("content"), "thinking");
        refused |= !refusal.isEmpty();
        sawText(content + refusal);
        sawThinking(thinking);
        ArrayNode tools = calls.clean(delta.path("tool_calls"));
        if (!tools.isEmpty()) {
            sawTool();
        }
        if (!thinking.isEmpty()) {
            emit(object().put("reasoning_content", thinking), clean);
        }
        if (!content.isEmpty() || !refusal.isEmpty()) {
            emit(object().put("content", content + refusal), clean);
        }
        if (!tools.isEmpty()) {
            emit(object().set("tool_calls", tools), clean);
        }
    }

    private static void emit(JsonNode delta, Consumer<Event> clean) {
        ObjectNode choice = object().put("index", 0);
        choice.set("delta", delta);
        ObjectNode chunk = object();
        chunk.putArray("choices").add(choice);
        clean.accept(new Event("", chunk.toString()));
    }

    /** The choice we asked for: servers may send several, interleaved, or leave the index out. */
    private static JsonNode firstChoice(JsonNode choices) {
        for (JsonNode choice : choices) {
            if (choice.path("index").asInt(0) == 0) {
                return choice;
            }
        }
        return MissingNode.getInstance();
    }

    /** The text of a string, or of those parts of an array that are of this type. */
    private static String content(JsonNode node, String type) {
        if (node.isTextual()) {
            return type.equals("text") ? node.textValue() : "";
        }
        StringBuilder out = new StringBuilder();
        for (JsonNode part : node) {
            if (part.isTextual() && type.equals("text")) {
                out.append(part.textValue());
            } else if (type.equals(part.path("type").asText(""))) {
                JsonNode inner = part.path(type);
                out.append(inner.isArray() ? content(inner, "text") : text(inner));
            }
        }
        return out.toString();
    }
}
