package sacred.cognition.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/** JSON that a model wrote with words around it. Pure. */
public final class JsonInText {

    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonInText() {}

    /** The last complete top-level JSON object in a text: models talk before they decide, and quote examples. */
    public static Optional<JsonNode> lastObject(String text) {
        Optional<JsonNode> last = Optional.empty();
        int from = text.indexOf('{');
        while (from >= 0) {
            int end = endOfObject(text, from);
            if (end < 0) {
                break;
            }
            try {
                last = Optional.of(JSON.readTree(text.substring(from, end)));
            } catch (JsonProcessingException e) {
                // not JSON after all, such as {x}: what follows it may be
            }
            from = text.indexOf('{', end);
        }
        return last;
    }

    /** The index behind the brace that closes the object, or -1 when the text ends before it. */
    private static int endOfObject(String text, int from) {
        int depth = 0;
        boolean inString = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (inString) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    inString = false;
                }
            } else if (c == '"') {
                inString = true;
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }
}
