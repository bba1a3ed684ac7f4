package sacred.app;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sacred.app.cli.Cli;
import sacred.app.config.ConfigException;
import sacred.app.host.Host;
import sacred.app.host.Output;
import sacred.app.line.LineUi;
import sacred.app.loop.ScreenUi;
import sacred.app.session.Setup;
import sacred.app.session.Target;
import sacred.app.term.FullScreen;

/**
 * The run that fills the start-up archive: it walks the paths a start walks, so that their classes are in the archive. It
 * asks a server of its own in this process, on the loopback interface, and writes below a temporary directory that it
 * removes. The launcher starts it after a build.
 */
final class StartUpTraining {

    private static final String CONFIG = """
        llm_providers:
          o: {type: openai, base_url: "http://127.0.0.1:%1$d/v1", api_key: "a-key-0123456789"}
          a: {type: anthropic, base_url: "http://127.0.0.1:%1$d", api_key: "a-key-0123456789"}
          l: {type: ollama, base_url: "http://127.0.0.1:%1$d"}
          g: {type: gemini, base_url: "http://127.0.0.1:%1$d", api_key: "a-key-0123456789"}
        routing_strategy: {mode: model, query_routing: "l:m", tool_calling: "o:m", response_formatting: "o:m"}
        """;

    private static final String OPENAI = """
        data: {"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"Hello"}}]}

        data: {"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}

        data: [DONE]

        """;
    private static final String ANTHROPIC = """
        event: message_start
        data: {"type":"message_start","message":{"id":"m","type":"message","role":"assistant","model":"m","content":[],"usage":{"input_tokens":1,"output_tokens":1}}}

        event: content_block_start
        data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hello"}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":0}

        event: message_delta
        data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":1}}

        event: message_stop
        data: {"type":"message_stop"}

        """;
    private static final String OLLAMA = """
        {"model":"m","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":"Hello"},"done":true,"done_reason":"stop","prompt_eval_count":1,"eval_count":1}
        """;

    private static final String GEMINI = """
        data: {"candidates":[{"content":{"parts":[{"text":"Hello"}],"role":"model"},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":1,"candidatesTokenCount":1,"totalTokenCount":2},"modelVersion":"m"}

        """;

    private static final Duration TRAINING_LIMIT = Duration.ofSeconds(30);

    private StartUpTraining() {}

    static int run(Host outside) throws IOException, ConfigException, InterruptedException {
        Path directory = Files.createTempDirectory("sacred-training");
        try (ServerSocket server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> serve(server));
            Path config = directory.resolve("config.yaml");
            Files.writeString(config, CONFIG.formatted(server.getLocalPort()));
            Host host = new Host(
                    Map.of("SACRED_DATA", directory.toString(), "SACRED_CONFIG", config.toString(), "TERM", "xterm"),
                    outside.clock(),
                    outside.nanos(),
                    outside.zone(),
                    new ByteArrayInputStream(new byte[0]),
                    new Output(OutputStream.nullOutputStream(), true),
                    outside.err(),
                    true,
                    Optional.empty());
            return walk(host);
        } finally {
            delete(directory);
        }
    }

    private static int walk(Host host) throws IOException, ConfigException, InterruptedException {
        List<List<String>> starts = List.of(
                List.of("ask", "Say hello."),
                List.of("ask", "-c", "-m", "a:m", "Say hello."),
                List.of("ask", "-c", "-m", "l:m", "--json", "Say hello."),
                List.of("ask", "-c", "-m", "g:m", "Say hello."),
                List.of(
                        "ask",
                        "--no-save",
                        "-m",
                        "builtin:default",
                        "--route",
                        "builtin:default",
                        "what is 17% of 2340?"),
                List.of(
                        "consortium",
                        "--no-save",
                        "--no-stdin",
                        "-m",
                        "o:m*2",
                        "--arbiter",
                        "o:m",
                        "--max-iterations",
                        "1",
                        "Say hello."),
                List.of("timelines"),
                List.of("config", "check"),
                List.of("--help"),
                List.of("--version"));
        int worst = Cli.OK;
        for (List<String> start : starts) {
            worst = Math.max(worst, Cli.run(start.toArray(String[]::new), host));
        }
        LineUi.rehearse(host);
        rehearseTheScreen(host);
        return worst;
    }

    /** A conversation on the full screen, with Markdown, completion, a list and the page of keys. */
    private static void rehearseTheScreen(Host host) throws IOException, ConfigException, InterruptedException {
        Thread.ofPlatform().daemon().name("training-limit").start(() -> {
            try {
                Thread.sleep(TRAINING_LIMIT);
            } catch (InterruptedException e) {
                return;
            }
            // a cue that never comes must not keep the first start waiting; it does without the archive
            Runtime.getRuntime().halt(Cli.FAILED);
        });
        List<FullScreen.Cue> cues = List.of(
                new FullScreen.Cue("type here", "Say **hello**\nand\tthis\u007f.\r"),
                new FullScreen.Cue("answered", "/mo\t\u0015"),
                new FullScreen.Cue("type here", "\u000f"),
                new FullScreen.Cue("model", "\u001b[B\u001b[27u"),
                new FullScreen.Cue("help", "?"),
                new FullScreen.Cue("Writing", "q/status\r/quit\r"));
        try (Setup setup = Setup.of(host, Optional.empty())) {
            Target target = new Target(Optional.empty(), Optional.empty(), false, true);
            ScreenUi.run(
                    setup,
                    setup.open(target, setup.settings()),
                    (inputs, resized, ended, _) -> FullScreen.rehearse(cues, inputs, resized, ended));
        }
    }

    private static void serve(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                String request = head(socket.getInputStream());
                boolean ollama = request.contains("/api/chat");
                String body = ollama ? OLLAMA : stream(request);
                String type = ollama ? "application/x-ndjson" : "text/event-stream";
                String head = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: " + type + "\r\nContent-Length: "
                        + body.length() + "\r\n\r\n";
                socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
            } catch (IOException e) {
                // a client that went away, or the end of the training
                continue;
            }
        }
    }

    private static String stream(String request) {
        if (request.contains("/v1/messages")) {
            return ANTHROPIC;
        }
        return request.contains("/v1beta/models/") ? GEMINI : OPENAI;
    }

    /** The head of a request; its body is read as far as it came along and otherwise left alone. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        byte[] buffer = new byte[65536];
        while (head.indexOf("\r\n\r\n") < 0) {
            int read = in.read(buffer);
            if (read < 0) {
                break;
            }
            head.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
        }
        return head.toString();
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
