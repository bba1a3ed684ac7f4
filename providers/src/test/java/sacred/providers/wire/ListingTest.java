package sacred.providers.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sacred.providers.Check;
import sacred.providers.ModelInfo;
import sacred.providers.ProviderException;
import sacred.providers.ProviderKind;
import sacred.providers.ProviderSettings;
import sacred.providers.RetryPolicy;
import sacred.providers.Secret;
import sacred.providers.Timeouts;
import sacred.timeline.ErrorKind;

@Timeout(30)
class ListingTest {

    private static final String KEY = "sk-canary-123456";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        OPENAI | /v1 | GET /v1/models HTTP/1.1 | authorization: bearer sk-canary-123456
        GROQ | /openai/v1/ | GET /openai/v1/models HTTP/1.1 | authorization: bearer sk-canary-123456
        ANTHROPIC | | GET /v1/models?limit=1000 HTTP/1.1 | x-api-key: sk-canary-123456
        ANTHROPIC | /v1 | GET /v1/models?limit=1000 HTTP/1.1 | anthropic-version: 2023-06-01
        GEMINI | | GET /v1beta/models?pageSize=1000 HTTP/1.1 | x-goog-api-key: sk-canary-123456
        GEMINI | /v1beta | GET /v1beta/models?pageSize=1000 HTTP/1.1 | x-goog-api-key: sk-canary-123456
        GEMINI | /proxy/v1 | GET /proxy/v1/models?pageSize=1000 HTTP/1.1 | x-goog-api-key: sk-canary-123456
        MISTRAL | /v1 | GET /v1/models HTTP/1.1 | authorization: bearer sk-canary-123456
        MISTRAL | | GET /v1/models HTTP/1.1 | authorization: bearer sk-canary-123456
        OLLAMA | | GET /api/tags HTTP/1.1 | authorization: bearer sk-canary-123456
        """)
    void eachKindIsAskedAtItsOwnPlaceWithItsOwnHeader(ProviderKind kind, String path, String line, String header)
            throws Exception {
        try (RawServer server = new RawServer(RawServer.answer(200, "", "{\"data\":[]}"))) {
            listing(kind, server.url() + (path == null ? "" : path), KEY).models();

            String request = server.requests().getFirst();
            assertTrue(request.startsWith(line + "\r\n"), request);
            assertTrue(request.toLowerCase(Locale.ROOT).contains(header + "\r\n"), request);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'data':[{'id':'a'},{'id':'b'}],'models':[{'name':'c'}]}
        {'models':[{'name':'a','model':'a','size':5},{'name':'b','size':6}]}
        """)
    void namesAreReadFromBothShapes(String json) throws Exception {
        try (RawServer server = new RawServer(RawServer.answer(200, "", json.replace('\'', '"')))) {
            List<ModelInfo> models =
                    listing(ProviderKind.OLLAMA, server.url(), KEY).models();

            assertEquals(List.of("a", "b"), models.stream().map(ModelInfo::name).toList());
            OptionalLong size = json.contains("size") ? OptionalLong.of(5) : OptionalLong.empty();
            assertEquals(size, models.getFirst().sizeBytes());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # gemini
        {'name':'models/g-2','inputTokenLimit':1048576,'outputTokenLimit':65536,'supportedGenerationMethods':['generateContent','countTokens'],'thinking':true} | g-2 1048576 thinking
        {'name':'models/e','inputTokenLimit':2048,'supportedGenerationMethods':['embedContent']} | ``
        # mistral
        {'id':'m','max_context_length':131072,'capabilities':{'completion_chat':true,'function_calling':true,'vision':true}} | m 131072 tools,vision
        {'id':'embed','max_context_length':8192,'capabilities':{'completion_chat':false,'function_calling':false}} | ``
        # others, and what says nothing
        {'id':'q','context_window':32768} | q 32768 ``
        {'id':'o/r','context_length':65536,'supported_parameters':['tools','reasoning']} | o/r 65536 tools,thinking
        {'id':'v','max_model_len':4096,'capabilities':['completion','vision']} | v 4096 vision
        {'id':'z','context_length':0} | z ? ``
        {'id':'n'} | n ? ``
        """)
    void windowAndCapabilitiesAreReadWhereTheApiTells(String model, String expected) throws Exception {
        String json = "{'data':[" + model + "]}";
        try (RawServer server = new RawServer(RawServer.answer(200, "", json.replace('\'', '"')))) {
            List<ModelInfo> models =
                    listing(ProviderKind.OPENAI, server.url(), KEY).models();

            String read = models.stream()
                    .map(m -> m.name() + " "
                            + (m.windowTokens().isEmpty()
                                    ? "?"
                                    : m.windowTokens().getAsLong()) + " "
                            + String.join(",", m.capabilities()))
                    .collect(Collectors.joining());
            assertEquals(expected.replace("``", "").strip(), read.strip());
        }
    }

    @Test
    void aCheckSaysWhyAProviderDoesNotAnswer() throws Exception {
        try (RawServer server = new RawServer(
                RawServer.answer(200, "", "{\"data\":[{\"id\":\"a\"}]}"),
                RawServer.answer(401, "", "{\"error\":{\"message\":\"no " + KEY + "\"}}"))) {
            Listing listing = listing(ProviderKind.OPENAI, server.url(), KEY);

            Check first = listing.check();
            Check second = listing.check();

            assertEquals(new Check(true, first.latencyMillis(), "1 model"), first);
            assertFalse(second.ok());
            assertTrue(second.message().contains("401") && second.message().contains("$MY_KEY"), second.message());
            assertFalse(second.message().contains(KEY), second.message());
        }
    }

    @Test
    void aPageInsteadOfAListMentionsTheAddress() throws Exception {
        try (RawServer server = new RawServer(RawServer.answer(200, "", "<html>hello</html>"))) {
            Check check = listing(ProviderKind.OPENAI, server.url(), KEY).check();

            assertFalse(check.ok());
            assertTrue(check.message().contains("base_url"), check.message());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk-secret\nX-Evil: 1",
                "sk-\u200bsecret",
                "sk secret",
                "sk-secret\u0007",
                "sk-secret\u009b",
                "sk-ключ"
            })
    void aKeyThatNoHeaderCanCarryIsRefusedByNameAndNotShown(String key) throws Exception {
        try (RawServer server = new RawServer(RawServer.answer(200, "", "{}"))) {
            ProviderException e = assertThrows(
                    ProviderException.class,
                    () -> listing(ProviderKind.OPENAI, server.url(), key).models());

            assertEquals(ErrorKind.CONFIG, e.kind());
            assertTrue(e.getMessage().contains("$MY_KEY"), e.getMessage());
            assertFalse(e.getMessage().contains("sk"), e.getMessage());
            assertEquals(0, server.connections());
        }
    }

    @Test
    void aLineEndBehindAKeyIsNoPartOfIt() throws Exception {
        try (RawServer server = new RawServer(RawServer.answer(200, "", "{\"data\":[]}"))) {
            listing(ProviderKind.OPENAI, server.url(), KEY + "\n").models();

            assertTrue(server.requests().getFirst().contains("Bearer " + KEY + "\r\n"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost:8000", "ftp://host/v1", "http://a b/v1", "http:///v1"})
    void aBaseUrlThatIsNoAddressIsAConfigurationError(String baseUrl) {
        ProviderException e = assertThrows(
                ProviderException.class,
                () -> listing(ProviderKind.OPENAI, baseUrl, KEY).models());

        assertEquals(ErrorKind.CONFIG, e.kind());
        assertTrue(e.getMessage().contains("base_url"), e.getMessage());
    }

    private static Listing listing(ProviderKind kind, String baseUrl, String key) {
        Wire wire = new Wire(Connections.direct(), System::nanoTime, InstantSource.system());
        return new Listing(
                wire,
                new ProviderSettings(
                        "mine",
                        kind,
                        baseUrl,
                        Optional.of(new Secret(key)),
                        "$MY_KEY",
                        List.of(),
                        Timeouts.DEFAULT,
                        RetryPolicy.DEFAULT));
    }
}
