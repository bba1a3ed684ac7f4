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
        Wire wire = new Wire(new Connections(Optional.empty()), System::nanoTime, InstantSource.system());
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
