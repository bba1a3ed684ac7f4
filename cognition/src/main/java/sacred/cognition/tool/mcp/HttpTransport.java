package sacred.cognition.tool.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import sacred.cognition.tool.Network;

/**
 * Messages over streamable HTTP: each is posted on a virtual thread of its own, and the answer is one document or a stream of
 * events. Redirects are not followed, since the headers may hold keys.
 */
final class HttpTransport implements Transport {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration GOODBYE = Duration.ofMillis(300);
    private static final String SESSION = "Mcp-Session-Id";

    private final McpSettings.Remote place;
    private final HttpClient client;
    private final Map<Long, Thread> posting = new ConcurrentHashMap<>();
    private volatile Optional<String> session = Optional.empty();
    private volatile Optional<String> version = Optional.empty();
    private volatile Optional<Receiver> receiver = Optional.empty();

    HttpTransport(McpSettings.Remote place, Network network) {
        this.place = place;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .executor(Executors.newVirtualThreadPerTaskExecutor());
        network.proxy().ifPresent(builder::proxy);
        if ("https".equals(place.url().getScheme())) {
            network.trust().get().ifPresent(builder::sslContext);
        }
        this.client = builder.build();
    }

    @Override
    public void start(Receiver to) {
        receiver = Optional.of(to);
    }

    @Override
    public void speaks(String spoken) {
        version = Optional.of(spoken);
    }

    @Override
    public void send(long id, String message) {
        Thread thread = Thread.ofVirtual().name("mcp-post").unstarted(() -> {
            try {
                post(id, message);
            } finally {
                posting.remove(id, Thread.currentThread());
            }
        });
        if (id >= 0) {
            posting.put(id, thread);
        }
        thread.start();
    }

    @Override
    public void abandon(long id) {
        Optional.ofNullable(posting.remove(id)).ifPresent(Thread::interrupt);
    }

    private void post(long id, String message) {
        Receiver to = receiver.orElseThrow();
        try {
            HttpRequest request = request()
                    .header("Content-Type", "application/json")
                    .header("Accept", "application/json, text/event-stream")
                    .POST(HttpRequest.BodyPublishers.ofString(message))
                    .build();
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                read(id, response, body, to);
            }
        } catch (IllegalArgumentException badHeader) {
            // its message would quote the header
            to.failed(id, "cannot be asked: one of its headers holds a character that cannot be sent");
        } catch (IOException e) {
            to.failed(id, "cannot be reached at " + place.url().getAuthority());
        } catch (InterruptedException abandoned) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(long id, HttpResponse<InputStream> response, InputStream body, Receiver to) throws IOException {
        response.headers().firstValue(SESSION).ifPresent(value -> session = Optional.of(value));
        int status = response.statusCode();
        if (status == 404 && session.isPresent()) {
            to.closed("has ended the session");
            return;
        }
        if (status / 100 != 2) {
            to.failed(id, "answered with status " + status);
            return;
        }
        String type = response.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith("text/event-stream")) {
            events(body, to);
        } else {
            byte[] whole = body.readNBytes(BoundedLines.MAX_BYTES + 1);
            if (whole.length > BoundedLines.MAX_BYTES) {
                to.failed(id, "sent an answer of more than " + BoundedLines.MAX_BYTES / 1024 / 1024 + " MB");
                return;
            }
            to.message(new String(whole, StandardCharsets.UTF_8));
        }
        // a request whose answer was in there is not pending any more
        to.failed(id, "sent no answer to what it was asked");
    }

    private static void events(InputStream body, Receiver to) throws IOException {
        BoundedLines lines = new BoundedLines(body);
        StringBuilder data = new StringBuilder();
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            if (lines.skipped() || data.length() > BoundedLines.MAX_BYTES) {
                to.skipped("it was longer than " + BoundedLines.MAX_BYTES / 1024 / 1024 + " MB");
                data.setLength(0);
            } else if (line.get().isEmpty()) {
                to.message(data.toString());
                data.setLength(0);
            } else if (line.get().startsWith("data:")) {
                data.append(data.isEmpty() ? "" : "\n").append(line.get().substring("data:".length()));
            }
        }
        to.message(data.toString());
    }

    private HttpRequest.Builder request() {
        HttpRequest.Builder builder = HttpRequest.newBuilder(place.url());
        place.headers().forEach((name, value) -> builder.header(name, value.reveal()));
        session.ifPresent(value -> builder.header(SESSION, value));
        version.ifPresent(value -> builder.header("MCP-Protocol-Version", value));
        return builder;
    }

    @Override
    public void close() {
        if (session.isPresent()) {
            try {
                client.send(request().DELETE().timeout(GOODBYE).build(), HttpResponse.BodyHandlers.discarding());
            } catch (IOException e) {
                // it may keep a session that nobody uses
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        client.shutdownNow();
    }
}
