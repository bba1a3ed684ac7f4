package sacred.providers.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sacred.providers.Check;
import sacred.providers.ProviderKind;
import sacred.providers.ProviderSettings;
import sacred.providers.RetryPolicy;
import sacred.providers.Secret;
import sacred.providers.Timeouts;

@Timeout(30)
class RedirectTest {

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aKeyIsNeverTakenToWhereARedirectPoints(int status) throws Exception {
        try (RawServer elsewhere = new RawServer(RawServer.answer(200, "", "{\"data\":[]}"));
                RawServer server = new RawServer(
                        RawServer.answer(status, "Location: " + elsewhere.url() + "/v1/models\r\n", ""))) {
            for (ProviderKind kind : List.of(ProviderKind.OPENAI, ProviderKind.ANTHROPIC, ProviderKind.GEMINI)) {
                Check check = check(server.url(), kind);

                assertTrue(check.toString().contains("redirect to 127.0.0.1:"), check.toString());
            }

            assertEquals(3, server.requests().size());
            assertEquals(0, elsewhere.connections());
        }
    }

    private static Check check(String url, ProviderKind kind) throws InterruptedException {
        ProviderSettings settings = new ProviderSettings(
                "mine",
                kind,
                url,
                Optional.of(new Secret("key-of-the-server")),
                "",
                List.of(),
                Timeouts.DEFAULT,
                RetryPolicy.DEFAULT);
        Wire wire = new Wire(Connections.direct(), System::nanoTime, InstantSource.system());
        return new Listing(wire, settings).check();
    }
}
