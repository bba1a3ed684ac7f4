package sacred.cognition.tool.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tools that a server listed.
 *
 * @param refused by name, those that are not offered, with why
 */
record Catalogue(List<ToolDefinition> tools, Map<String, String> refused) {

    /** Some APIs take no more than 128 in all. */
    private static final int MOST = 100;

    static final Catalogue EMPTY = new Catalogue(List.of(), Map.of());

    Catalogue {
        tools = List.copyOf(tools);
    }

    Optional<ToolDefinition> find(String name) {
        return tools.stream().filter(tool -> tool.name().equals(name)).findFirst();
    }

    static Catalogue of(McpSettings server, List<JsonNode> listed) {
        Map<String, ToolDefinition> tools = new LinkedHashMap<>();
        Map<String, String> refused = new LinkedHashMap<>();
        for (JsonNode tool : listed) {
            String name = tool.path("name").asText();
            Optional<String> complaint = Acceptance.complaint(fullName(server, name), tool);
            if (complaint.isPresent()) {
                refused.put(JsonRpc.shortened(name), complaint.get());
            } else if (tools.containsKey(name)) {
                refused.put(name, "it is listed twice; the first counts");
            } else if (tools.size() == MOST) {
                refused.put(name, "there are more than " + MOST);
            } else {
                tools.put(name, ToolDefinition.of(tool));
            }
        }
        return new Catalogue(new ArrayList<>(tools.values()), refused);
    }

    /** As models call it. Names of the server and of the tool cannot run together: a server's holds no {@code __}. */
    static String fullName(McpSettings server, String tool) {
        return server.name() + "__" + tool;
    }
}
