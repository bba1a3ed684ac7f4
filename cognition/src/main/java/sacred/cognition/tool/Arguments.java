package sacred.cognition.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.math.BigDecimal;
import java.util.Map;
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

    /**
     * A text that two calls share exactly when they mean the same: the order of members, blanks, the spelling of numbers and of
     * characters make no difference. What is no JSON stays as it is.
     */
    public static String canonical(String text) {
        try {
            return canonical(JSON.readTree(text.isBlank() ? "{}" : text)).toString();
        } catch (JsonProcessingException notJson) {
            return text;
        }
    }

    private static JsonNode canonical(JsonNode node) {
        if (node.isObject()) {
            ObjectNode sorted = JsonNodeFactory.instance.objectNode();
            node.properties().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(member -> sorted.set(member.getKey(), canonical(member.getValue())));
            return sorted;
        }
        if (node.isArray()) {
            ArrayNode items = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> items.add(canonical(item)));
            return items;
        }
        // as text, because 1, 1.0 and 1e0 are one number that JSON writes in three ways
        return node.isNumber()
                ? JsonNodeFactory.instance.rawValueNode(
                        new RawValue(node.decimalValue().stripTrailingZeros().toString()))
                : node;
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
