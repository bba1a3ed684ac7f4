package sacred.cognition.tool.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * One server, started when it is first needed. One that failed to start stays failed; one that ended later is started again
 * when it is needed again. Any thread; only {@link #definition} and {@link #call} block.
 */
final class McpServer implements AutoCloseable {

    private static final String NEWEST = "2025-11-25";
    private static final Set<String> VERSIONS = Set.of(NEWEST, "2025-06-18", "2025-03-26", "2024-11-05");
    private static final int MOST_PAGES = 5;

    private final McpSettings settings;
    private final Supplier<Transport> opener;
    private final Pins pins;
    private final String version;
    private final Duration handshake;
    private final ReentrantLock lock = new ReentrantLock();
    /** Under the lock, as is {@code closed}. */
    private Optional<CompletableFuture<Link>> link = Optional.empty();

    private boolean closed;

    /** A connection that is ready. */
    private record Link(
            Transport transport,
            JsonRpc rpc,
            boolean hasTools,
            AtomicBoolean stale,
            AtomicReference<Catalogue> catalogue) {}

    /**
     * @param version of this program
     * @param handshake how long it may take to answer the first request, and to list its tools
     */
    McpServer(McpSettings settings, Supplier<Transport> opener, Pins pins, String version, Duration handshake) {
        this.settings = settings;
        this.opener = opener;
        this.pins = pins;
        this.version = version;
        this.handshake = handshake;
    }

    McpSettings settings() {
        return settings;
    }

    Pins pins() {
        return pins;
    }

    /** Begins to start it, unless it has been started. The future completes with nothing, in every case. */
    CompletableFuture<Void> start() {
        return started().handle((_, _) -> null);
    }

    private CompletableFuture<Link> started() {
        lock.lock();
        try {
            boolean ended = link.filter(l -> !l.isCompletedExceptionally() && l.isDone())
                    .filter(l -> l.join().rpc().isClosed())
                    .isPresent();
            if (closed) {
                return CompletableFuture.failedFuture(new McpException("has been stopped"));
            }
            if (link.isEmpty() || ended) {
                CompletableFuture<Link> next = new CompletableFuture<>();
                link.ifPresent(old -> old.join().transport().close());
                link = Optional.of(next);
                Thread.ofVirtual().name("mcp-" + settings.name()).start(() -> connect(next));
            }
            return link.get();
        } finally {
            lock.unlock();
        }
    }

    private void connect(CompletableFuture<Link> future) {
        Transport transport = opener.get();
        // whoever closes the server ends a connection that is still being made
        future.whenComplete((_, failure) -> {
            if (failure != null) {
                transport.close();
            }
        });
        try {
            AtomicBoolean stale = new AtomicBoolean();
            JsonRpc rpc = new JsonRpc(transport, method -> {
                if (method.equals("notifications/tools/list_changed")) {
                    stale.set(true);
                }
            });
            transport.start(rpc);
            boolean hasTools = greet(transport, rpc);
            Link made = new Link(transport, rpc, hasTools, stale, new AtomicReference<>(Catalogue.EMPTY));
            list(made);
            if (!future.complete(made)) {
                transport.close();
            }
        } catch (McpException | RuntimeException e) {
            future.completeExceptionally(e instanceof McpException ? e : new McpException("failed: " + e));
        } catch (InterruptedException e) {
            future.completeExceptionally(new McpException("has been stopped"));
        }
    }

    private boolean greet(Transport transport, JsonRpc rpc) throws McpException, InterruptedException {
        ObjectNode hello = JsonRpc.JSON.createObjectNode().put("protocolVersion", NEWEST);
        hello.putObject("capabilities");
        hello.putObject("clientInfo").put("name", "sacred").put("version", version);
        JsonNode answer = rpc.request("initialize", hello, handshake);
        String spoken = answer.path("protocolVersion").asText();
        if (!VERSIONS.contains(spoken)) {
            throw new McpException("speaks a version of the protocol that is not known: " + JsonRpc.shortened(spoken));
        }
        transport.speaks(spoken);
        rpc.notify("notifications/initialized", JsonRpc.JSON.createObjectNode());
        return answer.path("capabilities").path("tools").isObject();
    }

    private void list(Link made) throws McpException, InterruptedException {
        made.stale().set(false);
        if (!made.hasTools()) {
            return;
        }
        List<JsonNode> listed = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        for (int page = 0; page < MOST_PAGES && (page == 0 || cursor.isPresent()); page++) {
            ObjectNode params = JsonRpc.JSON.createObjectNode();
            cursor.ifPresent(c -> params.put("cursor", c));
            JsonNode answer = made.rpc().request("tools/list", params, handshake);
            answer.path("tools").forEach(listed::add);
            cursor = Optional.of(answer.path("nextCursor"))
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::asText);
        }
        Catalogue catalogue = Catalogue.of(settings, listed);
        made.catalogue().set(catalogue);
        pins.see(settings, catalogue.tools());
    }

    /** What can be offered at once: what it lists, or what it listed the last time while it is still starting. */
    List<ToolDefinition> offered() {
        CompletableFuture<Link> current = started();
        if (current.isCompletedExceptionally()) {
            return List.of();
        }
        return current.isDone() ? current.join().catalogue().get().tools() : pins.seen(settings);
    }

    /** The tool as the server describes it now. */
    ToolDefinition definition(String tool) throws McpException, InterruptedException {
        Link ready = ready();
        if (ready.stale().get()) {
            list(ready);
        }
        return ready.catalogue()
                .get()
                .find(tool)
                .orElseThrow(() -> new McpException("has no tool " + tool + " any more"));
    }

    /** The result as the server sent it. */
    JsonNode call(String tool, JsonNode arguments) throws McpException, InterruptedException {
        ObjectNode params = JsonRpc.JSON.createObjectNode().put("name", tool);
        params.set("arguments", arguments);
        return ready().rpc().request("tools/call", params, settings.deadline());
    }

    private Link ready() throws McpException, InterruptedException {
        try {
            return started().get(2 * handshake.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new McpException("is still starting");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof McpException expected
                    ? expected
                    : new McpException("failed: " + e.getCause());
        }
    }

    /** How it is, in one line for the user. Starts nothing. */
    String state() {
        lock.lock();
        try {
            return link.map(this::state).orElse("not started yet");
        } finally {
            lock.unlock();
        }
    }

    private String state(CompletableFuture<Link> current) {
        if (!current.isDone()) {
            return "starting";
        }
        if (current.isCompletedExceptionally()) {
            return "off: it " + current.exceptionNow().getMessage();
        }
        Link made = current.join();
        List<String> parts = new ArrayList<>();
        Catalogue catalogue = made.catalogue().get();
        parts.add(made.rpc().isClosed() ? "has ended, and is started again when it is needed" : "ready");
        parts.add(catalogue.tools().size() + (catalogue.tools().size() == 1 ? " tool" : " tools"));
        catalogue.refused().forEach((name, why) -> parts.add("\"" + name + "\" is not offered: " + why));
        made.rpc().oddity().ifPresent(parts::add);
        return String.join("; ", parts);
    }

    /** Ends it. Blocks for a moment. */
    @Override
    public void close() {
        Optional<CompletableFuture<Link>> last;
        lock.lock();
        try {
            closed = true;
            last = link;
        } finally {
            lock.unlock();
        }
        last.ifPresent(l -> {
            boolean wasStarting = l.completeExceptionally(new McpException("has been stopped"));
            if (!wasStarting && !l.isCompletedExceptionally()) {
                l.join().transport().close();
            }
        });
    }
}
