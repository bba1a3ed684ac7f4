package sacred.cognition.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The JSON objects in what a model said, whatever it said around them: fences, prose, examples. An object inside another one
 * is part of it. Strict, but for NaN and Infinity, which are read so that whoever reads on can name them.
 *
 * @param objects in the order of the text
 * @param wrong what is wrong with the first brace that begins no object; empty when all do
 */
public record JsonInText(List<JsonNode> objects, Optional<String> wrong) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Braces in a text beyond these begin no object: what is hostile or broken takes no time. */
    private static final int MOST_BEGINNINGS = 1000;

    public static JsonInText of(String text) {
        List<JsonNode> objects = new ArrayList<>();
        Optional<String> wrong = Optional.empty();
        int from = text.indexOf('{');
        for (int begun = 0; from >= 0 && begun < MOST_BEGINNINGS; begun++) {
            try (JsonParser parser = JSON.createParser(at(text, from))) {
                objects.add(JSON.readTree(parser));
                from += (int) parser.currentLocation().getCharOffset();
            } catch (JsonEOFException e) {
                return new JsonInText(objects, wrong.or(() -> Optional.of("it is cut off before its end")));
            } catch (JsonProcessingException e) {
                wrong = wrong.or(() -> Optional.of(e.getOriginalMessage()));
                from++;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            from = text.indexOf('{', from);
        }
        return new JsonInText(objects, wrong);
    }

    /** The last complete one: models talk before they decide, and quote examples. */
    public static Optional<JsonNode> lastObject(String text) {
        return of(text).objects().reversed().stream().findFirst();
    }

    private static StringReader at(String text, int from) throws IOException {
        StringReader reader = new StringReader(text);
        reader.skip(from);
        return reader;
    }
}
