package sacred.providers.wire;

import static sacred.providers.wire.Json.first;
import static sacred.providers.wire.Json.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Consumer;
import sacred.timeline.ErrorKind;

/**
 * Gemini's own API. Its stream has no end marker: an answer is complete when its candidate says why it finished, or the
 * prompt was blocked. Passes on events of one part each.
 */
public final class GeminiDialect extends Dialect {

    private static final String UNSPECIFIED = "FINISH_REASON_UNSPECIFIED";

    private final Snapshots usage = new Snapshots();
    private String reason = "";
    private boolean blocked;

    @Override
    void read(JsonNode json, Consumer<Event> clean) throws WireException {
        answeredBy(json.path("modelVersion"));
        usage.add(json.path("usageMetadata"));
        JsonNode candidate = firstCandidate(json.path("candidates"));
        for (JsonNode part : candidate.path("content").path("parts")) {
            part(part, clean);
        }
        String finish = text(candidate.path("finishReason"));
        reason = finish.isEmpty() || finish.equals(UNSPECIFIED) ? reason : finish;
        blocked |= !text(json.path("promptFeedback").path("blockReason")).isEmpty();
        if (reason.equals("MALFORMED_FUNCTION_CALL") || reason.equals("UNEXPECTED_TOOL_CALL")) {
            throw Failure.of(
                            ErrorKind.TOOL,
                            false,
                            "gave up on a call of a tool that the model wrote (" + reason + ")",
                            "Ask again or rephrase.")
                    .thrown();
        }
    }

    @Override
    boolean isAnswer(JsonNode json) {
        return json.path("candidates").isArray() || json.path("promptFeedback").isObject();
    }

    @Override
    void whole(JsonNode json, Consumer<Event> clean) throws WireException {
        read(json, clean);
    }

    @Override
    boolean ended() {
        return false;
    }

    @Override
    boolean complete() {
        return blocked || !reason.isEmpty();
    }

    @Override
    void close(Consumer<Event> clean) {
        // the end of the body closes an answer of this API
    }

    @Override
    public Reading reading() {
        return new Reading(
                Optional.of(model()).filter(m -> !m.isEmpty()),
                Finish.of(reason.isEmpty() && blocked ? "SAFETY" : reason, callsTools(), false),
                GeminiUsage.of(usage.merged(), answered(), usage.raw()),
                Optional.empty());
    }

    private void part(JsonNode part, Consumer<Event> clean) {
        JsonNode call = part.path("functionCall");
        String content = text(part.path("text"));
        if (call.isObject()) {
            sawTool();
            String id = text(call.path("id"));
            ObjectNode out = object().put("thoughtSignature", text(part.path("thoughtSignature")));
            out.putObject("functionCall")
                    .put("id", id.isEmpty() ? madeUpId() : id)
                    .put("name", text(call.path("name")))
                    .set("args", first(call.path("args"), object()));
            emit(out, clean);
        } else if (!content.isEmpty()) {
            boolean thought = part.path("thought").asBoolean();
            if (thought) {
                sawThinking(content);
            } else {
                sawText(content);
            }
            emit(object().put("text", content).put("thought", thought), clean);
        }
    }

    private static void emit(ObjectNode part, Consumer<Event> clean) {
        ObjectNode event = object();
        event.putArray("candidates")
                .addObject()
                .putObject("content")
                .putArray("parts")
                .add(part);
        clean.accept(new Event("", event.toString()));
    }

    private static JsonNode firstCandidate(JsonNode candidates) {
        for (JsonNode candidate : candidates) {
            if (candidate.path("index").asInt(0) == 0) {
                return candidate;
            }
        }
        return MissingNode.getInstance();
    }
}
