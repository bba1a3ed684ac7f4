package sacred.cognition.tool.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Two descriptions of a tool as lines: what is gone begins with a minus, what is new with a plus. Nothing is left out. */
final class Difference {

    private Difference() {}

    static String between(ToolDefinition before, ToolDefinition after) {
        return String.join("\n", lines(lines(before), lines(after)));
    }

    static String of(ToolDefinition tool) {
        return String.join("\n", lines(tool));
    }

    private static List<String> lines(ToolDefinition tool) {
        List<String> lines = new ArrayList<>();
        tool.description().lines().map(line -> "description: " + line).forEach(lines::add);
        pretty(tool.schema()).lines().map(line -> "arguments: " + line).forEach(lines::add);
        return lines;
    }

    private static String pretty(String schema) {
        try {
            return ((ObjectNode) JsonRpc.JSON.readTree(schema)).toPrettyString();
        } catch (JsonProcessingException | ClassCastException e) {
            return schema;
        }
    }

    /** What is equal at both ends is kept, what lies between is replaced. */
    private static List<String> lines(List<String> before, List<String> after) {
        int head = 0;
        int most = Math.min(before.size(), after.size());
        while (head < most && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < most - head && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        List<String> lines = new ArrayList<>();
        before.subList(0, head).forEach(line -> lines.add("  " + line));
        before.subList(head, before.size() - tail).forEach(line -> lines.add("- " + line));
        after.subList(head, after.size() - tail).forEach(line -> lines.add("+ " + line));
        after.subList(after.size() - tail, after.size()).forEach(line -> lines.add("  " + line));
        return lines;
    }
}
