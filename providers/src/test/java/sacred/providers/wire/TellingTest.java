package sacred.providers.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sacred.providers.ProviderException;
import sacred.providers.ProviderKind;
import sacred.providers.ProviderSettings;
import sacred.providers.RetryPolicy;
import sacred.providers.Secret;
import sacred.providers.Timeouts;
import sacred.providers.Told;
import sacred.timeline.ErrorKind;

@Timeout(30)
class TellingTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String SHOW =
            "{'model_info':{'general.architecture':'llama','llama.context_length':131072},'capabilities':['completion','tools']}";

    @Test
    void anOllamaTellsTheWindowTheToolsAndWhatTheModelIsLoadedWith() throws Exception {
        String running =
                "{'models':[{'name':'other','context_length':1},{'name':'llama3.1:latest','context_length':8192}]}";
        try (RawServer server = new RawServer(json(SHOW), json(running))) {
            Told told = telling(ProviderKind.OLLAMA, server.url(), LONG).of("llama3.1");

            assertEquals(new Told(OptionalLong.of(131_072), OptionalLong.of(8192), Optional.of(true), false), told);
            assertTrue(server.requests().getFirst().startsWith("POST /api/show "), server.requests()::toString);
            assertTrue(server.requests().getFirst().endsWith("{\"model\":\"llama3.1\"}"), server.requests()::toString);
            assertTrue(server.requests().getLast().startsWith("GET /api/ps "), server.requests()::toString);
            assertTrue(server.requests().getLast().contains("Bearer key"), server.requests()::toString);
            assertEquals(2, server.requests().size());
        }
    }

    @Test
    void aModelThatIsNotLoadedHasTheContextOfItsOwnSettings() throws Exception {
        String show =
                "{'parameters':'stop \\'x\\'\\nnum_ctx                        16384','capabilities':['completion']}"
                        .replace("\\'", "");
        try (RawServer server = new RawServer(json(show), json("{'models':[]}"))) {
            assertEquals(
                    new Told(OptionalLong.empty(), OptionalLong.of(16_384), Optional.of(false), false),
                    telling(ProviderKind.OLLAMA, server.url(), LONG).of("own"));
        }
    }

    @Test
    void aModelThatRunsElsewhereIsNotLookedForInTheMemory() throws Exception {
        String show = SHOW.replace("{'model_info'", "{'remote_host':'https://ollama.com','model_info'");
        try (RawServer server = new RawServer(json(show))) {
            assertEquals(
                    new Told(OptionalLong.of(131_072), OptionalLong.empty(), Optional.of(true), true),
                    telling(ProviderKind.OLLAMA, server.url(), LONG).of("big-cloud"));
            assertEquals(1, server.requests().size());
        }
    }

    @Test
    void whatAServerDoesNotSayIsNothing() throws Exception {
        for (String body : List.of("{}", "{'model_info':{'general.architecture':'x','x.context_length':0}}")) {
            try (RawServer server = new RawServer(json(body))) {
                assertEquals(
                        Told.NOTHING,
                        telling(ProviderKind.OLLAMA, server.url(), LONG).of("m"),
                        body);
            }
        }
    }

    @Test
    void anOllamaThatDoesNotHaveTheModelYetMayHaveItLater() throws Exception {
        try (RawServer server = new RawServer(RawServer.answer(404, "", "{\"error\":\"model 'm' not found\"}"))) {
            ProviderException e = assertThrows(
                    ProviderException.class,
                    () -> telling(ProviderKind.OLLAMA, server.url(), LONG).of("m"));

            assertEquals(ErrorKind.NOT_FOUND, e.kind());
            assertEquals(1, server.requests().size());
        }
    }

    @Test
    void whatIsNoAnswerOfAnOllamaSaysNothing() throws Exception {
        for (String body : List.of("[]", "?")) {
            try (RawServer server = new RawServer(json(body))) {
                assertThrows(
                        ProviderException.class,
                        () -> telling(ProviderKind.OLLAMA, server.url(), LONG).of("m"),
                        body);
            }
        }
    }

    @Test
    void aServerThatIsSilentIsNotWaitedFor() throws Exception {
        try (RawServer server = new RawServer(RawServer.Connection::awaitClose)) {
            assertThrows(
                    ProviderException.class,
                    () -> telling(ProviderKind.OLLAMA, server.url(), Duration.ofMillis(50))
                            .of("m"));
        }
    }

    @Test
    void thatNobodyListensIsNoAnswer() throws Exception {
        try (NobodyThere nobody = new NobodyThere()) {
            ProviderException e = assertThrows(
                    ProviderException.class,
                    () -> telling(ProviderKind.OLLAMA, nobody.url(), LONG).of("m"));

            assertEquals(ErrorKind.UNREACHABLE, e.kind());
        }
    }

    @Test
    void llamaCppTellsTheContextOfItsOneModel() throws Exception {
        String props = "{'default_generation_settings':{'n_ctx':2048},'total_slots':4}";
        try (RawServer server = new RawServer(json(props))) {
            Told told = telling(ProviderKind.OPENAI, server.url() + "/v1", LONG).of("any");

            assertEquals(OptionalLong.of(2048), told.windowTokens());
            assertEquals(OptionalLong.empty(), told.setTokens());
            assertTrue(server.requests().getFirst().startsWith("GET /props "), server.requests()::toString);
        }
    }

    @Test
    void otherServersOfThisMachineTellInTheirList() throws Exception {
        String list = "{'data':[{'id':'a','max_model_len':100},{'id':'b','max_model_len':40960}]}";
        try (RawServer server = new RawServer(RawServer.answer(404, "", "{}"), json(list))) {
            Told told = telling(ProviderKind.OPENAI, server.url() + "/v1", LONG).of("b");

            assertEquals(OptionalLong.of(40_960), told.windowTokens());
            assertTrue(server.requests().getLast().startsWith("GET /v1/models "), server.requests()::toString);
        }
    }

    @Test
    void nobodyElseIsAsked() throws Exception {
        try (RawServer server = new RawServer(json(SHOW))) {
            assertEquals(
                    Told.NOTHING,
                    telling(ProviderKind.MISTRAL, server.url(), LONG).of("m"));
            assertEquals(
                    Told.NOTHING,
                    telling(ProviderKind.OPENAI, "https://api.example.invalid/v1", LONG)
                            .of("m"));
            assertEquals(List.of(), server.requests());
        }
    }

    private static RawServer.Script json(String body) {
        return RawServer.answer(200, "Content-Type: application/json\r\n", body.replace('\'', '"'));
    }

    private static Telling telling(ProviderKind kind, String url, Duration patience) {
        ProviderSettings settings = new ProviderSettings(
                "p", kind, url, Optional.of(new Secret("key")), "", List.of(), Timeouts.DEFAULT, RetryPolicy.DEFAULT);
        return new Telling(
                new Wire(Connections.direct(), System::nanoTime, InstantSource.system()), settings, patience);
    }
}
