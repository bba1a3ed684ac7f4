package sacred.cognition.tool.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sacred.cognition.tool.Network;
import sacred.providers.Secret;

/** Streamable HTTP against a server on the loopback. */
@Timeout(60)
class HttpTransportTest {

    private static final Duration PATIENCE = Duration.ofSeconds(50);

    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final CountDownLatch held = new CountDownLatch(1);
    private HttpServer http;
    private String listing = "application/json";
    private int callStatus = 200;
    private boolean hold;

    @TempDir
    private Path data;

    @BeforeEach
    void listen() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/mcp", this::answer);
        http.start();
    }

    @AfterEach
    void end() {
        held.countDown();
        http.stop(0);
    }

    @Test
    void aDocumentAndAStreamAreBothAnswers() throws Exception {
        for (String type : List.of("application/json", "text/event-stream; charset=utf-8")) {
            listing = type;
            try (McpServer server = server(Map.of("Authorization", new Secret("Bearer canary")))) {
                assertEquals("hi", server.definition("hi").name());
                assertEquals("hello", ResultText.of(server.call("hi", JsonRpc.JSON.createObjectNode())));
            }
        }

        assertEquals("POST Bearer canary null null", heads.get(0));
        assertEquals("POST Bearer canary session-1 2025-06-18", heads.get(2));
        assertTrue(heads.contains("DELETE Bearer canary session-1 2025-06-18"), heads.toString());
    }

    @Test
    void p81ARedirectTakesNoHeaderAlong() throws Exception {
        callStatus = 307;
        try (McpServer server = server(Map.of("Authorization", new Secret("Bearer canary")))) {
            server.definition("hi");

            McpException failed =
                    assertThrows(McpException.class, () -> server.call("hi", JsonRpc.JSON.createObjectNode()));

            assertEquals("answered with status 307", failed.getMessage());
        }
    }

    @Test
    void k02AHeaderThatCannotBeSentIsNotQuoted() throws Exception {
        try (McpServer server = server(Map.of("Authorization", new Secret("canary\n")))) {
            McpException failed = assertThrows(McpException.class, () -> server.definition("hi"));

            assertEquals(
                    "cannot be asked: one of its headers holds a character that cannot be sent", failed.getMessage());
        }
    }

    @Test
    void t61ABodyThatStallsIsLeftAtTheLimit() throws Exception {
        hold = true;
        McpSettings settings = settings(Map.of(), Duration.ofMillis(50));
        try (McpServer server = server(settings)) {
            server.definition("hi");

            McpException late =
                    assertThrows(McpException.class, () -> server.call("hi", JsonRpc.JSON.createObjectNode()));

            assertEquals("did not answer tools/call within 50 ms", late.getMessage());
        }
    }

    @Test
    void aServerThatIsNotThereIsASentence() throws Exception {
        http.stop(0);
        try (McpServer server = server(Map.of())) {
            McpException failed = assertThrows(McpException.class, () -> server.definition("hi"));

            assertEquals("cannot be reached at 127.0.0.1:" + http.getAddress().getPort(), failed.getMessage());
        }
    }

    private McpServer server(Map<String, Secret> headers) {
        return server(settings(headers, PATIENCE));
    }

    private McpServer server(McpSettings settings) {
        return new McpServer(
                settings,
                () -> new HttpTransport((McpSettings.Remote) settings.place(), Network.DIRECT),
                new Pins(data.resolve("pins")),
                "test",
                PATIENCE);
    }

    private McpSettings settings(Map<String, Secret> headers, Duration deadline) {
        URI url = URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/mcp");
        return new McpSettings("s", new McpSettings.Remote(url, headers), List.of(), deadline);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        heads.add(exchange.getRequestMethod() + " " + headers.getFirst("Authorization") + " "
                + headers.getFirst("Mcp-Session-Id") + " " + headers.getFirst("MCP-Protocol-Version"));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        JsonNode message = body.isEmpty() ? JsonRpc.JSON.createObjectNode() : JsonRpc.JSON.readTree(body);
        String result = switch (message.path("method").asText()) {
            case "initialize" -> "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{\"tools\":{}}}";
            case "tools/list" -> "{\"tools\":[{\"name\":\"hi\",\"inputSchema\":{\"type\":\"object\"}}]}";
            case "tools/call" -> "{\"content\":[{\"type\":\"text\",\"text\":\"hello\"}]}";
            default -> "";
        };
        if (result.isEmpty()) {
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
            return;
        }
        boolean call = message.path("method").asText().equals("tools/call");
        if (call && callStatus != 200) {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(callStatus, -1);
            exchange.close();
            return;
        }
        String reply = Peer.reply(message.path("id").asLong(), result);
        boolean stream = listing.startsWith("text/event-stream");
        exchange.getResponseHeaders().set("Content-Type", listing);
        exchange.getResponseHeaders().set("Mcp-Session-Id", "session-1");
        exchange.sendResponseHeaders(200, 0);
        String events =
                ": hello\r\nevent: message\r\nid: 1\r\ndata: {\"method\":\"notifications/message\"}\r\n\r\ndata: ";
        try (var out = exchange.getResponseBody()) {
            out.write((stream ? events : "").getBytes(StandardCharsets.UTF_8));
            out.flush();
            if (call && hold) {
                held.await();
            }
            out.write((reply + (stream ? "\n\n" : "")).getBytes(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
