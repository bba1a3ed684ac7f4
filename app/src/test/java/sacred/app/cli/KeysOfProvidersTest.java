package sacred.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.app.Stage;

/** K20: each provider sees its own key. */
class KeysOfProvidersTest {

    @TempDir
    Path directory;

    @Test
    void aFallbackTakesNoKeyAlong() throws Exception {
        try (Stage first = new Stage(Files.createDirectory(directory.resolve("first")));
                Stage second = new Stage(Files.createDirectory(directory.resolve("second")))) {
            first.env.put("SECOND_KEY", "key-of-the-second");
            first.answering("!500", "!500").config("""
                llm_providers:
                  one: {type: openai, base_url: "%s", api_key: "${TEST_KEY}"}
                  two: {type: openai, base_url: "%s", api_key: "${SECOND_KEY}"}
                  three: {type: openai, base_url: "%s"}
                routing_strategy: {mode: rules, response_formatting: "one:alpha", fallback: ["two:beta", "three:gamma"]}
                limits: {retry: {attempts: 2, base_ms: 1, cap_ms: 1}}
                """.formatted(first.url(), second.url(), second.url()));
            second.answering("!500", "!500", "at last");

            assertEquals(0, first.run("ask", "Say hello to Anna."));

            assertEquals(List.of("Bearer " + Stage.KEY, "Bearer " + Stage.KEY), first.keys);
            assertEquals("[Bearer key-of-the-second, Bearer key-of-the-second, null]", second.keys.toString());
        }
    }
}
