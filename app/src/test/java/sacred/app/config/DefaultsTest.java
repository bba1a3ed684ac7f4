package sacred.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sacred.cognition.TurnSettings;
import sacred.providers.ProviderKind;
import sacred.providers.ProviderSettings;
import sacred.providers.RetryPolicy;
import sacred.providers.Secret;
import sacred.providers.Timeouts;

class DefaultsTest {

    private static final ProviderSettings OLLAMA = new ProviderSettings(
            "ollama",
            ProviderKind.OLLAMA,
            "http://localhost:11434",
            Optional.empty(),
            "",
            List.of(),
            Timeouts.OLLAMA,
            RetryPolicy.DEFAULT);

    private static final ProviderSettings BUILTIN = new ProviderSettings(
            "builtin",
            ProviderKind.BUILTIN,
            "",
            Optional.empty(),
            "",
            List.of("default"),
            Timeouts.DEFAULT,
            RetryPolicy.DEFAULT);

    @TempDir
    Path directory;

    @Test
    void withNothingAtAllThereIsALocalOllamaAndTheBuiltInEngineAnswers() throws ConfigException {
        Config config = ConfigLoader.load(Optional.empty(), Map.of(), Optional.empty());

        assertTrue(config.isDefault());
        assertEquals(List.of(OLLAMA, BUILTIN), config.providers());
        assertEquals(
                Map.of(
                        "openai", "the environment variable OPENAI_API_KEY is not set",
                        "anthropic", "the environment variable ANTHROPIC_API_KEY is not set",
                        "groq", "the environment variable GROQ_API_KEY is not set",
                        "gemini", "the environment variable GEMINI_API_KEY is not set",
                        "mistral", "the environment variable MISTRAL_API_KEY is not set"),
                config.disabled());
        assertEquals(
                new Config.Routing(
                        TurnSettings.Mode.AUTO,
                        TurnSettings.Speculate.AUTO,
                        Duration.ofSeconds(5),
                        2,
                        Duration.ofHours(1),
                        "builtin:default",
                        "builtin:default",
                        "builtin:default",
                        Map.of("by_intent", Map.of(), "by_difficulty", Map.of(), "by_domain", Map.of()),
                        List.of(),
                        false),
                config.routing());
        assertEquals(new Config.Limits(Map.of("ollama", 1, "builtin", 8), Map.of()), config.limits());
        assertEquals(
                new Config.Tools(Config.Permission.ASK, Config.Permission.ASK, Config.Permission.ASK, List.of(), 8),
                config.tools());
        assertEquals(List.of(), config.notes());
    }

    @ParameterizedTest
    @CsvSource({
        "MISTRAL_API_KEY, mistral:mistral-small-latest",
        "MISTRAL_API_KEY GEMINI_API_KEY, gemini:gemini-flash-latest",
        "MISTRAL_API_KEY GEMINI_API_KEY GROQ_API_KEY, groq:llama-3.3-70b-versatile",
        "GROQ_API_KEY OPENAI_API_KEY, openai:gpt-4.1-mini",
        "GROQ_API_KEY OPENAI_API_KEY ANTHROPIC_API_KEY, anthropic:claude-haiku-4-5",
    })
    void aKeyInTheEnvironmentMakesItsProviderAnswer(String variables, String answers) throws ConfigException {
        Map<String, String> env = new HashMap<>();
        for (String variable : variables.split(" ")) {
            env.put(variable, "key-of-" + variable);
        }

        Config config = ConfigLoader.load(Optional.empty(), env, Optional.empty());

        assertEquals(answers, config.routing().responseFormatting());
        assertEquals(answers, config.routing().queryRouting());
        ProviderSettings provider = config.providers().stream()
                .filter(p -> answers.startsWith(p.name() + ":"))
                .findFirst()
                .orElseThrow();
        assertEquals(Optional.of(new Secret("key-of-" + provider.kind().keyVariable())), provider.apiKey());
        assertEquals("$" + provider.kind().keyVariable(), provider.keySource());
    }

    @ParameterizedTest
    @CsvSource({
        "gpu, http://gpu:11434",
        "gpu:1234, http://gpu:1234",
        "http://gpu:1234/, http://gpu:1234",
        "https://gpu, https://gpu",
        "https://gpu/ollama/, https://gpu/ollama",
        ":1234, http://127.0.0.1:1234",
        "0.0.0.0, http://127.0.0.1:11434",
        "0.0.0.0:1234, http://127.0.0.1:1234",
        "http://0.0.0.0:1234, http://127.0.0.1:1234",
        "[::]:1234, http://[::1]:1234",
        "' ', http://localhost:11434",
    })
    void ollamaIsWhereOllamaHostSays(String host, String url) throws ConfigException {
        Map<String, String> env = Map.of("OLLAMA_HOST", host);
        String yaml = "llm_providers: {mine: {type: ollama}, fixed: {type: ollama, base_url: \"http://fixed:1\"}}";

        Config byDefault = ConfigLoader.load(Optional.empty(), env, Optional.empty());
        Config configured = WrittenConfig.in(directory, yaml).load(env);

        assertEquals(url, byDefault.providers().getFirst().baseUrl());
        assertEquals(
                List.of(url, "http://fixed:1", ""),
                configured.providers().stream().map(ProviderSettings::baseUrl).toList());
    }

    @Test
    void anOllamaHostThatMeansNothingDisablesOllama() throws ConfigException {
        Config config = ConfigLoader.load(Optional.empty(), Map.of("OLLAMA_HOST", "http://a b"), Optional.empty());

        assertEquals("OLLAMA_HOST is not an address", config.disabled().get("ollama"));
        assertEquals(List.of(BUILTIN), config.providers());
    }

    @Test
    void aRemoteOllamaIsAskedInParallel() throws ConfigException {
        Config config =
                ConfigLoader.load(Optional.empty(), Map.of("OLLAMA_HOST", "https://gpu.example"), Optional.empty());

        assertEquals(8, config.limits().concurrency().get("ollama"));
    }

    @Test
    void aFileWithoutProvidersKeepsTheBuiltInOnesAndSaysSo() throws ConfigException {
        Config config = WrittenConfig.in(directory, "# nothing yet\n").load(Map.of());

        assertEquals(List.of(OLLAMA, BUILTIN), config.providers());
        assertEquals(
                List.of("The file names no llm_providers, so the built-in ones apply. \"sacred config example\" prints"
                        + " a template."),
                config.notes());
    }

    @Test
    void filesAreLookedForInTheOrderOfTheContract() throws Exception {
        Path option = mode("option.yaml", "rules");
        Path variable = mode("variable.yaml", "model");
        Path beside = mode("config.yaml", "auto");
        Path home = directory.resolve("home");
        Path user = home.resolve(".config/sacred/config.yaml");
        Files.createDirectories(user.getParent());
        Files.writeString(user, "ui: {}\n");
        Path xdg = directory.resolve("xdg/sacred/config.yaml");
        Files.createDirectories(xdg.getParent());
        Files.writeString(xdg, "ui: {}\n");
        Map<String, String> env = new HashMap<>(Map.of(
                "SACRED_CONFIG", variable.toString(),
                "XDG_CONFIG_HOME", directory.resolve("xdg").toString(),
                "HOME", home.toString()));

        assertEquals(Optional.of(option), ConfigLoader.find(Optional.of(option), env, Optional.of(beside)));
        assertEquals(Optional.of(variable), ConfigLoader.find(Optional.empty(), env, Optional.of(beside)));
        env.put("SACRED_CONFIG", "");
        assertEquals(Optional.of(xdg), ConfigLoader.find(Optional.empty(), env, Optional.of(beside)));
        env.put("XDG_CONFIG_HOME", "relative/is/ignored");
        assertEquals(Optional.of(user), ConfigLoader.find(Optional.empty(), env, Optional.of(beside)));
        assertEquals(List.of(user, beside), ConfigLoader.searched(Optional.empty(), env, Optional.of(beside)));
        Files.delete(user);
        assertEquals(Optional.of(beside), ConfigLoader.find(Optional.empty(), env, Optional.of(beside)));
        Files.delete(beside);
        assertEquals(Optional.empty(), ConfigLoader.find(Optional.empty(), env, Optional.of(beside)));
    }

    private Path mode(String name, String mode) throws java.io.IOException {
        return Files.writeString(directory.resolve(name), "routing_strategy: {mode: " + mode + "}\n");
    }
}
