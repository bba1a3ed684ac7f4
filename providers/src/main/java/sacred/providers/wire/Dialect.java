package sacred.providers.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * One API as it is really spoken. Reads the events of one answer: keeps what is said about usage, finish and errors, and
 * passes on plain events of the API that hold text, thinking and calls of tools in the one form that everybody reads
 * alike. For one answer, and not thread-safe.
 */
public abstract sealed class Dialect permits OpenAiDialect, AnthropicDialect, OllamaDialect, GeminiDialect {

    private static final AtomicLong MADE_UP_IDS = new AtomicLong();

    private String model = "";
    private boolean text;
    private boolean thinking;
    private boolean tools;

    /** Reads one event. {@code clean} gets zero or more events. */
    abstract void read(JsonNode json, Consumer<Event> clean) throws WireException;

    /** Whether a whole document is an answer of this API. */
    abstract boolean isAnswer(JsonNode json);

    /** Reads a whole document that stands for a stream. */
    abstract void whole(JsonNode json, Consumer<Event> clean) throws WireException;

    /** Whether nothing of the answer can follow. */
    abstract boolean ended();

    /** Whether the answer counts as complete when nothing more comes. */
    abstract boolean complete();

    /** Passes on what closes a complete answer. */
    abstract void close(Consumer<Event> clean);

    /** What has been said until now. */
    public abstract Reading reading();

    /** Whether the API streams one JSON object a line instead of server-sent events. */
    boolean ndjson() {
        return false;
    }

    /** Whether the data is {@code [DONE]}, which is no JSON and which gateways add to other APIs as well. */
    boolean marker(String data) {
        return data.strip().equals("[DONE]");
    }

    /** Whether the provider says that the answer ended with an error, without saying which. */
    boolean broken() {
        return false;
    }

    /** Whether a part of the answer has arrived. */
    public final boolean begun() {
        return text || thinking || tools;
    }

    final boolean answered() {
        return text || tools;
    }

    final boolean callsTools() {
        return tools;
    }

    final String model() {
        return model;
    }

    final void answeredBy(JsonNode name) {
        if (!Json.text(name).isBlank()) {
            model = name.textValue();
        }
    }

    final void sawText(String piece) {
        text |= !piece.isEmpty();
    }

    final void sawThinking(String piece) {
        thinking |= !piece.isEmpty();
    }

    final void sawTool() {
        tools = true;
    }

    /** An id for a call that came without one. A conversation holds calls of many answers, so no two are alike. */
    static String madeUpId() {
        return "call_unnamed_" + MADE_UP_IDS.incrementAndGet();
    }

    static ObjectNode object() {
        return Json.nodes().objectNode();
    }
}
