package sacred.cognition.tool.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;

/** A server in memory that answers each request at once, as a test says; what a test does not say is answered properly. */
final class Peer implements Transport {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    final List<JsonNode> received = new CopyOnWriteArrayList<>();
    final List<Long> abandoned = new CopyOnWriteArrayList<>();
    /** By method: the lines that are sent, given the id. */
    final Map<String, BiFunction<Long, JsonNode, List<String>>> answers = new LinkedHashMap<>();

    volatile Receiver receiver;
    volatile boolean closed;

    Peer() {
        answer("initialize", "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{\"tools\":{}}}");
        tools(tool("echo", "Echoes"));
        answer("tools/call", "{\"content\":[{\"type\":\"text\",\"text\":\"done\"}]}");
    }

    static String tool(String name, String description) {
        return "{\"name\":\"" + name + "\",\"description\":\"" + description
                + "\",\"inputSchema\":{\"type\":\"object\",\"properties\":{\"message\":{\"type\":\"string\"}}}}";
    }

    Peer tools(String... tools) {
        return answer("tools/list", "{\"tools\":[" + String.join(",", tools) + "]}");
    }

    Peer answer(String method, String result) {
        answers.put(method, (id, _) -> List.of(reply(id, result)));
        return this;
    }

    Peer silent(String method) {
        answers.put(method, (_, _) -> List.of());
        return this;
    }

    static String reply(Object id, String result) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}";
    }

    List<String> methods() {
        return new ArrayList<>(
                received.stream().map(m -> m.path("method").asText()).toList());
    }

    @Override
    public void start(Receiver to) {
        receiver = to;
    }

    @Override
    public void send(long id, String message) {
        JsonNode json;
        try {
            json = JsonRpc.JSON.readTree(message);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
        received.add(json);
        if (id >= 0) {
            answers.get(json.path("method").asText())
                    .apply(id, json.path("params"))
                    .forEach(receiver::message);
        }
    }

    @Override
    public void abandon(long id) {
        abandoned.add(id);
    }

    @Override
    public void close() {
        closed = true;
    }
}
