package sacred.app.find;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalLong;

/** A {@link Hit} for programs: one JSON object on one line. */
public final class HitJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private HitJson() {}

    public static String of(Hit hit) {
        ObjectNode node = JSON.createObjectNode();
        node.put("timeline", hit.timeline());
        node.put("file", hit.file().toString());
        node.put("offset", hit.offset());
        node.put("block", hit.head().id());
        node.put("turn", hit.head().turn());
        node.put("kind", hit.kind());
        node.put("at", hit.head().at().toString());
        OptionalLong took = hit.head().durationMs();
        node.put("duration_ms", took.isPresent() ? took.getAsLong() : null);
        node.put("snippet", hit.excerpt().line());
        ArrayNode marks = node.putArray("marks");
        hit.excerpt()
                .marks()
                .forEach(place -> marks.addArray().add(place.from()).add(place.to()));
        return node.toString();
    }
}
