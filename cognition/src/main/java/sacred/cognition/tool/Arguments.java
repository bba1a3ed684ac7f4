package sacred.cognition.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.Optional;

/** The arguments of one tool call: a JSON object as a model wrote it, read leniently where the meaning is clear. */
public record Arguments(JsonNode json) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final int SHOWN_CHARACTERS = 200;

    /** Whether a text is a JSON object. */
    public static boolean isObject(String text) {
        try {
            return JSON.readTree(text).isObject();
        } catch (JsonProcessingException notJson) {
            return false;
        }
    }

    /** Nothing is repaired: half an object is a failure. Empty text is no arguments. */
    public static Arguments parse(String text) throws ToolException {
        try {
            JsonNode node = JSON.readTree(text.isBlank() ? "{}" : text);
            if (node.isObject()) {
                return new Arguments(node);
            }
        } catch (JsonProcessingException notJson) {
            // falls through to the same answer as JSON that is no object
        }
        String shown = text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "…";
        throw new ToolException("The arguments are not a JSON object: " + shown);
    }

    /** A member as text, numbers and booleans as they are written. */
    public String text(String name) throws ToolException {
        return optional(name).orElseThrow(() -> new ToolException("The argument \"" + name + "\" is missing."));
    }

    /** A member that is text, as it stands: it may be blank or empty. */
    public String verbatim(String name) throws ToolException {
        JsonNode node = json.path(name);
        if (!node.isTextual()) {
            throw new ToolException("The argument \"" + name + "\" "
                    + (node.isMissingNode() || node.isNull() ? "is missing." : "has to be text."));
        }
        return node.textValue();
    }

    /** A whole number in a range, or the usual one when it is absent. */
    public int whole(String name, int usual, int least, int most) throws ToolException {
        Optional<String> written = optional(name);
        if (written.isEmpty()) {
            return usual;
        }
        try {
            int number = new BigDecimal(written.get().strip()).intValueExact();
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException | ArithmeticException notWhole) {
            // falls through to the same answer as a number out of range
        }
        throw new ToolException(
                "The argument \"" + name + "\" has to be a whole number from " + least + " to " + most + ".");
    }

    /** Whether a member is true; absent is not. */
    public boolean flag(String name) throws ToolException {
        return optional(name).map(Boolean::parseBoolean).orElse(false);
    }

    /** As {@link #text}; null and blank text count as absent. */
    public Optional<String> optional(String name) throws ToolException {
        JsonNode node = json.path(name);
        if (node.isContainerNode()) {
            throw new ToolException("The argument \"" + name + "\" has to be text or a number.");
        }
        return Optional.of(node)
                .filter(JsonNode::isValueNode)
                .filter(value -> !value.isNull())
                .map(JsonNode::asText)
                .filter(value -> !value.isBlank());
    }
}
