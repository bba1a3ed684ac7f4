package sacred.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import sacred.providers.Message;
import sacred.providers.Prompt;
import sacred.providers.ProviderException;
import sacred.providers.ProviderKind;
import sacred.providers.ProviderSettings;
import sacred.providers.Reply;
import sacred.providers.RetryPolicy;
import sacred.providers.Timeouts;
import sacred.providers.langchain.LangChain;
import sacred.providers.wire.Connections;
import sacred.providers.wire.Wire;

/** What it spares to keep connections: a whole request over a kept one, and over one that is opened for it. No TLS. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ConnectionBenchmark {

    private static final Prompt PROMPT = Prompt.of("", List.of(new Message.User("hello")));

    private HttpServer server;
    private Connections kept;

    /** A server that says one word. */
    @Setup
    public void open() throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        byte[] answer = """
            data: {"choices":[{"index":0,"delta":{"content":"hi"},"finish_reason":"stop"}]}

            data: [DONE]

            """.getBytes(StandardCharsets.UTF_8);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        kept = Connections.direct();
    }

    @TearDown
    public void close() {
        kept.close();
        server.stop(0);
    }

    @Benchmark
    public Reply overAKeptConnection() throws ProviderException, InterruptedException {
        return ask(kept);
    }

    @Benchmark
    public Reply overANewConnection() throws ProviderException, InterruptedException {
        try (Connections fresh = Connections.direct()) {
            return ask(fresh);
        }
    }

    private Reply ask(Connections connections) throws ProviderException, InterruptedException {
        ProviderSettings settings = new ProviderSettings(
                "stub",
                ProviderKind.OPENAI,
                "http://127.0.0.1:" + server.getAddress().getPort() + "/v1",
                Optional.empty(),
                "",
                List.of(),
                Timeouts.DEFAULT,
                RetryPolicy.DEFAULT);
        Wire wire = new Wire(connections, System::nanoTime, InstantSource.system());
        return new LangChain(wire).apply(settings).model("m").ask(PROMPT, chunk -> {});
    }
}
