package sacred.providers.wire;

import static sacred.providers.wire.Json.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls of tools as they arrive in pieces. Servers leave out the index, the id or both, repeat the name with every piece,
 * or send the arguments as an object: each piece leaves here with an index, and the id and the name exactly once.
 */
final class OpenAiTools {

    private static final class Known {
        private final String key;
        /** As it was sent; empty where none was. */
        private final String sent;

        private final String id;
        private boolean named;

        Known(String key, String sent) {
            this.key = key;
            this.sent = sent;
            this.id = sent.isEmpty() ? Dialect.madeUpId() : sent;
        }
    }

    private final List<Known> known = new ArrayList<>();

    ArrayNode clean(JsonNode pieces) {
        ArrayNode out = Json.nodes().arrayNode();
        int position = 0;
        for (JsonNode piece : pieces) {
            JsonNode function = piece.path("function");
            if (function.isObject()) {
                out.add(clean(piece, function, position));
            }
            position++;
        }
        return out;
    }

    private ObjectNode clean(JsonNode piece, JsonNode function, int position) {
        int before = known.size();
        int index = index(piece, function, position);
        Known call = known.get(index);
        ObjectNode out = Json.nodes().objectNode().put("index", index);
        if (known.size() > before) {
            out.put("id", call.id).put("type", "function");
        }
        ObjectNode inner = out.putObject("function");
        String name = text(function.path("name"));
        if (!call.named && !name.isEmpty()) {
            inner.put("name", name);
            call.named = true;
        }
        JsonNode arguments = function.path("arguments");
        inner.put("arguments", arguments.isContainerNode() ? arguments.toString() : text(arguments));
        return out;
    }

    /** Which call the piece belongs to; a new one where it does not belong to a known one. */
    private int index(JsonNode piece, JsonNode function, int position) {
        String id = text(piece.path("id"));
        JsonNode sent = piece.path("index");
        boolean begins = !text(function.path("name")).isEmpty();
        if (sent.isInt()) {
            return find("#" + sent.intValue(), id, begins);
        }
        if (!id.isEmpty()) {
            return find("@" + id, id, false);
        }
        return begins || known.isEmpty() ? find("?" + known.size() + "/" + position, id, false) : known.size() - 1;
    }

    /**
     * The newest call under the key. Some servers number every call 0: what begins under another id is another call, while an
     * id that only changes from piece to piece means nothing.
     */
    private int find(String key, String id, boolean begins) {
        for (int i = known.size() - 1; i >= 0; i--) {
            Known call = known.get(i);
            if (call.key.equals(key)) {
                boolean another = begins && call.named && !id.isEmpty() && !id.equals(call.sent);
                return another ? begin(key, id) : i;
            }
        }
        return begin(key, id);
    }

    private int begin(String key, String id) {
        known.add(new Known(key, id));
        return known.size() - 1;
    }
}
