package sacred.providers.langchain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import sacred.providers.wire.Json;

/**
 * A request for chat completions as Mistral accepts it: the wish for usage is refused there with HTTP 422 and not needed,
 * and the id of a call has to be nine letters and digits.
 *
 * <p>The request itself is the one for OpenAI. LangChain4j's module for Mistral keeps only the last of an answer's calls,
 * fails on an event without choices, and leaves parts of a tool's schema out.
 */
final class MistralBody {

    private static final String ID = "[a-zA-Z0-9]{9}";

    private final Map<String, String> ids = new HashMap<>();

    private MistralBody() {}

    static String of(String body) {
        JsonNode json = Json.read(body).orElseThrow();
        ((ObjectNode) json).remove("stream_options");
        MistralBody mistral = new MistralBody();
        for (JsonNode message : json.path("messages")) {
            mistral.rename(message, "tool_call_id");
            message.path("tool_calls").forEach(call -> mistral.rename(call, "id"));
        }
        return json.toString();
    }

    /** A call and its result keep the same id, because both are renamed by it. */
    private void rename(JsonNode node, String field) {
        String id = node.path(field).asText();
        if (node instanceof ObjectNode object && object.has(field) && !id.matches(ID)) {
            object.put(field, ids.computeIfAbsent(id, _ -> String.format(Locale.ROOT, "call%05d", ids.size())));
        }
    }
}
