package sacred.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sacred.providers.ProviderSettings;
import sacred.providers.Secret;

/** Where keys go and where they do not: K17, K19 and the half of Y56 that needs to know whether a key goes along. */
class DestinationTest {

    private static final String KEY = "CANARY9f3e7a";
    private static final Map<String, String> ENV = Map.of("OPENAI_API_KEY", KEY, "K", KEY);
    private static final String VOUCH = " Use https://, or set allow_http: true if the way there is yours.";
    private static final String OPEN_KEY =
            "http:// off this machine would show the key to everybody on the way." + VOUCH;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8000/v1",
                "http://127.0.0.1:8000/v1",
                "http://[::1]:8000/v1",
                "https://api.openai.com/v1",
                "https://eu.api.openai.com/v1",
                "https://gateway.example/api.openai.com/v1",
                "https://xn--mller-kva.example/v1",
                "https://192.168.1.5/v1",
                // given to nobody: not reaching it is the network's word
                "http://llm.invalid/v1"
            })
    void aKeyGoesToTheAddressThatTheFileSpellsOut(String url) throws ConfigException {
        Config config = written("{type: openai, api_key: \"${K}\", base_url: \"" + url + "\"}", ENV);

        assertEquals(Map.of(), config.disabled());
        assertEquals(Optional.of(new Secret(KEY)), first(config).apiKey());
        assertEquals(List.of(), config.notes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://192.168.1.5:8000/v1",
                "http://10.0.0.1/v1",
                "http://172.31.0.1/v1",
                "http://100.64.1.2/v1",
                "http://[fd00::1]:8000/v1",
                "http://[fe80::1]/v1",
                "http://gpu:8000/v1",
                "http://nas.local/v1",
                "http://nas.lan/v1",
                "http://nas.home.arpa/v1",
                "http://vllm.svc.internal/v1"
            })
    void withoutAKeyAPrivateNetworkNeedsNoEncryptionAndWithOneItDoes(String url) throws ConfigException {
        Config config = written("{type: openai, base_url: \"" + url + "\"}", ENV);
        assertEquals(Optional.empty(), first(config).apiKey());

        assertProblem(OPEN_KEY, "{type: openai, api_key: k, base_url: \"" + url + "\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://vllm.example/v1",
                "http://invalid.example/v1",
                "http://8.8.8.8/v1",
                "http://172.32.0.1/v1",
                "http://100.128.1.2/v1",
                "http://11.0.0.1/v1",
                "http://[2001:db8::1]/v1",
                "http://127.evil.test/v1",
                "http://192.168.1.5.evil.test/v1",
                "http://localhost.evil.test/v1",
            })
    void overAPublicNetworkEverythingIsEncrypted(String url) {
        assertProblem(
                "http:// to a host outside of a private network would show everybody on the way what is written."
                        + VOUCH,
                "{type: openai, base_url: \"" + url + "\"}");
    }

    @Test
    void theUserCanVouchForAWay() throws ConfigException {
        Config config = written(
                "{type: openai, api_key: \"${K}\", base_url: \"http://192.168.1.5/v1\", allow_http: true}", ENV);

        assertEquals(Optional.of(new Secret(KEY)), first(config).apiKey());
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.openai.com.evil.test/v1, api.openai.com",
        "https://api-openai.com/v1, api.openai.com",
        "https://api.opena1.com/v1, api.openai.com",
        "https://api.openai.co/v1, api.openai.com",
        "https://api.anthropic.com.evil.test, api.anthropic.com",
        "https://api.gr0q.com/openai/v1, api.groq.com",
        "https://generativelanguage.googleapis.com.evil.test, generativelanguage.googleapis.com",
        "https://API.OPENAI.COM.evil.test/v1, api.openai.com",
    })
    void noKeyIsSentToAHostThatOnlyLooksLikeAProviders(String url, String known) throws ConfigException {
        assertProblem(
                "the host looks like " + known + " and is not. No key is sent there.",
                "{type: openai, api_key: \"${K}\", base_url: \"" + url + "\"}");
        assertEquals(
                Optional.empty(),
                first(written("{type: openai, base_url: \"" + url + "\"}", ENV)).apiKey());
    }

    @ParameterizedTest
    @CsvSource({
        "${URL}, https://evil.test/v1, $URL",
        "'https://${H}/v1', evil.test, the environment",
        "'https://gateway.example${H}/v1', .evil.test, the environment",
        "'https://gateway.example:${H}/v1', 8443, the environment",
        "'${URL:-https://gateway.example/v1}', https://evil.test/v1, $URL",
        "'${URL:-https://gateway.example/v1}', http://127.0.0.1:9/v1, $URL",
    })
    void aKeyDoesNotFollowAnAddressOfTheEnvironment(String url, String value, String source) throws ConfigException {
        Config config = written(
                "{type: openai, api_key: \"${K}\", base_url: \"" + url + "\"}",
                Map.of("K", KEY, "URL", value, "H", value));

        assertEquals(
                Map.of(
                        "p",
                        "its address comes from " + source
                                + ", and a key goes only where the file says. Write the address beside the key"),
                config.disabled());
        assertFalse(config.toString().contains(KEY));
    }

    @ParameterizedTest
    @CsvSource({
        "'${URL:-https://gateway.example/v1}', https://gateway.example/v2",
        "'${URL:-https://gateway.example/v1}', HTTPS://GATEWAY.example:443/v1",
        "'https://gateway.example/${URL}', v2",
        "'${URL}', https://api.openai.com/v1",
    })
    void anAddressOfTheEnvironmentIsFineAtTheServerThatTheFileNames(String url, String value) throws ConfigException {
        Config config =
                written("{type: openai, api_key: \"${K}\", base_url: \"" + url + "\"}", Map.of("K", KEY, "URL", value));

        assertEquals(Map.of(), config.disabled());
        assertEquals(Optional.of(new Secret(KEY)), first(config).apiKey());
    }

    @Test
    void ollamaHostTakesNoKeyAlong() throws ConfigException {
        Map<String, String> env = Map.of("K", KEY, "OLLAMA_HOST", "https://evil.test");

        assertEquals(
                Map.of(
                        "p",
                        "its address comes from $OLLAMA_HOST, and a key goes only where the file says. Write the"
                                + " address beside the key"),
                written("{type: ollama, api_key: \"${K}\"}", env).disabled());
        assertEquals("https://evil.test", first(written("{type: ollama}", env)).baseUrl());
    }

    @Test
    void anOllamaHostInThePublicIsReachedEncryptedOnly() throws ConfigException {
        Config config = ConfigLoader.load(Optional.empty(), Map.of("OLLAMA_HOST", "gpu.example"), Optional.empty());

        String why = config.disabled().get("ollama");
        assertTrue(why.startsWith("$OLLAMA_HOST: http:// to a host outside of a private network"), why);
    }

    @Test
    void anAddressVariableOfOtherProgramsIsNotObeyedAndThatIsSaid() throws ConfigException {
        Map<String, String> env = Map.of("OPENAI_API_KEY", KEY, "OPENAI_BASE_URL", "https://me:CANARY2@evil.test/v1");

        Config config = ConfigLoader.load(Optional.empty(), env, Optional.empty());

        assertEquals(
                List.of("OPENAI_BASE_URL is set and not used: where a key goes is said by the configuration file alone"
                        + " (base_url)."),
                config.notes());
        assertTrue(config.providers().stream().noneMatch(p -> p.baseUrl().contains("evil")), () -> config.toString());
    }

    @Test
    void aProviderThatIsOffIsNotJudged() throws ConfigException {
        Config config = written("{type: openai, enabled: false, api_key: k, base_url: \"http://8.8.8.8/v1\"}", ENV);

        assertEquals(Map.of("p", "disabled in the configuration (enabled: false)"), config.disabled());
    }

    @Test
    void whatRefersToAProviderThatMayNotBeAskedIsNoSecondMistake() {
        List<String> problems = WrittenConfig.in(directory, """
            llm_providers: {p: {type: openai, api_key: k, base_url: "http://far.example/v1"}}
            routing_strategy: {response_formatting: "p:m", fallback: ["p:n"]}
            limits: {concurrency: {p: 1}}
            """).problems(ENV);

        assertEquals(List.of("config.yaml:1:57  llm_providers.p.base_url: " + OPEN_KEY), problems);
    }

    private void assertProblem(String problem, String provider) {
        List<String> problems = WrittenConfig.in(directory, yaml(provider)).problems(ENV);

        int column = yaml(provider).lines().skip(1).findFirst().orElseThrow().indexOf("base_url: ") + 11;
        assertEquals(List.of("config.yaml:2:" + column + "  llm_providers.p.base_url: " + problem), problems);
    }

    private Config written(String provider, Map<String, String> env) throws ConfigException {
        return WrittenConfig.in(directory, yaml(provider)).load(env);
    }

    private static String yaml(String provider) {
        return "llm_providers:\n  p: " + provider + "\nrouting_strategy: {response_formatting: \"builtin:default\"}\n";
    }

    private static ProviderSettings first(Config config) {
        return config.providers().getFirst();
    }
}
