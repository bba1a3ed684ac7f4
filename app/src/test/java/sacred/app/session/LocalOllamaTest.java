package sacred.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sacred.app.Stage;
import sacred.cognition.TurnSettings;
import sacred.timeline.ModelRef;

@Timeout(60)
class LocalOllamaTest {

    @TempDir
    Path directory;

    @Test
    void theFirstModelOfARunningOneAnswers() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/tags", exchange -> {
            byte[] body = "{\"models\":[{\"name\":\"phi3:mini\"},{\"name\":\"b\"}]}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            assertEquals("ollama:phi3:mini", answering(server.getAddress().getPort(), Duration.ofSeconds(50)));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void withoutOneTheBuiltInEngineAnswers() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        assertEquals("builtin:default", answering(free, Duration.ofSeconds(50)));
    }

    @Test
    void whatListensButSaysNothingIsNotWaitedFor() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertEquals("builtin:default", answering(silent.getLocalPort(), Duration.ofMillis(1)));
        }
    }

    /** Who answers where nothing is configured and an Ollama would be at this port. */
    private String answering(int port, Duration patience) throws Exception {
        try (Stage stage = new Stage(directory)) {
            stage.env.remove("SACRED_CONFIG");
            stage.env.put("OLLAMA_HOST", "127.0.0.1:" + port);
            try (Setup setup = Setup.of(
                    stage.host(OutputStream.nullOutputStream(), OutputStream.nullOutputStream()), Optional.empty())) {
                TurnSettings builtin = setup.settings();
                TurnSettings settings = LocalOllama.insteadOfBuiltin(
                        builtin.answeredBy(ModelRef.parse("builtin:default")), setup.providers(), patience);
                return settings.format().toString();
            }
        }
    }
}
