package sacred.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import sacred.app.cli.Cli;
import sacred.app.host.Host;
import sacred.app.host.Output;

/**
 * The whole program in this JVM, over a temporary directory, with a server of its own that speaks OpenAI's protocol: what a
 * test types goes in, what a user sees comes out.
 */
public final class Stage implements AutoCloseable {

    public static final String KEY = "sk-canary-0123456789";

    private final Path directory;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Deque<String> answers = new ArrayDeque<>();
    public final List<String> requests = new CopyOnWriteArrayList<>();
    /** What each request showed as its key. */
    public final List<String> keys = new CopyOnWriteArrayList<>();

    public final Map<String, String> env = new HashMap<>();
    public byte[] stdin = new byte[0];
    public boolean terminal;
    public String out = "";
    public byte[] outBytes = new byte[0];
    public String err = "";

    /** What its clock says. */
    public Instant now = Instant.parse("2026-11-25T10:00:00Z");

    public Stage(Path directory) throws IOException {
        this.directory = directory;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
        env.put("SACRED_DATA", directory.resolve("data").toString());
        env.put("SACRED_CONFIG", directory.resolve("config.yaml").toString());
        env.put("TEST_KEY", KEY);
        env.put("TERM", "xterm-256color");
        config("""
            llm_providers:
              one: {type: openai, base_url: "%s", api_key: "${TEST_KEY}"}
              two: {type: openai, base_url: "%s", api_key: "${TEST_KEY}"}
            routing_strategy: {mode: rules, response_formatting: "one:alpha"}
            limits: {retry: {attempts: 2, base_ms: 1, cap_ms: 1}}
            """.formatted(url(), url()));
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    public void config(String yaml) throws IOException {
        Files.writeString(directory.resolve("config.yaml"), yaml);
    }

    /**
     * The texts that the server answers with, one a request; {@code !500} is a failure, {@code !401} a refused key, and an answer that begins with
     * {@code !hang} never ends.
     */
    public Stage answering(String... texts) {
        answers.addAll(List.of(texts));
        return this;
    }

    /** Leaves out the answers that were not given yet. */
    public void forget() {
        answers.clear();
    }

    public int run(String... args) throws InterruptedException {
        ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        ByteArrayOutputStream stderr = new ByteArrayOutputStream();
        int code = Cli.run(args, host(stdout, stderr));
        outBytes = stdout.toByteArray();
        out = stdout.toString(StandardCharsets.UTF_8);
        err = stderr.toString(StandardCharsets.UTF_8);
        return code;
    }

    /** The world of a run. */
    public Host host(OutputStream stdout, OutputStream stderr) {
        return new Host(
                env,
                () -> now,
                System::nanoTime,
                ZoneOffset.UTC,
                new ByteArrayInputStream(stdin),
                new Output(stdout, terminal),
                new Output(stderr, false),
                false,
                Optional.empty());
    }

    /** The saved timelines. */
    public List<Path> files() throws IOException {
        Path timelines = directory.resolve("data").resolve("timelines");
        if (!Files.exists(timelines)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(timelines)) {
            return files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (exchange.getRequestURI().getPath().endsWith("/models")) {
            send(exchange, 200, "application/json", "{\"data\":[{\"id\":\"alpha\"},{\"id\":\"beta\"}]}");
            return;
        }
        requests.add(request);
        keys.add(exchange.getRequestHeaders().getFirst("Authorization"));
        String text = answers.isEmpty() ? "unasked" : answers.removeFirst();
        if (text.equals("!500")) {
            send(exchange, 500, "application/json", "{\"error\":{\"message\":\"broken on purpose\"}}");
            return;
        }
        if (text.equals("!401")) {
            send(exchange, 401, "application/json", "{\"error\":{\"message\":\"no such key\"}}");
            return;
        }
        boolean hangs = text.startsWith("!hang");
        String quoted = text.replace("!hang", "")
                .replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\u001b", "\\u001b");
        String body = """
            data: {"model":"alpha","choices":[{"index":0,"delta":{"content":"%s"}}]}

            data: {"model":"alpha","choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":7,"completion_tokens":3,"total_tokens":10}}

            data: [DONE]

            """.formatted(quoted);
        if (hangs) {
            hang(exchange, body.substring(0, body.indexOf("\n\n") + 2));
            return;
        }
        send(exchange, 200, "text/event-stream", body);
    }

    /** Sends the beginning, and goes on only when everything ends. */
    private void hang(HttpExchange exchange, String beginning) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(beginning.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
