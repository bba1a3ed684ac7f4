package sacred.providers.wire;

import static sacred.providers.wire.Json.first;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;
import sacred.providers.ModelInfo;

/** One entry of a list of models, in the words of whichever API it comes from. */
final class ListedModel {

    /** What Gemini's API puts before every name. */
    private static final String GEMINI_PREFIX = "models/";

    private ListedModel() {}

    /** Empty for an entry without a name and for what cannot chat, where the API tells: embeddings, images, moderation. */
    static Optional<ModelInfo> of(JsonNode model) {
        String name = Json.text(first(model.path("id"), model.path("name"), model.path("model")));
        if (name.isEmpty() || !chats(model)) {
            return Optional.empty();
        }
        return Optional.of(new ModelInfo(
                name.startsWith(GEMINI_PREFIX) ? name.substring(GEMINI_PREFIX.length()) : name,
                number(model.path("size")),
                number(first(
                        model.path("inputTokenLimit"),
                        model.path("max_context_length"),
                        model.path("context_window"),
                        model.path("context_length"),
                        model.path("max_model_len"),
                        model.path("details").path("context_length"))),
                capabilities(model)));
    }

    private static boolean chats(JsonNode model) {
        JsonNode methods = model.path("supportedGenerationMethods");
        return (!methods.isArray() || has(methods, "generateContent"))
                && model.path("capabilities").path("completion_chat").asBoolean(true);
    }

    private static List<String> capabilities(JsonNode model) {
        JsonNode told = model.path("capabilities");
        JsonNode parameters = model.path("supported_parameters");
        List<String> capabilities = new ArrayList<>();
        if (told.path("function_calling").asBoolean() || has(told, "tools") || has(parameters, "tools")) {
            capabilities.add("tools");
        }
        if (told.path("vision").asBoolean() || has(told, "vision")) {
            capabilities.add("vision");
        }
        if (model.path("thinking").asBoolean()
                || told.path("reasoning").asBoolean()
                || has(told, "thinking")
                || has(parameters, "reasoning")) {
            capabilities.add("thinking");
        }
        return capabilities;
    }

    private static boolean has(JsonNode names, String name) {
        return names.isArray()
                && StreamSupport.stream(names.spliterator(), false)
                        .map(Json::text)
                        .anyMatch(name::equals);
    }

    /** A zero is a server that does not know. */
    private static OptionalLong number(JsonNode node) {
        return node.isIntegralNumber() && node.longValue() > 0
                ? OptionalLong.of(node.longValue())
                : OptionalLong.empty();
    }
}
