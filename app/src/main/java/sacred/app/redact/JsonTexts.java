package sacred.app.redact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * JSON with its texts made others: names, values, and numbers, of which one may be as telling as a text. So no spelling of JSON hides
 * anything.
 *
 * @param number the text that stands in the place of a number; empty where it stays
 */
record JsonTexts(UnaryOperator<String> text, Function<String, Optional<String>> number) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** The document without what must not be in it, the same object where nothing was; empty when the text is no JSON object or array. */
    Optional<String> of(String document) {
        String begin = document.stripLeading();
        if (!begin.startsWith("{") && !begin.startsWith("[")) {
            return Optional.empty();
        }
        JsonNode before;
        try {
            before = JSON.readTree(document);
        } catch (JsonProcessingException e) {
            // half of a document, or none: a text
            return Optional.empty();
        }
        JsonNode after = changed(before);
        return Optional.of(after.equals(before) ? document : after.toString());
    }

    private JsonNode changed(JsonNode node) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode changed = make.objectNode();
                object.properties().forEach(p -> changed.set(text.apply(p.getKey()), changed(p.getValue())));
                yield changed;
            }
            case ArrayNode array -> {
                ArrayNode changed = make.arrayNode();
                array.forEach(item -> changed.add(changed(item)));
                yield changed;
            }
            case TextNode string -> make.textNode(text.apply(string.textValue()));
            case JsonNode other
            when other.isNumber() ->
                number.apply(other.asText()).<JsonNode>map(make::textNode).orElse(other);
            default -> node;
        };
    }
}
