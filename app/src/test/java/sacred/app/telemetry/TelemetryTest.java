package sacred.app.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sacred.app.Stage;
import sacred.app.cli.Cli;
import sacred.providers.wire.Connections;
import sacred.timeline.Timeline;
import sacred.timeline.journal.Reading;

class TelemetryTest {

    private static final String PROMPT = "What is it?";
    private static final String ANSWER = "It is forty-two.";

    @TempDir
    Path directory;

    private Stage stage;
    private HttpServer collector;
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<String> paths = new CopyOnWriteArrayList<>();
    /** Before {@link #status}, in order. */
    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();

    private String retryAfter = "";
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private int status = 200;
    private String reply = "{\"partialSuccess\":{}}";

    @BeforeEach
    void open() throws IOException {
        stage = new Stage(directory);
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", exchange -> {
            paths.add(exchange.getRequestURI().getPath());
            told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = reply.getBytes(StandardCharsets.UTF_8);
            Integer next = statuses.poll();
            if (next != null && !retryAfter.isEmpty()) {
                exchange.getResponseHeaders().add("Retry-After", retryAfter);
            }
            exchange.sendResponseHeaders(next == null ? status : next, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        collector.start();
    }

    @AfterEach
    void close() {
        collector.stop(0);
        stage.close();
    }

    private String url() {
        return "http://127.0.0.1:" + collector.getAddress().getPort();
    }

    private void telling(String more) throws IOException {
        Path config = directory.resolve("config.yaml");
        Files.writeString(config, Files.readString(config) + "telemetry: {otlp: \"" + url() + "\"" + more + "}\n");
    }

    private List<JsonNode> spans(String body) throws IOException {
        List<JsonNode> spans = new ArrayList<>();
        new ObjectMapper()
                .readTree(body)
                .path("resourceSpans")
                .path(0)
                .path("scopeSpans")
                .path(0)
                .path("spans")
                .forEach(spans::add);
        return spans;
    }

    private static JsonNode named(List<JsonNode> spans, String name) {
        return spans.stream()
                .filter(span -> span.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + spans));
    }

    private static Optional<JsonNode> attribute(JsonNode span, String key) {
        for (JsonNode attribute : span.path("attributes")) {
            if (attribute.path("key").asText().equals(key)) {
                return Optional.of(attribute.path("value"));
            }
        }
        return Optional.empty();
    }

    private static String text(JsonNode span, String key) {
        return attribute(span, key)
                .orElseThrow(() -> new AssertionError(key + " is not in " + span))
                .properties()
                .stream()
                .findFirst()
                .orElseThrow()
                .getValue()
                .asText();
    }

    @Test
    void aTurnIsOneTraceOfItsStagesAndRequestsByTheConventions() throws Exception {
        telling("");
        stage.answering(ANSWER);

        assertEquals(Cli.OK, stage.run("ask", PROMPT), stage.err);

        assertEquals(List.of("/v1/traces"), paths);
        List<JsonNode> spans = spans(told.getFirst());
        JsonNode turn = named(spans, "turn");
        JsonNode format = named(spans, "format");
        JsonNode chat = named(spans, "chat alpha");
        assertTrue(turn.path("traceId").asText().matches("[0-9a-f]{32}"));
        assertTrue(turn.path("spanId").asText().matches("[0-9a-f]{16}"));
        assertTrue(turn.path("parentSpanId").isMissingNode());
        assertEquals(turn.path("spanId"), format.path("parentSpanId"));
        assertEquals(format.path("spanId"), chat.path("parentSpanId"));
        assertEquals(1, spans.stream().map(s -> s.path("traceId")).distinct().count());
        assertEquals(5, spans.stream().map(s -> s.path("spanId")).distinct().count());
        assertEquals("chat", text(chat, "gen_ai.operation.name"));
        assertEquals("one", text(chat, "gen_ai.provider.name"));
        assertEquals("alpha", text(chat, "gen_ai.request.model"));
        assertEquals("alpha", text(chat, "gen_ai.response.model"));
        assertEquals("7", text(chat, "gen_ai.usage.input_tokens"));
        assertEquals("3", text(chat, "gen_ai.usage.output_tokens"));
        assertEquals("format", text(chat, "sacred.role"));
        assertEquals(3, chat.path("kind").asInt());
        assertEquals(
                "stop",
                attribute(chat, "gen_ai.response.finish_reasons")
                        .orElseThrow()
                        .path("arrayValue")
                        .path("values")
                        .path(0)
                        .path("stringValue")
                        .asText());
        assertTrue(attribute(chat, "sacred.cost_usd").isEmpty(), "nobody knows what it cost");
        assertTrue(attribute(chat, "error.type").isEmpty());
        assertTrue(chat.path("startTimeUnixNano").asText().matches("\\d{19}"));
    }

    @Test
    void whatWasSaidIsToldOnlyWhereTheUserWantsItAndAKeyNever() throws Exception {
        telling("");
        stage.answering(ANSWER + " " + Stage.KEY);
        stage.run("ask", PROMPT);
        assertFalse(told.getFirst().contains("forty-two") || told.getFirst().contains(PROMPT), told.getFirst());

        stage.config(Files.readString(directory.resolve("config.yaml"))
                .replace(url() + "\"}", url() + "\", content: true}"));
        stage.answering(ANSWER + " " + Stage.KEY);
        stage.run("ask", PROMPT);

        JsonNode turn = named(spans(told.getLast()), "turn");
        assertTrue(text(turn, "gen_ai.input.messages").contains(PROMPT));
        assertTrue(text(turn, "gen_ai.output.messages").contains("forty-two"));
        assertFalse(told.getLast().contains(Stage.KEY), told.getLast());
    }

    @Test
    void aRequestThatFailedSaysOfWhatKind() throws Exception {
        telling("");
        stage.answering("!401");

        assertEquals(Cli.FAILED, stage.run("ask", PROMPT));

        JsonNode chat = named(spans(told.getFirst()), "chat alpha");
        assertEquals("auth", text(chat, "error.type"));
        assertEquals(2, chat.path("status").path("code").asInt());
        assertEquals(
                2,
                named(spans(told.getFirst()), "turn")
                        .path("status")
                        .path("code")
                        .asInt());
    }

    @Test
    void whatACollectorDoesNotTakeIsCountedAndSaidAndFailsNothing() throws Exception {
        telling("");
        stage.answering(ANSWER, ANSWER);
        status = 503;

        assertEquals(Cli.OK, stage.run("ask", PROMPT));
        assertTrue(
                stage.err.contains("note: telemetry: 5 spans of 5 did not reach " + url() + ": HTTP 503"), stage.err);

        status = 200;
        reply = "{\"partialSuccess\":{\"rejectedSpans\":\"2\",\"errorMessage\":\"no\"}}";
        assertEquals(Cli.OK, stage.run("ask", PROMPT));
        assertTrue(stage.err.contains("2 spans of 5 did not reach"), stage.err);

        collector.stop(0);
        assertEquals(Cli.OK, stage.run("ask", PROMPT));
        assertTrue(stage.err.contains("5 spans of 5 did not reach"), stage.err);
    }

    /** What became of a turn that was told while nobody waits between the attempts. */
    private String toldPatiently() throws Exception {
        stage.answering(ANSWER);
        stage.run("ask", PROMPT);
        Timeline timeline = Reading.of(stage.files().getFirst()).timeline();
        CountDownLatch lost = new CountDownLatch(1);
        try (Connections connections = Connections.direct()) {
            Telemetry telemetry = new Telemetry(
                    URI.create(url()), false, connections, _ -> lost.countDown(), (_, pause) -> pauses.add(pause));
            telemetry.turn("id", timeline, timeline.closings().getFirst());
            while (lost.getCount() > 0 && !telemetry.described().contains("5 spans sent")) {
                Thread.onSpinWait();
            }
            telemetry.close();
            return telemetry.described();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    @Timeout(30)
    void aCollectorThatIsBusyIsToldAgainAfterPausesThatDouble(int busy) throws Exception {
        statuses.addAll(List.of(busy, busy));

        assertEquals(url() + ", 5 spans sent", toldPatiently());

        assertEquals(List.of(Duration.ofSeconds(1), Duration.ofSeconds(2)), pauses);
        assertEquals(3, told.size());
        assertEquals(told.get(0), told.get(2));
    }

    @Test
    @Timeout(30)
    void thePauseIsTheOneThatTheCollectorAsksForUnlessItIsTooLong() throws Exception {
        retryAfter = "7";
        statuses.add(429);
        assertEquals(url() + ", 5 spans sent", toldPatiently());
        assertEquals(List.of(Duration.ofSeconds(7)), pauses);

        pauses.clear();
        retryAfter = "3600";
        statuses.add(429);
        assertEquals(url() + ", 0 spans sent, 5 lost (HTTP 429)", toldPatiently());
        assertEquals(List.of(), pauses);
    }

    @Test
    @Timeout(30)
    void whatIsRefusedForGoodIsNotToldAgainAndABusyCollectorNotForEver() throws Exception {
        statuses.add(400);
        assertEquals(url() + ", 0 spans sent, 5 lost (HTTP 400)", toldPatiently());
        assertEquals(1, told.size());

        statuses.addAll(Collections.nCopies(9, 503));
        assertEquals(url() + ", 0 spans sent, 5 lost (HTTP 503)", toldPatiently());
        assertEquals(6, told.size());
        assertEquals(4, pauses.size());
    }

    @Test
    void nobodyIsToldUnlessTheConfigurationSaysSo() throws Exception {
        stage.answering(ANSWER);
        stage.run("ask", PROMPT);

        assertEquals(List.of(), told);
        assertEquals("", stage.err);
    }

    @Test
    void theSameTurnIsTheSameTraceAndAnotherOneIsNot() throws Exception {
        stage.answering(ANSWER, ANSWER);
        stage.run("ask", PROMPT);
        stage.run("ask", "-c", PROMPT);
        Timeline timeline = Reading.of(stage.files().getFirst()).timeline();
        Timeline first = new Timeline(
                timeline.blocks().stream()
                        .filter(block -> block.head().turn() == 1)
                        .toList(),
                timeline.closings().subList(0, 1),
                Optional.empty());
        try (Connections connections = Connections.direct();
                Telemetry telemetry = new Telemetry(URI.create(url()), false, connections, _ -> {})) {
            telemetry.turn("id", first, timeline.closings().getFirst());
            telemetry.turn("id", first, timeline.closings().getFirst());
            telemetry.turn("id", timeline, timeline.closings().getLast());
        }

        assertEquals(3, told.size());
        assertEquals(told.get(0), told.get(1));
        assertNotEquals(
                spans(told.get(0)).getFirst().path("traceId"),
                spans(told.get(2)).getFirst().path("traceId"));
    }

    @Test
    void afterTheEndNothingIsToldAndThatIsCountedToo() throws Exception {
        stage.answering(ANSWER);
        stage.run("ask", PROMPT);
        Timeline timeline = Reading.of(stage.files().getFirst()).timeline();
        try (Connections connections = Connections.direct()) {
            Telemetry telemetry = new Telemetry(URI.create(url()), false, connections, _ -> {});
            telemetry.close();
            telemetry.turn("id", timeline, timeline.closings().getFirst());

            assertEquals(List.of(), told);
            assertTrue(
                    telemetry.loss().orElseThrow().contains("5 spans of 5"),
                    telemetry.loss().toString());
        }
    }
}
