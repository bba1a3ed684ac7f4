package sacred.providers.langchain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sacred.providers.AnswerSchema;
import sacred.providers.Backend;
import sacred.providers.Message;
import sacred.providers.Prompt;
import sacred.providers.ProviderException;
import sacred.providers.ProviderKind;
import sacred.providers.ProviderSettings;
import sacred.providers.Reply;
import sacred.providers.RetryPolicy;
import sacred.providers.Timeouts;
import sacred.providers.wire.Connections;
import sacred.providers.wire.RawServer;
import sacred.providers.wire.Wire;
import sacred.timeline.ErrorKind;

/** Compatible servers that refuse a part of a request which others need. */
class RefusalsTest {

    private static final Prompt HELLO = Prompt.of("", List.of(new Message.User("hello")));

    private static final Prompt SHAPED =
            HELLO.answeredBy(new AnswerSchema("route", "{\"type\":\"object\",\"properties\":{}}"));

    private static final RawServer.Script ANSWER = RawServer.stream("text/event-stream", """
        data: {"choices":[{"index":0,"delta":{"content":"hi"},"finish_reason":"stop"}]}

        data: [DONE]

        """);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        422 | {"detail":[{"type":"extra_forbidden","loc":["body","stream_options"],"msg":"Extra inputs are not permitted","input":{"include_usage":true}}]}
        422 | {"object":"error","message":{"detail":[{"type":"extra_forbidden","loc":["body","stream_options"],"msg":"Extra inputs are not permitted"}]},"type":"invalid_request_error"}
        400 | {"error":{"message":"Unrecognized request argument supplied: stream_options","type":"invalid_request_error"}}
        400 | {"error":"json: unknown field \\"stream_options\\""}
        400 | {"message":"property 'stream_options' is unsupported"}
        """)
    void aServerThatRefusesTheWishForUsageIsAskedWithoutItFromThenOn(int status, String body) throws Exception {
        try (RawServer server = new RawServer(RawServer.answer(status, "", body), ANSWER)) {
            Backend backend = backend(server);

            ProviderException refused = refused(backend, HELLO);
            Reply reply = backend.model("m").ask(HELLO, chunk -> {});
            backend.model("another").ask(HELLO, chunk -> {});

            assertEquals(true, refused.details().adapted());
            assertEquals(ErrorKind.BAD_REQUEST, refused.kind());
            assertTrue(refused.getMessage().endsWith("From now on it is asked without stream_options."));
            assertEquals("hi", reply.text());
            assertEquals(
                    List.of(true, false, false),
                    sent(server).stream().map(r -> r.has("stream_options")).toList());
        }
    }

    @Test
    void anotherProviderIsStillAskedWithIt() throws Exception {
        try (RawServer strict = new RawServer(RawServer.answer(400, "", "{\"error\":\"unknown: stream_options\"}"));
                RawServer other = new RawServer(ANSWER)) {
            refused(backend(strict), HELLO);

            backend(other).model("m").ask(HELLO, chunk -> {});

            assertTrue(sent(other).getFirst().has("stream_options"));
        }
    }

    @Test
    void whoeverRefusesStillIsNotAskedAThirdTime() throws Exception {
        try (RawServer server = new RawServer(RawServer.answer(400, "", "{\"error\":\"unknown: stream_options\"}"))) {
            Backend backend = backend(server);

            assertEquals(true, refused(backend, HELLO).details().adapted());
            assertEquals(false, refused(backend, HELLO).details().adapted());
        }
    }

    @Test
    void aRefusalOfAnythingElseChangesNothing() throws Exception {
        try (RawServer server = new RawServer(
                RawServer.answer(400, "", "{\"error\":\"messages: unknown role\"}"),
                RawServer.answer(500, "", "{\"error\":\"stream_options broke\"}"),
                RawServer.answer(429, "", "{\"error\":\"stream_options\"}"),
                ANSWER)) {
            Backend backend = backend(server);
            for (int request = 0; request < 3; request++) {
                assertEquals(false, refused(backend, HELLO).details().adapted());
            }

            backend.model("m").ask(HELLO, chunk -> {});

            assertTrue(sent(server).getLast().has("stream_options"));
        }
    }

    @Test
    void aLimitGoesByTheNameThatTheModelTakes() throws Exception {
        String says = "{\"error\":{\"message\":\"Unsupported parameter: 'max_tokens' is not supported with this model."
                + " Use 'max_completion_tokens' instead.\",\"type\":\"invalid_request_error\","
                + "\"param\":\"max_tokens\",\"code\":\"unsupported_parameter\"}}";
        try (RawServer server = new RawServer(RawServer.answer(400, "", says), ANSWER)) {
            Backend backend = backend(server);
            Prompt brief = HELLO.answeredWithin(50);

            assertEquals(true, refused(backend, brief).details().adapted());
            backend.model("m").ask(brief, chunk -> {});
            backend.model("another").ask(brief, chunk -> {});

            assertEquals(
                    List.of("50 ", " 50", "50 "),
                    sent(server).stream()
                            .map(r -> r.path("max_tokens").asText() + " "
                                    + r.path("max_completion_tokens").asText())
                            .toList());
        }
    }

    @Test
    void aModelThatTakesNeitherNameIsNotAskedForEver() throws Exception {
        try (RawServer server = new RawServer(
                RawServer.answer(400, "", "{\"error\":\"unknown field max_tokens\"}"),
                RawServer.answer(400, "", "{\"error\":\"unknown field max_completion_tokens\"}"))) {
            Backend backend = backend(server);

            assertEquals(
                    true, refused(backend, HELLO.answeredWithin(9)).details().adapted());
            assertEquals(
                    false, refused(backend, HELLO.answeredWithin(9)).details().adapted());
        }
    }

    @Test
    void aLimitThatIsTooLargeIsNoUnknownName() throws Exception {
        String says = "{\"error\":{\"message\":\"max_tokens is too large: 100000. This model supports at most 4096\"}}";
        try (RawServer server = new RawServer(RawServer.answer(400, "", says))) {
            assertEquals(
                    false,
                    refused(backend(server), HELLO.answeredWithin(100_000))
                            .details()
                            .adapted());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        400 | {"error":{"message":"This model does not support response format `json_schema`.","type":"invalid_request_error","param":"response_format"}}
        400 | {"error":{"message":"Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model."}}
        400 | {"error":{"message":"This response_format type is unavailable now","type":"invalid_request_error"}}
        400 | {"error":"'response_format.type' must be 'json_object' or 'text'"}
        400 | {"error":{"message":"'response_format.type' : value is not one of the allowed values ['text','json_object']"}}
        422 | {"detail":[{"type":"extra_forbidden","loc":["body","response_format"],"msg":"Extra inputs are not permitted"}]}
        400 | {"error":"Bad Request"}
        400 | {}
        500 | {"error":{"code":500,"message":"Failed to parse grammar","type":"server_error"}}
        """)
    void aModelThatRefusesTheFormOfItsAnswerIsAskedWithoutItFromThenOn(int status, String body) throws Exception {
        try (RawServer server = new RawServer(RawServer.answer(status, "", body), ANSWER)) {
            Backend backend = backend(server);

            ProviderException refused = refused(backend, SHAPED);
            backend.model("m").ask(SHAPED, chunk -> {});
            backend.model("m").ask(SHAPED, chunk -> {});
            backend.model("another").ask(SHAPED, chunk -> {});

            assertEquals(true, refused.details().adapted());
            assertTrue(
                    refused.getMessage().endsWith("From now on it is asked without response_format json_schema."),
                    refused.getMessage());
            assertEquals(
                    List.of("json_schema", "", "", "json_schema"),
                    sent(server).stream()
                            .map(r -> r.at("/response_format/type").asText())
                            .toList());
        }
    }

    @Test
    void whoeverRefusesASchemaMayStillKnowJson() throws Exception {
        String says = "{\"error\":\"'response_format.type' must be 'json_object' or 'text'\"}";
        try (RawServer server = new RawServer(RawServer.answer(400, "", says), ANSWER)) {
            Backend backend = backend(server);
            refused(backend, SHAPED);

            backend.model("m").ask(new Prompt("", HELLO.messages(), List.of(), true), chunk -> {});

            assertEquals(
                    "json_object",
                    sent(server).getLast().at("/response_format/type").asText());
        }
    }

    @Test
    void aFormThatWasNotSentCannotHaveBeenRefused() throws Exception {
        try (RawServer server = new RawServer(RawServer.answer(400, "", "{\"error\":\"unknown format\"}"))) {
            assertEquals(false, refused(backend(server), HELLO).details().adapted());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        OLLAMA | {"error":"json: cannot unmarshal object into Go struct field ChatRequest.format of type string"} | /format
        OLLAMA | {"error":"invalid format: expected \\"json\\" or a valid JSON Schema object"} | /format
        GEMINI | {"error":{"code":400,"message":"Unknown name \\"responseJsonSchema\\" at 'generation_config': Cannot find field.","status":"INVALID_ARGUMENT"}} | /generationConfig/responseJsonSchema
        GEMINI | {"error":{"code":400,"message":"JSON mode is not enabled for models/gemma-3","status":"INVALID_ARGUMENT"}} | /generationConfig/responseMimeType
        """)
    void otherKindsOfProvidersRefuseItInTheirOwnWords(ProviderKind kind, String body, String part) throws Exception {
        try (RawServer server = new RawServer(RawServer.answer(400, "", body))) {
            Backend backend = backend(server, kind);

            assertEquals(true, refused(backend, SHAPED).details().adapted());
            assertEquals(false, refused(backend, SHAPED).details().adapted());

            assertEquals(
                    List.of(false, true),
                    sent(server).stream().map(r -> r.at(part).isMissingNode()).toList());
        }
    }

    private static ProviderException refused(Backend backend, Prompt prompt) {
        return assertThrows(ProviderException.class, () -> backend.model("m").ask(prompt, chunk -> {}));
    }

    private static List<JsonNode> sent(RawServer server) {
        return server.requests().stream().map(ModelContractTest::body).toList();
    }

    private static Backend backend(RawServer server) {
        return backend(server, ProviderKind.OPENAI);
    }

    private static Backend backend(RawServer server, ProviderKind kind) {
        Wire wire = new Wire(Connections.direct(), System::nanoTime, InstantSource.system());
        return new LangChain(wire)
                .apply(new ProviderSettings(
                        "mine",
                        kind,
                        server.url() + (kind == ProviderKind.OPENAI ? "/v1" : ""),
                        Optional.empty(),
                        "",
                        List.of(),
                        Timeouts.DEFAULT,
                        RetryPolicy.DEFAULT));
    }
}
