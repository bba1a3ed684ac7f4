package sacred.cognition.tool.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * A tool as its server describes it: all that a model is told, and so all that has to be approved.
 *
 * @param name the server's own
 * @param schema JSON, its members in the order of their names
 */
record ToolDefinition(String name, String description, String schema) {

    static ToolDefinition of(JsonNode tool) {
        JsonNode schema = tool.path("inputSchema");
        return new ToolDefinition(
                tool.path("name").asText(),
                tool.path("description").asText(),
                schema.isObject() ? sorted(schema).toString() : "{\"type\":\"object\"}");
    }

    /** SHA-256 over name, description and schema, in hexadecimal digits. */
    String hash() {
        ArrayNode whole =
                JsonRpc.JSON.createArrayNode().add(name).add(description).add(schema);
        return sha256(whole.toString());
    }

    static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            TreeMap<String, JsonNode> members = new TreeMap<>();
            node.properties().forEach(member -> members.put(member.getKey(), sorted(member.getValue())));
            ObjectNode object = JsonRpc.JSON.createObjectNode();
            members.forEach(object::set);
            return object;
        }
        if (node.isArray()) {
            ArrayNode array = JsonRpc.JSON.createArrayNode();
            node.forEach(item -> array.add(sorted(item)));
            return array;
        }
        return node;
    }
}
