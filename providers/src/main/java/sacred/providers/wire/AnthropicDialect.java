package sacred.providers.wire;

import static sacred.providers.wire.Json.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Anthropic's messages, and the servers that imitate them. */
public final class AnthropicDialect extends Dialect {

    private final Snapshots usage = new Snapshots();
    /** The types of the blocks that are open, by index. */
    private final Map<Integer, String> open = new TreeMap<>();

    private String reason = "";
    private boolean stopped;

    @Override
    void read(JsonNode json, Consumer<Event> clean) {
        JsonNode block = json.path("content_block");
        int index = json.path("index").asInt(0);
        switch (text(json.path("type"))) {
            case "message_start" -> {
                answeredBy(json.path("message").path("model"));
                usage.add(json.path("message").path("usage"));
            }
            case "content_block_start" -> start(index, block, clean);
            case "content_block_delta" -> delta(index, json.path("delta"), clean);
            case "content_block_stop" -> stop(index, clean);
            case "message_delta" -> {
                String given = text(json.path("delta").path("stop_reason"));
                reason = given.isEmpty() ? reason : given;
                usage.add(json.path("usage"));
            }
            case "message_stop" -> stopped = true;
            default -> {
                // pings and whatever the API grows later
            }
        }
    }

    @Override
    boolean isAnswer(JsonNode json) {
        return json.path("content").isArray();
    }

    @Override
    void whole(JsonNode json, Consumer<Event> clean) {
        answeredBy(json.path("model"));
        usage.add(json.path("usage"));
        int index = 0;
        for (JsonNode block : json.path("content")) {
            start(index, block, clean);
            stop(index++, clean);
        }
        reason = text(json.path("stop_reason"));
        stopped = true;
    }

    @Override
    boolean ended() {
        return stopped;
    }

    @Override
    boolean complete() {
        return stopped || !reason.isEmpty();
    }

    @Override
    void close(Consumer<Event> clean) {
        for (int index : open.keySet().stream().toList()) {
            stop(index, clean);
        }
        emit(object().put("type", "message_stop"), clean);
    }

    @Override
    public Reading reading() {
        return new Reading(
                Optional.of(model()).filter(m -> !m.isEmpty()),
                Finish.of(reason, callsTools(), false),
                AnthropicUsage.of(usage.merged(), answered(), usage.raw()),
                Optional.empty());
    }

    private void start(int index, JsonNode block, Consumer<Event> clean) {
        String type = text(block.path("type"));
        ObjectNode out = object().put("type", type);
        switch (type) {
            case "text", "thinking" -> begin(index, type, out, clean);
            case "tool_use" -> {
                String id = text(block.path("id"));
                out.put("id", id.isEmpty() ? madeUpId() : id).put("name", text(block.path("name")));
                out.putObject("input");
                sawTool();
                begin(index, type, out, clean);
            }
            default -> {
                // server tools, compaction, redacted thinking and blocks of the future hold nothing we can show
            }
        }
        delta(index, block, clean);
    }

    /** Content of a block, be it a delta or what its start already holds. */
    private void delta(int index, JsonNode delta, Consumer<Event> clean) {
        String type = open.getOrDefault(index, "");
        ObjectNode out = object();
        switch (type) {
            case "text" -> {
                sawText(text(delta.path("text")));
                out.put("type", "text_delta").put("text", text(delta.path("text")));
            }
            case "thinking" -> {
                sawThinking(text(delta.path("thinking")));
                out.put("type", "thinking_delta")
                        .put("thinking", text(delta.path("thinking")))
                        .put("signature", text(delta.path("signature")));
            }
            case "tool_use" -> out.put("type", "input_json_delta").put("partial_json", arguments(delta));
            default -> {
                return;
            }
        }
        ObjectNode event = object().put("type", "content_block_delta").put("index", index);
        event.set("delta", out);
        emit(event, clean);
    }

    private static String arguments(JsonNode delta) {
        JsonNode input = delta.path("input");
        return input.isObject() && !input.isEmpty() ? input.toString() : text(delta.path("partial_json"));
    }

    private void begin(int index, String type, ObjectNode block, Consumer<Event> clean) {
        open.put(index, type);
        ObjectNode event = object().put("type", "content_block_start").put("index", index);
        event.set("content_block", block);
        emit(event, clean);
    }

    private void stop(int index, Consumer<Event> clean) {
        if (open.remove(index) != null) {
            emit(object().put("type", "content_block_stop").put("index", index), clean);
        }
    }

    private static void emit(ObjectNode event, Consumer<Event> clean) {
        clean.accept(new Event(event.path("type").textValue(), event.toString()));
    }
}
