package sacred.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sacred.providers.ProviderSettings;
import sacred.providers.Secret;

class KeyTest {

    private static final String CANARY = "CANARY9f3e7a";

    private static final String FILE = """
        llm_providers:
          openai:
            enabled: true
            api_key: "CANARY9f3e7a"
            models: [gpt-4]
          my: {type: openai, base_url: "https://h:1/v1", api_key: 'CANARY9f3e7a'}
        routing_strategy: {mode: auto, response_formatting: "openai:gpt-4"}
        limits: {retry: {attempts: 3}}
        """;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "llm_providers: {openai: {api_key: CANARY9f3e7a, api_key: CANARY9f3e7a}}",
                "llm_providers: {openai: {api_kye: CANARY9f3e7a}}",
                "llm_providers: {openai: {api_key: \"CANARY9f3e7a}}",
                "llm_providers: {openai: {api_key: CANARY9f3e7a: x}}",
                "llm_providers:\n  openai:\n    api_key: CANARY9f3e7a: x",
                "llm_providers:\n  openai:\n    api_key:CANARY9f3e7a",
                "llm_providers:\n  openai:\n\tapi_key: CANARY9f3e7a",
                "llm_providers:\n  openai:\n    api_key: CANARY9f3e7a\n   enabled: true",
                "llm_providers: {openai: {api_key: @CANARY9f3e7a}}",
                "llm_providers: {openai: {api_key: *CANARY9f3e7a}}",
                "llm_providers: {openai: {api_key: &CANARY9f3e7a x}}",
                "llm_providers: {openai: {api_key: !CANARY9f3e7a x}}",
                "llm_providers: {openai: {api_key: !CANARY9f3e7a!a x}}",
                "llm_providers: {openai: {api_key: [CANARY9f3e7a]}}",
                "llm_providers: {openai: {api_key: {CANARY9f3e7a: x}}}",
                "llm_providers: {openai: {api_key: $CANARY9f3e7a}}",
                "llm_providers: {openai: {api_key: \"${CANARY9f3e7a-}\"}}",
                "llm_providers: {openai: {api_key: \"\\qCANARY9f3e7a\"}}",
                "llm_providers: {openai: {api_key: \"CANARY9f3e7a\" CANARY9f3e7a}}",
                "llm_providers: {openai: CANARY9f3e7a}",
                "llm_providers: {my: {type: openai, api_key:\" 'CANARY9f3e7a'}}",
                "llm_providers: {my: {type: openai, api_key: '',CANARY9f3e7a: 1}}",
                "llm_providers: {my: {type: openai, api_key: ,CANARY9f3e7a: 1}}",
                "llm_providers:\n  my:\n    api_key:\n\"CANARY9f3e7a\": x",
                "llm_providers: {openai: {base_url: \"http://me:CANARY9f3e7a@h\"}}",
                "llm_providers: {openai: {base_url: \"http://h?key=CANARY9f3e7a\"}}",
                "llm_providers: {openai: {base_url: \"CANARY9f3e7a\"}}",
                "llm_providers: {openai: {enabled: CANARY9f3e7a}}",
                "routing_strategy: {mode: sk-CANARY9f3e7a}",
                "routing_strategy: {query_routing: sk-ant-CANARY9f3e7a}",
                "sk-CANARY9f3e7a: 1",
                "llm_providers: {sk-CANARY9f3e7a: {}}",
                "limits: {concurrency: {gsk_CANARY9f3e7a: 1}}",
            })
    void noProblemEverContainsTheKey(String yaml) {
        List<String> problems = WrittenConfig.in(directory, yaml).problems(Map.of());

        assertFalse(problems.isEmpty());
        assertFalse(problems.toString().contains(CANARY), problems::toString);
    }

    /** Damages a good file in random places: it loads or it is refused with places, and the key is never shown. */
    @Property(tries = 500)
    void aDamagedFileIsRefusedWithoutItsKey(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 0, max = 340) Integer> places,
            @ForAll @Size(4) List<@IntRange(min = 0, max = 23) Integer> damages)
            throws IOException {
        String[] inserts = {
            "\n",
            "\t",
            " ",
            ":",
            ": ",
            "\"",
            "'",
            "{",
            "}",
            "[",
            "]",
            ",",
            "&",
            "*",
            "!",
            "|",
            ">",
            "%",
            "@",
            "#",
            "- ",
            "${",
            "\u0085",
            "\\U99999999"
        };
        var yaml = new StringBuilder(FILE);
        for (int i = 0; i < places.size(); i++) {
            yaml.insert(Math.min(places.get(i), FILE.length()), inserts[damages.get(i)]);
        }
        Path temporary = Files.createTempDirectory("sacred-config");
        try {
            WrittenConfig file = WrittenConfig.in(temporary, yaml.toString());
            for (String problem : file.problems(Map.of())) {
                assertTrue(problem.matches("config\\.yaml(:\\d+:\\d+)?  [^\\p{Cntrl}]+\\."), problem);
                assertFalse(problem.contains(CANARY), problem);
            }
        } finally {
            Files.deleteIfExists(temporary.resolve("config.yaml"));
            Files.delete(temporary);
        }
    }

    @Test
    void aConfigurationDoesNotShowItsKeys() throws ConfigException {
        Config config = WrittenConfig.in(directory, FILE).load(Map.of());

        assertEquals(
                Optional.of(new Secret(CANARY)), config.providers().getFirst().apiKey());
        assertFalse(config.toString().contains(CANARY));
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            quoteCharacter = '`',
            value = {
                " k1 ,k1",
                "Bearer k1,k1",
                "bearer  k1,k1",
                "\"k1\",k1",
                "'k1',k1",
                " \"Bearer k1\" ,k1",
                "\u00a0k1,k1"
            })
    void whatSurroundsAKeyIsTakenAwayAndThatIsSaid(String written, String key) throws ConfigException {
        Config config = load(written);

        ProviderSettings openai = config.providers().getFirst();
        assertEquals(Optional.of(new Secret(key)), openai.apiKey());
        assertEquals("$K", openai.keySource());
        assertEquals(
                List.of("The key from $K was used without the blanks, quotes or \"Bearer\" around it."),
                config.notes());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "CANARY9f3e7a⏎, contains a line break or another control character",
                "CANARY⏎X-Evil: 9f3e7a, contains a line break or another control character",
                "CANARY9f3e7a\u200b, `contains a character that cannot be sent, perhaps an invisible one`",
                "\"\", is empty",
                "Bearer, is empty",
            })
    void aKeyThatCannotBeSentDisablesItsProviderAndNamesItsSource(String written, String reason)
            throws ConfigException {
        Config config = load(written.replace("⏎", "\n"));

        assertEquals(Map.of("openai", "the key from $K " + reason), config.disabled());
        assertFalse(config.toString().contains("9f3e7a"));
    }

    /** Y55: at home a key of somebody else would only be shown to a stranger. */
    @ParameterizedTest
    @CsvSource({
        "openai, sk-ant-CANARY9f3e7a, anthropic",
        "openai, gsk_CANARY9f3e7a, groq",
        "openai, AIzaCANARY9f3e7a, gemini",
        "openai, sk-or-v1-CANARY9f3e7a, openrouter",
        "anthropic, sk-proj-CANARY9f3e7a, openai",
        "gemini, gsk_CANARY9f3e7a, groq",
    })
    void aKeyThatBeginsLikeSomebodyElsesIsNotSent(String kind, String key, String owner) throws ConfigException {
        Config config = WrittenConfig.in(
                        directory,
                        "llm_providers: {" + kind + ": {api_key: \"${K}\"}}\n"
                                + "routing_strategy: {response_formatting: \"builtin:default\"}\n")
                .load(Map.of("K", key));

        assertEquals(
                Map.of(kind, "the key from $K begins like a key of " + owner + ", not of " + kind), config.disabled());
        assertFalse(config.toString().contains("9f3e7a"));
    }

    @Test
    void aCompatibleServerMayHaveKeysOfAnyForm() throws ConfigException {
        Config config = WrittenConfig.in(
                        directory,
                        "llm_providers: {my: {type: openai, base_url: \"https://openrouter.ai/api/v1\", api_key:"
                                + " sk-or-v1-x}}")
                .load(Map.of());

        assertEquals(Map.of(), config.disabled());
    }

    /** A key that landed in another field, in forms that nothing but its value tells. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "routing_strategy: {query_routing: \"${MISTRAL_API_KEY}\"}",
                "routing_strategy: {query_routing: \"${MISTRAL_API_KEY}:x\"}",
                "routing_strategy: {fallback: [\"builtin:default\", \"x ${MISTRAL_API_KEY}\"]}",
                "llm_providers: {openai: {base_url: \"${MISTRAL_API_KEY}\"}}",
                "llm_providers: {openai: {type: a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6}}",
                "llm_providers: {a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6: {}}",
                "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6: 1",
                "ui: {theme: xai-a1B2c3D4}",
                "tls: {ca_file: \"${MISTRAL_API_KEY}\"}",
            })
    void aKeyInAnotherFieldIsNotShownEither(String yaml) {
        Map<String, String> env = Map.of("MISTRAL_API_KEY", "a1B2c3D4-e5F6g7H8_" + "z".repeat(90));

        List<String> problems = WrittenConfig.in(directory, yaml).problems(env);

        assertEquals(1, problems.size());
        assertFalse(problems.toString().contains("a1B2"), problems::toString);
        assertFalse(problems.toString().contains("zzzz"), problems::toString);
    }

    @Test
    void aKeyInTheFileIsNamedByItsPath() throws ConfigException {
        Config config = WrittenConfig.in(directory, "llm_providers: {openai: {api_key: \"a\\nb\"}}")
                .load(Map.of());

        assertEquals(
                Map.of(
                        "openai",
                        "the key from llm_providers.openai.api_key contains a line break or another control"
                                + " character"),
                config.disabled());
    }

    @Test
    void aKeyOfTheEnvironmentGoesToItsOwnAddressOnly() throws ConfigException {
        Config config = WrittenConfig.in(directory, """
            llm_providers:
              openai: {}
              mirror: {type: openai, base_url: "https://api.openai.com.example/v1"}
            routing_strategy: {response_formatting: "openai:x"}
            """).load(Map.of("OPENAI_API_KEY", CANARY));

        assertEquals(Optional.of(new Secret(CANARY)), config.providers().get(0).apiKey());
        assertEquals(Optional.empty(), config.providers().get(1).apiKey());
    }

    private Config load(String key) throws ConfigException {
        String yaml = """
            llm_providers: {openai: {api_key: "${K}"}}
            routing_strategy: {response_formatting: "builtin:default"}
            """;
        return WrittenConfig.in(directory, yaml).load(Map.of("K", key));
    }
}
