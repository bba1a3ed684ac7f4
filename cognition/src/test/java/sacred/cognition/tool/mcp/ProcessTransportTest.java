package sacred.cognition.tool.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sacred.providers.Secret;

/** Real processes: programs of the shell that speak like servers. */
@Timeout(60)
class ProcessTransportTest implements Transport.Receiver {

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> skipped = new LinkedBlockingQueue<>();
    private final CompletableFuture<String> end = new CompletableFuture<>();

    @TempDir
    private Path directory;

    @Test
    void aWholeServerIsSpokenWith() throws Exception {
        String script = """
            echo 'Welcome!'
            echo noise >&2
            read x; echo '{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-06-18","capabilities":{"tools":{}}}}'
            read x
            read x; echo '{"jsonrpc":"2.0","id":2,"result":{"tools":[{"name":"hi","inputSchema":{"type":"object"}}]}}'
            read x; echo '{"jsonrpc":"2.0","id":3,"result":{"content":[{"type":"text","text":"hello"}]}}'
            read x
            """;
        McpSettings settings = settings(new McpSettings.Local(List.of("sh", "-c", script), Map.of()));
        McpServer server = new McpServer(
                settings,
                () -> new ProcessTransport(settings, (McpSettings.Local) settings.place(), env()),
                new Pins(directory.resolve("pins")),
                "test",
                Duration.ofSeconds(50));

        assertEquals("hi", server.definition("hi").name());
        assertEquals("hello", ResultText.of(server.call("hi", JsonRpc.JSON.createObjectNode())));
        assertEquals("ready; 1 tool; 1 message was ignored, the first because it was not JSON", server.state());
        server.close();
    }

    @Test
    void k11AServerSeesWhatIsHarmlessAndItsOwnVariables() throws Exception {
        Map<String, String> env = Map.of(
                "PATH",
                path(),
                "HOME",
                directory.toString(),
                "LC_ALL",
                "C.UTF-8",
                "OPENAI_API_KEY",
                "sk-canary",
                "SACRED_DATA",
                "/x",
                "LD_PRELOAD",
                "",
                "NODE_OPTIONS",
                "--x");
        McpSettings.Local place =
                new McpSettings.Local(List.of("sh", "-c", "env; echo done"), Map.of("MY_TOKEN", new Secret("t-1")));

        try (ProcessTransport transport = new ProcessTransport(settings(place), place, env)) {
            transport.start(this);
            List<String> seen = until("done");

            assertTrue(
                    seen.containsAll(List.of("MY_TOKEN=t-1", "LC_ALL=C.UTF-8", "HOME=" + directory)), seen.toString());
            assertTrue(
                    seen.stream()
                            .noneMatch(line -> line.contains("canary")
                                    || line.contains("SACRED")
                                    || line.contains("LD_")
                                    || line.contains("NODE")),
                    seen.toString());
        }
    }

    @Test
    void t13AServerHasItsOwnSessionAndNoTerminal() throws Exception {
        start("cat /proc/self/stat; ps -o sid= -p $$ || true; echo done");
        List<String> seen = until("done");
        String[] stat = seen.getFirst().replaceFirst(".*\\) ", "").split(" ");

        // state, parent, group, session, terminal
        assertEquals(stat[1], stat[3]);
        assertEquals("0", stat[4]);
    }

    @Test
    void t16ClosingEndsTheServerAndAllThatItStarted() throws Exception {
        ProcessTransport transport =
                start("trap '' TERM HUP; sleep 1000 & echo $!; echo $$; while true; do sleep 1000; done");
        ProcessHandle child = ProcessHandle.of(Long.parseLong(lines.take())).orElseThrow();
        ProcessHandle server = ProcessHandle.of(Long.parseLong(lines.take())).orElseThrow();

        transport.close();

        child.onExit().join();
        server.onExit().join();
        assertFalse(child.isAlive() || server.isAlive());
    }

    @Test
    void t16WhatWasLeftBehindByAServerThatEndedIsEndedToo() throws Exception {
        ProcessTransport transport = start("sleep 1000 >/dev/null 2>&1 & echo $!; exit 0");
        ProcessHandle child = ProcessHandle.of(Long.parseLong(lines.take())).orElseThrow();
        end.join();

        transport.close();

        child.onExit().join();
    }

    @Test
    void t62ALineOf10MbIsSkippedAndTheNextOneRead() throws Exception {
        start("head -c 10000000 /dev/zero | tr '\\0' x; echo; echo after");

        assertEquals("after", lines.take());
        assertEquals(List.of("it was longer than 4 MB"), List.copyOf(skipped));
    }

    @Test
    void theEndOfAServerIsToldWithWhatItSaidAndWithoutItsSecrets() throws Exception {
        McpSettings.Local place = new McpSettings.Local(
                List.of("sh", "-c", "echo first >&2; echo \"bad token $T\" >&2; exit 3"),
                Map.of("T", new Secret("canary-1")));
        try (ProcessTransport transport = new ProcessTransport(settings(place), place, env())) {
            transport.start(this);

            assertEquals("has ended with exit code 3; it said: bad token [key]", end.join());
        }
    }

    @Test
    void t70ACommandIsRunByNoShell() throws Exception {
        Path touched = directory.resolve("touched");
        McpSettings.Local place = new McpSettings.Local(
                List.of("printf", "%s\\n", "$(touch " + touched + "); `id` | cat > x & *"), Map.of());
        try (ProcessTransport transport = new ProcessTransport(settings(place), place, env())) {
            transport.start(this);

            assertEquals("$(touch " + touched + "); `id` | cat > x & *", lines.take());
            assertFalse(Files.exists(touched));
        }
    }

    @Test
    void t70AProgramIsNeverLookedForInTheWorkingDirectory() throws Exception {
        McpSettings.Local place = new McpSettings.Local(List.of("pom.xml-like"), Map.of());
        Map<String, String> env = Map.of("PATH", ".::relative/bin", "HOME", directory.toString());

        McpException missing =
                assertThrows(McpException.class, () -> new ProcessTransport(settings(place), place, env).start(this));

        assertEquals("cannot be started: there is no program pom.xml-like on the PATH", missing.getMessage());
        start("pwd");
        assertEquals(directory.toRealPath().toString(), lines.take());
    }

    private ProcessTransport start(String script) throws McpException {
        McpSettings.Local place = new McpSettings.Local(List.of("sh", "-c", script), Map.of());
        ProcessTransport transport = new ProcessTransport(settings(place), place, env());
        transport.start(this);
        return transport;
    }

    private Map<String, String> env() {
        return Map.of("PATH", path(), "HOME", directory.toString());
    }

    private static String path() {
        return "/usr/local/bin:/usr/bin:/bin";
    }

    private static McpSettings settings(McpSettings.Place place) {
        return new McpSettings("s", place, List.of(), Duration.ofSeconds(50));
    }

    private List<String> until(String last) throws InterruptedException {
        List<String> seen = new java.util.ArrayList<>();
        for (String line = lines.take(); !line.equals(last); line = lines.take()) {
            seen.add(line);
        }
        return seen;
    }

    @Override
    public void message(String text) {
        lines.add(text);
    }

    @Override
    public void skipped(String what) {
        skipped.add(what);
    }

    @Override
    public void failed(long id, String why) {}

    @Override
    public void closed(String why) {
        end.complete(why);
    }
}
