package sacred.cognition.tool.mcp;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import sacred.cognition.tool.Network;
import sacred.cognition.tool.Tool;
import sacred.cognition.tool.Toolbox;

/**
 * The MCP servers of one run, shared by all turns. They start in the background when a turn first looks at its tools; nothing
 * waits for one that does not answer. Any thread.
 */
public final class McpServers implements Toolbox.Later, AutoCloseable {

    private static final Duration HANDSHAKE = Duration.ofSeconds(10);
    /** Shorter than anybody minds; a server that needs longer is known the next time. */
    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);

    private final List<McpServer> servers;
    private final Duration firstWait;

    /** @param firstWait how long a turn waits for a server that was never there before, once for all times */
    McpServers(List<McpServer> servers, Duration firstWait) {
        this.servers = List.copyOf(servers);
        this.firstWait = firstWait;
    }

    /**
     * Starts nothing yet.
     *
     * @param env of this program, of which servers get what is harmless
     * @param file where it is remembered what their tools were
     */
    public static McpServers of(
            List<McpSettings> settings, Map<String, String> env, Network network, Path file, String version) {
        Pins pins = new Pins(file);
        return new McpServers(
                settings.stream()
                        .map(server ->
                                new McpServer(server, () -> transport(server, env, network), pins, version, HANDSHAKE))
                        .toList(),
                FIRST_WAIT);
    }

    private static Transport transport(McpSettings server, Map<String, String> env, Network network) {
        return switch (server.place()) {
            case McpSettings.Local local -> new ProcessTransport(server, local, env);
            case McpSettings.Remote remote -> new HttpTransport(remote, network);
        };
    }

    @Override
    public List<Tool> now() {
        List<Tool> tools = new ArrayList<>();
        for (McpServer server : servers) {
            server.offered().forEach(definition -> tools.add(new McpTool(server, definition)));
        }
        return tools;
    }

    @Override
    public void await(Consumer<String> note) throws InterruptedException {
        List<McpServer> unknown = servers.stream()
                .filter(server -> server.offered().isEmpty() && !server.start().isDone())
                .filter(server -> server.pins().firstTry(server.settings()))
                .toList();
        settle(unknown, firstWait);
        unknown.stream()
                .filter(server -> !server.start().isDone())
                .forEach(server ->
                        note.accept("The MCP server " + server.settings().name()
                                + " is still starting; its tools join a later turn, or once `sacred doctor`"
                                + " has seen it."));
    }

    /** Starts all of them and waits until each is ready or has failed, which takes no longer than 20 s. */
    public void settle() throws InterruptedException {
        settle(servers, HANDSHAKE.multipliedBy(2));
    }

    private static void settle(List<McpServer> servers, Duration limit) throws InterruptedException {
        CompletableFuture<?>[] starting = servers.stream().map(McpServer::start).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(starting).get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // each says for itself how it is
        }
    }

    /** How each of them is, in a line. */
    public List<String> states() {
        return servers.stream()
                .map(server -> server.settings().name() + ": " + server.state())
                .toList();
    }

    /** The tools that the configuration allows without asking, by the names that models call them. */
    public List<String> allowed() {
        return servers.stream()
                .flatMap(server ->
                        server.settings().allow().stream().map(tool -> Catalogue.fullName(server.settings(), tool)))
                .toList();
    }

    /** Ends all of them at once. Blocks for a moment. */
    @Override
    public void close() {
        List<Thread> closing = servers.stream()
                .map(server -> Thread.ofVirtual().start(server::close))
                .toList();
        try {
            for (Thread thread : closing) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
