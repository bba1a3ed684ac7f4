package sacred.providers.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.StringJoiner;

/**
 * What the body of an error says, in whatever shape its provider has: an object, a string, {@code detail}, flat fields,
 * plain text, or HTML, which says nothing to people.
 *
 * @param json the body; a missing node when it is no JSON
 * @param message the provider's words; empty for none
 * @param codes its types and codes, in lower case, for comparing
 * @param html whether it is a page
 */
record ErrorBody(JsonNode json, String message, String codes, boolean html) {

    static ErrorBody of(String body) {
        JsonNode json = Json.read(body).orElse(MissingNode.getInstance());
        if (json.isContainerNode()) {
            return of(json);
        }
        String text = body.strip();
        boolean html = text.startsWith("<");
        return new ErrorBody(
                MissingNode.getInstance(), html ? "" : json.isTextual() ? json.textValue() : text, "", html);
    }

    static ErrorBody of(JsonNode body) {
        JsonNode json = body.isArray() && !body.isEmpty() ? body.get(0) : body;
        JsonNode error = json.path("error");
        JsonNode at = error.isObject() ? error : json;
        return new ErrorBody(json, naming(at.path("param"), message(json, error, at)), codes(json, at), false);
    }

    /** Whether the JSON of a success is an error after all. */
    static boolean in(JsonNode json) {
        JsonNode error = json.path("error");
        return (error.isObject() && !error.isEmpty())
                || !Json.text(error).isBlank()
                || "error".equals(json.path("object").asText())
                || "error".equals(json.path("type").asText());
    }

    /** The status that an error names inside a successful answer. */
    OptionalInt status() {
        JsonNode at = json.path("error").isObject() ? json.path("error") : json;
        for (String field : new String[] {"code", "status_code", "status", "http_status"}) {
            int status = at.path(field).asInt();
            if (status >= 400 && status < 600) {
                return OptionalInt.of(status);
            }
        }
        return OptionalInt.empty();
    }

    /** Whether the codes or the words contain one of these, which are in lower case. */
    boolean mentions(String... words) {
        String all = codes + "\n" + message.toLowerCase(Locale.ROOT);
        for (String word : words) {
            if (all.contains(word)) {
                return true;
            }
        }
        return false;
    }

    /** The words with the parameter that they are about, which OpenAI names beside them. */
    private static String naming(JsonNode param, String message) {
        String name = Json.text(param);
        return name.isBlank() || message.contains(name) ? message : message + " (" + name + ")";
    }

    private static String message(JsonNode json, JsonNode error, JsonNode at) {
        String text = firstText(
                Json.text(error), words(at.path("message")), words(json.path("message")), words(json.path("detail")));
        String upstream = Json.text(at.path("metadata").path("raw"));
        if (!upstream.isBlank()) {
            String inner = Json.read(upstream)
                    .filter(JsonNode::isContainerNode)
                    .map(node -> of(node).message())
                    .orElse(upstream);
            return text.isBlank() ? inner : text + ": " + inner;
        }
        if (text.startsWith("{")) {
            // Ollama passes an error of its runner on as a string of JSON
            return Json.read(text)
                    .filter(JsonNode::isObject)
                    .map(node -> of(node).message())
                    .orElse(text);
        }
        return text.isBlank() && !json.isEmpty() ? json.toString() : text;
    }

    private static String words(JsonNode node) {
        if (node.path("detail").isContainerNode()) {
            return words(node.path("detail"));
        }
        String complaints = complaints(node);
        return complaints.isEmpty() && node.isContainerNode() && !node.isEmpty()
                ? node.toString()
                : complaints + Json.text(node);
    }

    /** What FastAPI, and Mistral with it, finds wrong with a request: a place and a message each. */
    private static String complaints(JsonNode list) {
        StringJoiner complaints = new StringJoiner("; ");
        for (JsonNode one : list) {
            if (!Json.text(one.path("msg")).isBlank()) {
                StringJoiner place = new StringJoiner(".");
                one.path("loc").forEach(step -> place.add(step.asText()));
                complaints.add(place + ": " + Json.text(one.path("msg")));
            }
        }
        return complaints.toString();
    }

    private static String firstText(String... candidates) {
        for (String text : candidates) {
            if (!text.isBlank()) {
                return text;
            }
        }
        return "";
    }

    private static String codes(JsonNode json, JsonNode at) {
        StringBuilder codes = new StringBuilder();
        for (JsonNode node : new JsonNode[] {
            at.path("type"),
            at.path("code"),
            at.path("status"),
            json.path("code"),
            at.path("details").path("error_code")
        }) {
            codes.append(node.isValueNode() && !node.isNull() ? node.asText() : "")
                    .append('\n');
        }
        for (JsonNode detail : at.path("details")) {
            codes.append(Json.text(detail.path("reason"))).append('\n');
            detail.path("violations")
                    .forEach(v -> codes.append(Json.text(v.path("quotaId"))).append('\n'));
        }
        return codes.toString().toLowerCase(Locale.ROOT);
    }
}
