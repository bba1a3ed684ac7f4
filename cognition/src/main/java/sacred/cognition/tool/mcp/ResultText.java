package sacred.cognition.tool.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What a tool of a server returned, as text. Nothing that it points to is opened. */
final class ResultText {

    private ResultText() {}

    static String of(JsonNode result) {
        List<String> parts = new ArrayList<>();
        for (JsonNode part : result.path("content")) {
            parts.add(part(part));
        }
        JsonNode structured = result.path("structuredContent");
        boolean nothing = parts.stream().allMatch(String::isBlank);
        if (nothing && structured.isContainerNode()) {
            parts.add(structured.toString());
        }
        return String.join("\n", parts);
    }

    private static String part(JsonNode part) {
        String type = part.path("type").asText();
        return switch (type) {
            case "text" -> part.path("text").asText();
            case "image", "audio" ->
                "[" + type + " " + part.path("mimeType").asText("of unknown type") + ", not shown]";
            case "resource_link" ->
                "[link to " + part.path("uri").asText("?")
                        + named(part.path("name").asText()) + ", not followed]";
            case "resource" -> resource(part.path("resource"));
            default -> "[a part of a type that is not known: " + JsonRpc.shortened(type) + "]";
        };
    }

    private static String resource(JsonNode resource) {
        String uri = resource.path("uri").asText("?");
        return resource.path("text").isTextual()
                ? "[" + uri + "]\n" + resource.path("text").asText()
                : "[" + uri + ", " + resource.path("mimeType").asText("bytes") + ", not shown]";
    }

    private static String named(String name) {
        return name.isBlank() ? "" : " (" + name + ")";
    }
}
