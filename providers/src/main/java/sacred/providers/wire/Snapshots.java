package sacred.providers.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * The usage objects of one stream as one: the last value that is not null wins, field by field. They are never added,
 * because each repeats or corrects the ones before.
 */
final class Snapshots {

    private final ObjectNode merged = Json.nodes().objectNode();

    void add(JsonNode usage) {
        if (usage.isObject()) {
            merge(merged, (ObjectNode) usage);
        }
    }

    JsonNode merged() {
        return merged;
    }

    /** Verbatim where one object came; empty where none did. */
    Optional<String> raw() {
        return merged.isEmpty() ? Optional.empty() : Optional.of(merged.toString());
    }

    private static void merge(ObjectNode into, ObjectNode from) {
        from.properties().forEach(field -> {
            JsonNode known = into.path(field.getKey());
            JsonNode value = field.getValue();
            if (value.isObject() && known.isObject()) {
                merge((ObjectNode) known, (ObjectNode) value);
            } else if (!value.isNull() || known.isMissingNode()) {
                into.set(field.getKey(), value.deepCopy());
            }
        });
    }
}
