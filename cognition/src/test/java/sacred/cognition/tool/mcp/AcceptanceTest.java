package sacred.cognition.tool.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class AcceptanceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#/$defs/A\"}},\"$defs\":{\"A\":{\"items\":{\"$ref\":\"#/$defs/A\"}}}};refers"
                    + " to itself",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#/properties/b\"},\"b\":{\"$ref\":\"#/properties/a\"}}};refers"
                    + " to itself",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"https://evil.test/schema\"}}};outside of it",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#/$defs/Missing\"}}};refers to nothing",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\",\"pattern\":\"^(a+)+$\"}}};take for"
                        + " ever",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\",\"pattern\":\"((a|b)*)*c\"}}};take"
                        + " for ever",
                "{\"type\":\"string\"};not described as an object",
                "[];not described as an object"
            })
    void t67ASchemaThatCouldHangSomebodyIsRefused(String schema, String why) throws Exception {
        assertTrue(complaint(schema).orElse("").contains(why), complaint(schema).toString());
    }

    @Test
    void t67ASchemaWithoutAnEndIsRefused() throws Exception {
        String wide = IntStream.range(0, 10_000)
                .mapToObj(i -> "\"p" + i + "\":{\"type\":\"string\"}")
                .collect(Collectors.joining(","));
        String deep = "{\"items\":".repeat(500) + "{}" + "}".repeat(500);
        String fan = IntStream.range(0, 30)
                .mapToObj(i -> "\"D" + i + "\":{\"anyOf\":[{\"$ref\":\"#/$defs/D" + (i + 1)
                        + "\"},{\"$ref\":\"#/$defs/D" + (i + 1) + "\"}]}")
                .collect(Collectors.joining(","));

        assertTrue(
                complaint("{\"type\":\"object\",\"properties\":{" + wide + "}}").isPresent());
        assertTrue(complaint("{\"type\":\"object\",\"properties\":{\"a\":" + deep + "}}")
                .isPresent());
        assertTrue(complaint("{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#/$defs/D0\"}},\"$defs\":{" + fan
                        + ",\"D30\":{}}}")
                .isPresent());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"type\":\"object\",\"properties\":{}}",
                "{\"properties\":{\"a\":{\"$ref\":\"#/$defs/A\"},\"b\":{\"$ref\":\"#/$defs/A\"}},\"$defs\":{\"A\":{\"type\":\"string\"}}}",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\",\"pattern\":\"^[a-z]+(-[0-9]{4})?$\"}}}",
                "{\"type\":\"object\",\"properties\":{\"pattern\":{\"type\":\"string\"}}}"
            })
    void whatUsualServersDescribeIsOffered(String schema) throws Exception {
        assertEquals(Optional.empty(), complaint(schema));
    }

    private static Optional<String> complaint(String schema) throws Exception {
        JsonNode tool = JsonRpc.JSON.readTree("{\"name\":\"t\",\"description\":\"\",\"inputSchema\":" + schema + "}");
        return Acceptance.complaint("s__t", tool);
    }
}
