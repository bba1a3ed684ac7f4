package sacred.providers.langchain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sacred.providers.AnswerSchema;
import sacred.providers.Chunk;
import sacred.providers.Message;
import sacred.providers.Model;
import sacred.providers.Prompt;
import sacred.providers.ProviderException;
import sacred.providers.ProviderKind;
import sacred.providers.ProviderSettings;
import sacred.providers.Reply;
import sacred.providers.RetryPolicy;
import sacred.providers.Secret;
import sacred.providers.StoppedException;
import sacred.providers.Timeouts;
import sacred.providers.ToolCall;
import sacred.providers.ToolSpec;
import sacred.providers.wire.Connections;
import sacred.providers.wire.Json;
import sacred.providers.wire.RawServer;
import sacred.providers.wire.Wire;
import sacred.timeline.ErrorKind;
import sacred.timeline.Usage;

/** What every kind of provider owes, whatever its API looks like. */
@Timeout(30)
abstract class ModelContractTest {

    private static final String KEY = "sk-canary-123456";
    static final Prompt HELLO = Prompt.of("be brief", List.of(new Message.User("hello")));
    static final ToolSpec WEATHER = new ToolSpec(
            "weather",
            "The weather of a city.",
            "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\",\"description\":\"where\"}},\"required\":[\"city\"]}");

    private final AtomicLong nanos = new AtomicLong();
    private final List<Chunk> chunks = new ArrayList<>();

    abstract ProviderKind kind();

    /** What a user writes behind the address of the server. */
    abstract String basePath();

    abstract String path();

    /** A piece of text on the wire. */
    abstract String text(String piece);

    abstract String thinking(String piece);

    /** A whole call of a tool on the wire. */
    abstract String call(String id, String name, String arguments);

    /** The end of an answer that used 12 and 34 tokens. */
    abstract String end(String reason);

    abstract String errorInTheMiddle();

    /** A whole answer in one document, with the text {@code hi} and 12 and 34 tokens. */
    abstract String document();

    abstract String length();

    /** Whether the request names the model and wants a stream. */
    void assertAsksForAStream(JsonNode body) {
        assertEquals("asked-model", body.path("model").asText());
        assertTrue(body.path("stream").asBoolean());
    }

    JsonNode messages(JsonNode body) {
        return body.path("messages");
    }

    @Test
    void theTextStreamsInOrderAndIsTheReplysText() throws Exception {
        try (RawServer server = serving(text("Hel") + text("lo 🌍") + end("stop"))) {
            Reply reply = model(server).ask(HELLO, chunks::add);

            assertEquals(List.of(new Chunk.Text("Hel"), new Chunk.Text("lo 🌍")), chunks);
            assertEquals("Hello 🌍", reply.text());
            assertEquals(Optional.of("stop"), reply.finish());
            assertEquals(Optional.of("answering-model"), reply.modelAnswered());
        }
    }

    @Test
    void theCountsAreTheProviders() throws Exception {
        try (RawServer server = serving(text("Hello") + end("stop"))) {
            Usage usage = model(server).ask(HELLO, chunks::add).usage();

            assertEquals(12, usage.input().orElseThrow());
            assertEquals(34, usage.output().orElseThrow());
            assertEquals(Usage.Source.REPORTED, usage.source());
            assertTrue(Json.read(usage.raw().orElseThrow()).isPresent());
        }
    }

    @Test
    void exactlyOneRequestIsSentToThePathOfTheApiWithModelAndConversation() throws Exception {
        try (RawServer server = serving(text("Hello") + end("stop"))) {
            model(server)
                    .ask(
                            Prompt.of(
                                    "be brief",
                                    List.of(
                                            new Message.User("one"),
                                            Message.Assistant.of("two"),
                                            Message.Assistant.of(""),
                                            new Message.User("three"))),
                            chunks::add);

            assertEquals(1, server.requests().size());
            String request = server.requests().getFirst();
            assertTrue(request.startsWith("POST " + path() + " HTTP/1.1\r\n"), request);
            JsonNode body = body(request);
            assertAsksForAStream(body);
            String conversation = body.toString();
            assertTrue(conversation.indexOf("be brief") > 0, conversation);
            assertTrue(conversation.indexOf("one") < conversation.indexOf("two"), conversation);
            assertTrue(conversation.indexOf("two") < conversation.indexOf("three"), conversation);
            assertEquals(
                    3, roles(body).stream().filter(r -> !r.equals("system")).count());
        }
    }

    @Test
    void theKeyIsSentOnceInAHeaderAndNowhereElse() throws Exception {
        try (RawServer server = serving(text("Hello") + end("stop"))) {
            model(server).ask(HELLO, chunks::add);

            String request = server.requests().getFirst();
            assertEquals(2, request.split(KEY, -1).length);
            assertTrue(request.indexOf(KEY) < request.indexOf("\r\n\r\n"));
        }
    }

    @Test
    void withoutAKeyNoneIsSent() throws Exception {
        try (RawServer server = serving(text("Hello") + end("stop"))) {
            model(server, "asked-model", Optional.empty()).ask(HELLO, chunks::add);

            String head = server.requests().getFirst().toLowerCase(Locale.ROOT);
            assertFalse(head.contains("authorization:"), head);
            assertFalse(head.contains("x-api-key:"), head);
            assertFalse(head.contains("x-goog-api-key:"), head);
        }
    }

    @Test
    void reasoningIsNotTheAnswer() throws Exception {
        try (RawServer server = serving(thinking("hm") + text("Hello") + end("stop"))) {
            Reply reply = model(server).ask(HELLO, chunks::add);

            assertEquals(List.of(new Chunk.Thinking("hm"), new Chunk.Text("Hello")), chunks);
            assertEquals("Hello", reply.text());
            assertEquals("hm", reply.thinking());
        }
    }

    @Test
    void aToolIsOfferedCalledAndItsResultGoesBack() throws Exception {
        try (RawServer server = new RawServer(
                stream(call("callABC12", "weather", "{\"city\":\"Kyiv\"}") + end("tool_calls")),
                stream(text("Sunny.") + end("stop")))) {
            Model model = model(server);
            List<Message> messages = new ArrayList<>(List.of(new Message.User("weather?")));

            Reply first = model.ask(new Prompt("", messages, List.of(WEATHER), false), chunks::add);
            messages.add(new Message.Assistant("", first.toolCalls(), first.thinking(), first.signature()));
            messages.add(new Message.ToolResult("callABC12", "weather", "18 degrees", false));
            Reply second = model.ask(new Prompt("", messages, List.of(WEATHER), false), chunks::add);

            assertEquals(Optional.of("tool_calls"), first.finish());
            assertEquals(1, first.toolCalls().size());
            ToolCall call = first.toolCalls().getFirst();
            assertEquals("callABC12 weather", call.id() + " " + call.name());
            assertEquals(
                    "{\"city\":\"Kyiv\"}",
                    Json.read(call.arguments()).orElseThrow().toString());
            assertEquals("Sunny.", second.text());
            String offered = body(server.requests().getFirst()).path("tools").toString();
            assertTrue(offered.contains("\"description\":\"where\""), offered);
            assertTrue(offered.contains("\"required\":[\"city\"]"), offered);
            String returned = messages(body(server.requests().getLast())).toString();
            assertTrue(returned.contains("Kyiv") && returned.contains("18 degrees"), returned);
            assertTrue(returned.contains("callABC12"), returned);
        }
    }

    @Test
    void twoCallsOfOneAnswerStayTwo() throws Exception {
        try (RawServer server =
                serving(call("a", "weather", "{\"city\":\"Kyiv\"}") + call("b", "weather", "{}") + end("tool_calls"))) {
            Reply reply = model(server).ask(HELLO, chunks::add);

            assertEquals(
                    List.of(new ToolCall("a", "weather", "{\"city\":\"Kyiv\"}"), new ToolCall("b", "weather", "{}")),
                    reply.toolCalls());
        }
    }

    @Test
    void aCallOfAnAnswerThatWasCutIsNotReturned() throws Exception {
        try (RawServer server = serving(call("a", "weather", "{\"city\":\"Kyiv\"}") + end(length()))) {
            ProviderException e = failure(server);

            assertEquals(ErrorKind.INTERRUPTED, e.kind());
            assertTrue(e.getMessage().contains("weather"), e.getMessage());
        }
    }

    @Test
    void anErrorStatusIsTypedAndCarriesTheProvidersWords() throws Exception {
        try (RawServer server = new RawServer(RawServer.answer(
                429,
                "Retry-After: 7\r\nContent-Type: application/json\r\n",
                "{\"error\":{\"message\":\"slow down, " + KEY + "\"}}"))) {
            ProviderException e = failure(server);

            assertEquals(ErrorKind.RATE_LIMITED, e.kind());
            assertTrue(e.details().retryable());
            assertEquals(Optional.of(Duration.ofSeconds(7)), e.details().retryAfter());
            assertEquals(429, e.details().httpStatus().orElseThrow());
            assertTrue(e.getMessage().startsWith("mine:asked-model: "), e.getMessage());
            assertTrue(e.getMessage().contains("slow down"), e.getMessage());
            assertFalse(e.getMessage().contains(KEY), e.getMessage());
            assertEquals(1, server.requests().size());
        }
    }

    @Test
    void anErrorInTheMiddleKeepsTheTextThatHadArrived() throws Exception {
        try (RawServer server = serving(text("Hel") + errorInTheMiddle())) {
            ProviderException e = failure(server);

            assertEquals("Hel", e.details().partial());
            assertEquals(List.of(new Chunk.Text("Hel")), chunks);
            assertTrue(e.getMessage().contains("on purpose"), e.getMessage());
        }
    }

    @Test
    void anAnswerWithoutItsEndIsInterruptedAndKeepsItsText() throws Exception {
        try (RawServer server = serving(text("Hel"))) {
            ProviderException e = failure(server);

            assertEquals(ErrorKind.INTERRUPTED, e.kind());
            assertEquals("Hel", e.details().partial());
            assertEquals(Optional.of("answering-model"), e.details().modelAnswered());
        }
    }

    @Test
    void anAnswerOfNothingIsEmpty() throws Exception {
        try (RawServer server = serving(thinking("hm") + end("stop"))) {
            ProviderException e = failure(server);

            assertEquals(ErrorKind.EMPTY, e.kind());
            assertTrue(e.details().retryable());
            assertEquals(12, e.details().usage().input().orElseThrow());
        }
    }

    @Test
    void oneWholeDocumentIsAnAnswer() throws Exception {
        try (RawServer server =
                new RawServer(RawServer.answer(200, "Content-Type: application/json\r\n", document()))) {
            Reply reply = model(server).ask(HELLO, chunks::add);

            assertEquals("hi", reply.text());
            assertEquals(List.of(new Chunk.Text("hi")), chunks);
            assertEquals(12, reply.usage().input().orElseThrow());
            assertEquals(Optional.of("stop"), reply.finish());
        }
    }

    @Test
    void anInterruptStopsTheAnswerAndClosesTheConnection() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        try (RawServer server = new RawServer(connection -> {
            asked.countDown();
            connection.awaitClose();
        })) {
            Thread caller = Thread.ofVirtual().start(() -> {
                try {
                    model(server).ask(HELLO, chunks::add);
                    outcome.complete(null);
                } catch (Exception e) {
                    outcome.complete(e);
                }
            });
            asked.await();

            caller.interrupt();

            assertEquals(StoppedException.class, outcome.get().getClass());
            server.awaitGone();
        }
    }

    @Test
    void whatTheConsumerThrowsReachesTheCallerAndEndsTheRequest() throws Exception {
        try (RawServer server = new RawServer(connection -> {
            connection.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + text("Hel"));
            connection.awaitClose();
        })) {
            assertThrows(
                    IllegalStateException.class,
                    () -> model(server).ask(HELLO, chunk -> {
                        throw new IllegalStateException("mine");
                    }));

            server.awaitGone();
        }
    }

    @Test
    void oneConnectionServesManyRequests() throws Exception {
        RawServer.Script kept = RawServer.answer(
                200, "Content-Type: application/octet-stream\r\n", text("Hel") + text("lo") + end("stop"));
        try (RawServer server = new RawServer(kept)) {
            Model model = model(server);
            for (int request = 0; request < 5; request++) {
                assertEquals("Hello", model.ask(HELLO, chunks::add).text());
            }

            assertEquals(5, server.requests().size());
            assertEquals(1, server.connections());
        }
    }

    @Test
    void chunksArriveOnTheCallersThread() throws Exception {
        List<Thread> threads = new ArrayList<>();
        try (RawServer server = serving(text("Hel") + text("lo") + end("stop"))) {
            model(server).ask(HELLO, chunk -> threads.add(Thread.currentThread()));

            assertEquals(List.of(Thread.currentThread(), Thread.currentThread()), threads);
        }
    }

    @Test
    void theTimeToTheFirstTokenIsMeasuredWithTheClockThatWasGiven() throws Exception {
        try (RawServer server = new RawServer(connection -> {
            nanos.addAndGet(Duration.ofMillis(250).toNanos());
            connection.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + text("Hello") + end("stop"));
        })) {
            assertEquals(250, model(server).ask(HELLO, chunks::add).ttftMs().orElseThrow());
        }
    }

    @Test
    void jsonIsAskedForInTheWordsOfTheApi() throws Exception {
        try (RawServer server = serving(text("{}") + end("stop"))) {
            model(server).ask(new Prompt("", HELLO.messages(), List.of(), true), chunks::add);

            assertEquals(form("\"json\"", "{\"type\":\"json_object\"}", "null"), sentForm(server));
        }
    }

    @Test
    void aSchemaIsSentInTheWordsOfTheApi() throws Exception {
        String schema = "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"number\"}},\"required\":[\"n\"],"
                + "\"additionalProperties\":false}";
        try (RawServer server = serving(text("{}") + end("stop"))) {
            model(server).ask(HELLO.answeredBy(new AnswerSchema("route", schema)), chunks::add);

            String openAi = "{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"route\",\"strict\":true,\"schema\":"
                    + schema + "}}";
            assertEquals(form(schema, openAi, schema), sentForm(server));
        }
    }

    @Test
    void whoeverIsNotAskedForJsonIsToldNothingOfIt() throws Exception {
        try (RawServer server = serving(text("Hi") + end("stop"))) {
            model(server).ask(HELLO, chunks::add);

            JsonNode body = body(server.requests().getFirst());
            assertTrue(
                    !body.has("format")
                            && !body.has("response_format")
                            && !body.path("generationConfig").has("responseMimeType"),
                    body.toString());
        }
    }

    private JsonNode form(String ollama, String openAi, String gemini) {
        return Json.read(
                        switch (kind()) {
                            case OLLAMA -> ollama;
                            case OPENAI, GROQ, MISTRAL -> openAi;
                            case GEMINI -> gemini;
                            case ANTHROPIC, BUILTIN -> "null";
                        })
                .orElseThrow();
    }

    private JsonNode sentForm(RawServer server) {
        JsonNode body = body(server.requests().getFirst());
        JsonNode config = body.path("generationConfig");
        assertEquals(
                kind() == ProviderKind.GEMINI ? "application/json" : "",
                config.path("responseMimeType").asText());
        JsonNode form = switch (kind()) {
            case OLLAMA -> body.path("format");
            case GEMINI -> config.path("responseJsonSchema");
            case OPENAI, GROQ, MISTRAL, ANTHROPIC, BUILTIN -> body.path("response_format");
        };
        return form.isMissingNode() ? NullNode.getInstance() : form;
    }

    @Test
    void anAnswerThatHasToBeShortIsAskedForAsSuch() throws Exception {
        try (RawServer server = serving(text("Hi") + end("stop"))) {
            model(server).ask(HELLO.answeredWithin(321), chunks::add);

            assertEquals(321, mostAnswerTokens(body(server.requests().getFirst())));
        }
    }

    /** Where this kind of provider is told how long an answer may be; 0 when it was not. */
    int mostAnswerTokens(JsonNode body) {
        return body.path("max_tokens").asInt();
    }

    final Model model(RawServer server) {
        return model(server, "asked-model");
    }

    final Model model(RawServer server, String name) {
        return model(server, name, Optional.of(new Secret(KEY)));
    }

    private Model model(RawServer server, String name, Optional<Secret> key) {
        Wire wire = new Wire(Connections.direct(), nanos::get, InstantSource.system());
        ProviderSettings settings = new ProviderSettings(
                "mine",
                kind(),
                server.url() + basePath(),
                key,
                "$MY_KEY",
                List.of(),
                Timeouts.DEFAULT,
                RetryPolicy.DEFAULT);
        return new LangChain(wire).apply(settings).model(name);
    }

    private ProviderException failure(RawServer server) {
        return assertThrows(ProviderException.class, () -> model(server).ask(HELLO, chunks::add));
    }

    final RawServer serving(String body) {
        return new RawServer(stream(body));
    }

    static RawServer.Script stream(String body) {
        return RawServer.stream("application/octet-stream", body);
    }

    static JsonNode body(String request) {
        return Json.read(request.substring(request.indexOf("\r\n\r\n") + 4)).orElseThrow();
    }

    final List<String> roles(JsonNode body) {
        List<String> roles = new ArrayList<>();
        messages(body).forEach(m -> roles.add(m.path("role").asText()));
        return roles;
    }
}
