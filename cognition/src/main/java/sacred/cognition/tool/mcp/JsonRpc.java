package sacred.cognition.tool.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Requests to one server and their answers. Whatever else arrives (banners, broken JSON, answers to nothing, batches) is
 * counted and has no effect. Any thread.
 */
final class JsonRpc implements Transport.Receiver {

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final int METHOD_NOT_FOUND = -32601;
    private static final int SHOWN_CHARACTERS = 500;

    private final Transport transport;
    private final Consumer<String> notifications;
    private final Map<Long, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();
    private final AtomicLong oddities = new AtomicLong();
    private volatile Optional<String> firstOddity = Optional.empty();
    private volatile Optional<String> closed = Optional.empty();

    /** @param notifications is told the methods of notifications, on a thread of the transport */
    JsonRpc(Transport transport, Consumer<String> notifications) {
        this.transport = transport;
        this.notifications = notifications;
    }

    /**
     * Asks and waits for the result.
     *
     * @throws McpException when there is none within the limit, or the server answers with an error
     */
    JsonNode request(String method, ObjectNode params, Duration limit) throws McpException, InterruptedException {
        long id = lastId.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        pending.put(id, answer);
        boolean answered = false;
        try {
            if (closed.isPresent()) {
                throw new McpException(closed.get());
            }
            transport.send(id, message(method, params).put("id", id).toString());
            JsonNode result = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            answered = true;
            return result;
        } catch (TimeoutException e) {
            throw new McpException("did not answer " + method + " within " + seconds(limit));
        } catch (ExecutionException e) {
            answered = true;
            throw e.getCause() instanceof McpException expected
                    ? expected
                    : new McpException("failed: " + e.getCause());
        } finally {
            pending.remove(id);
            if (!answered) {
                abandon(id);
            }
        }
    }

    void notify(String method, ObjectNode params) {
        transport.send(-1, message(method, params).toString());
    }

    boolean isClosed() {
        return closed.isPresent();
    }

    /** What arrived and was no message, for the diagnosis. */
    Optional<String> oddity() {
        long count = oddities.get();
        return count == 0
                ? Optional.empty()
                : Optional.of(count + (count == 1 ? " message was" : " messages were") + " ignored, the first because "
                        + firstOddity.orElse("it was none"));
    }

    @Override
    public void message(String text) {
        if (text.isBlank()) {
            return;
        }
        JsonNode message;
        try {
            message = JSON.readTree(text);
        } catch (JsonProcessingException | RuntimeException notJson) {
            skipped("it was not JSON");
            return;
        }
        if (!message.isObject()) {
            skipped(message.isArray() ? "batches are not supported" : "it was not an object");
        } else if (message.path("method").isTextual()) {
            called(message.path("method").asText(), message.path("id"));
        } else {
            answered(message);
        }
    }

    private void called(String method, JsonNode id) {
        if (!id.isTextual() && !id.isNumber()) {
            notifications.accept(method);
            return;
        }
        ObjectNode reply = JSON.createObjectNode().put("jsonrpc", "2.0");
        reply.set("id", id);
        if (method.equals("ping")) {
            reply.putObject("result");
        } else {
            reply.putObject("error").put("code", METHOD_NOT_FOUND).put("message", "not supported");
        }
        transport.send(-1, reply.toString());
    }

    private void answered(JsonNode message) {
        JsonNode id = message.path("id");
        CompletableFuture<JsonNode> waiting =
                id.isIntegralNumber() && id.canConvertToLong() ? pending.remove(id.asLong()) : null;
        if (waiting == null) {
            skipped("it answers nothing that was asked");
        } else if (message.path("error").isObject()) {
            String text = message.path("error").path("message").asText("an error without a message");
            waiting.completeExceptionally(new McpException("answered with an error: " + shortened(text)));
        } else if (message.path("result").isObject()) {
            waiting.complete(message.path("result"));
        } else {
            waiting.completeExceptionally(new McpException("sent an answer without a result"));
        }
    }

    @Override
    public void skipped(String what) {
        if (oddities.incrementAndGet() == 1) {
            firstOddity = Optional.of(what);
        }
    }

    @Override
    public void failed(long id, String why) {
        Optional.ofNullable(pending.remove(id)).ifPresent(p -> p.completeExceptionally(new McpException(why)));
    }

    @Override
    public void closed(String why) {
        closed = Optional.of(why);
        pending.keySet().forEach(id -> failed(id, why));
    }

    private void abandon(long id) {
        transport.abandon(id);
        if (closed.isEmpty()) {
            notify("notifications/cancelled", JSON.createObjectNode().put("requestId", id));
        }
    }

    private static ObjectNode message(String method, ObjectNode params) {
        ObjectNode message = JSON.createObjectNode().put("jsonrpc", "2.0").put("method", method);
        message.set("params", params);
        return message;
    }

    static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= SHOWN_CHARACTERS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN_CHARACTERS)) + "…";
    }

    private static String seconds(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}
