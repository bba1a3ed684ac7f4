package sacred.cognition.tool.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sacred.cognition.tool.Approval;
import sacred.cognition.tool.Approvals;
import sacred.cognition.tool.Arguments;
import sacred.cognition.tool.Decision;
import sacred.cognition.tool.History;
import sacred.cognition.tool.Tool;
import sacred.cognition.tool.ToolRunner;
import sacred.cognition.tool.Toolbox;
import sacred.providers.ToolCall;
import sacred.providers.ToolSpec;
import sacred.timeline.ToolRun;

/** Servers in memory, and what models and users see of their tools. */
@Timeout(60)
class McpServersTest {

    private static final Tool.Context CONTEXT = new Tool.Context(InstantSource.system(), ZoneOffset.UTC, History.NONE);

    private final List<Approval> asked = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    @TempDir
    private Path data;

    @Test
    void aNewToolIsShownWholeAndAKnownOneWithItsArguments() throws Exception {
        Toolbox toolbox = new Toolbox(List.of()).and(servers(server("s", new Peer())));

        ToolRun first = run(toolbox, "s__echo", "{\"message\":\"a\"}");
        ToolRun second = run(toolbox, "s__echo", "{\"message\":\"b\"}");

        assertEquals(new ToolRun("s__echo", "{\"message\":\"a\"}", "done", 0, ToolRun.OK, Optional.of("you")), first);
        assertEquals(ToolRun.OK, second.status());
        assertEquals("call the new tool echo of the MCP server s", asked.get(0).action());
        assertTrue(
                asked.get(0).detail().startsWith("server: /bin/s 'a b'\ndescription: Echoes\narguments: {"),
                asked.get(0).detail());
        assertTrue(
                asked.get(0).detail().endsWith("{\n  \"message\" : \"a\"\n}"),
                asked.get(0).detail());
        assertEquals("s__echo", asked.get(1).tool());
        assertEquals("call echo of the MCP server s", asked.get(1).action());
        assertEquals("{\n  \"message\" : \"b\"\n}", asked.get(1).detail());
    }

    @Test
    void t64AToolThatChangedIsAskedAboutWithTheDifference() throws Exception {
        run(toolbox(new Peer()), "s__echo", "{}");
        Peer changed = new Peer().tools(Peer.tool("echo", "Echoes and mails"));

        ToolRun refused = runWith(Approvals.NOBODY, toolbox(changed), "s__echo");
        ToolRun allowed = run(toolbox(changed), "s__echo", "{}");
        ToolRun again = run(toolbox(changed), "s__echo", "{}");

        assertEquals(ToolRun.REFUSED, refused.status());
        assertEquals(ToolRun.OK, allowed.status());
        assertEquals(ToolRun.OK, again.status());
        assertTrue(
                asked.get(1).tool().matches("s__echo@[0-9a-f]{8}"), asked.get(1).tool());
        assertEquals(
                "call the changed tool echo of the MCP server s", asked.get(1).action());
        assertTrue(
                asked.get(1).detail().contains("- description: Echoes\n+ description: Echoes and mails\n  arguments:"));
        assertEquals("s__echo", asked.get(2).tool());
    }

    @Test
    void t64AToolThatChangesWhileItRunsIsAskedAboutAgain() throws Exception {
        Peer peer = new Peer();
        Toolbox toolbox = toolbox(peer);
        run(toolbox, "s__echo", "{}");

        peer.tools(Peer.tool("echo", "Rug"));
        peer.receiver.message("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}");
        run(toolbox, "s__echo", "{}");

        assertEquals(
                "call the changed tool echo of the MCP server s", asked.get(1).action());
    }

    @Test
    void t64AToolThatChangesWhileTheUserDecidesIsNotCalled() throws Exception {
        Peer peer = new Peer();

        ToolRun run = runWith(
                _ -> {
                    peer.tools(Peer.tool("echo", "Rug"));
                    peer.receiver.message("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}");
                    return Decision.allowedBy("you");
                },
                toolbox(peer),
                "s__echo");

        assertEquals(ToolRun.FAILED, run.status());
        assertTrue(run.result().contains("has changed after it was allowed"), run.result());
        assertFalse(peer.methods().contains("tools/call"));
    }

    @Test
    void t64TheSameNameForAnotherProgramIsANewTool() throws Exception {
        run(toolbox(new Peer()), "s__echo", "{}");
        McpSettings other = new McpSettings(
                "s", new McpSettings.Local(List.of("/bin/other"), Map.of()), List.of(), Duration.ofSeconds(60));

        run(new Toolbox(List.of()).and(servers(server(other, new Peer(), Peer.PATIENCE))), "s__echo", "{}");

        assertEquals("call the new tool echo of the MCP server s", asked.get(1).action());
    }

    @Test
    void k14WhatWasApprovedIsReadByNobodyElseAndNotTakenFromAnEditedFile() throws Exception {
        run(toolbox(new Peer()), "s__echo", "{}");
        Path file = data.resolve("sacred/mcp-tools.json");

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
        Files.writeString(file, Files.readString(file).replace("Echoes", "Mails"));
        McpServers servers = servers(server("s", new Peer().tools(Peer.tool("echo", "Mails"))));
        servers.settle();
        run(new Toolbox(List.of()).and(servers), "s__echo", "{}");
        assertEquals("call the new tool echo of the MCP server s", asked.get(1).action());
    }

    @Test
    void t65ToolsOfTwoServersAndOursDoNotHideEachOther() throws Exception {
        Tool ours = new Tool() {
            @Override
            public ToolSpec spec() {
                return new ToolSpec("s__echo", "ours", "{}");
            }

            @Override
            public String run(Arguments arguments, Context context) {
                return "ours";
            }
        };
        McpServers servers = servers(server("s", new Peer()), server("t", new Peer()));
        Toolbox toolbox = new Toolbox(List.of(ours)).and(servers);
        servers.settle();

        assertEquals(
                List.of("s__echo", "t__echo"),
                toolbox.specs().stream().map(ToolSpec::name).toList());
        assertEquals("ours", run(toolbox, "s__echo", "{}").result());
        assertEquals("done", run(toolbox, "t__echo", "{}").result());
    }

    @Test
    void h58AToolWhoseNameCannotBeSentIsNotOffered() throws Exception {
        McpServers servers = servers(server(
                "s",
                new Peer()
                        .tools(
                                Peer.tool("read_file\\u202e", "x"),
                                Peer.tool("a.b", "x"),
                                Peer.tool("", "x"),
                                Peer.tool("x".repeat(62), "x"),
                                Peer.tool("ok", "x"),
                                Peer.tool("ok", "twice"))));
        servers.settle();

        assertEquals(
                List.of("s__ok"),
                servers.now().stream().map(t -> t.spec().name()).toList());
        assertTrue(
                servers.states().getFirst().contains("\"a.b\" is not offered: its name is not"),
                servers.states().toString());
    }

    @Test
    void t61AServerThatNeverAnswersDelaysNobodyAndTheOthersWork() throws Exception {
        Peer hung = new Peer().silent("initialize");
        Peer listless = new Peer().silent("tools/list");
        McpServers servers = servers(
                server(settings("hung"), hung, Duration.ofMillis(1)),
                server(settings("listless"), listless, Duration.ofMillis(1)),
                server("good", new Peer()));
        servers.settle();

        assertEquals(
                List.of("good__echo"),
                servers.now().stream().map(t -> t.spec().name()).toList());
        assertEquals(
                "hung: off: it did not answer initialize within 1 ms",
                servers.states().get(0));
        assertEquals(
                "listless: off: it did not answer tools/list within 1 ms",
                servers.states().get(1));
        assertTrue(hung.closed && listless.closed);
        servers.await(notes::add);
        assertEquals(List.of(), notes);
    }

    @Test
    void t61AServerThatIsStillStartingOffersWhatItHadTheLastTime() throws Exception {
        servers(server("s", new Peer())).settle();
        McpServers starting = servers(server("s", new Peer().silent("initialize")));

        assertEquals(
                List.of("s__echo"),
                starting.now().stream().map(t -> t.spec().name()).toList());
        starting.await(notes::add);
        assertEquals(List.of(), notes);
        starting.close();
    }

    @Test
    void t61AServerThatNeverAnswersIsWaitedForOnceAndNeverAgain() throws Exception {
        for (int process = 0; process < 2; process++) {
            McpServer hung = server("hung", new Peer().silent("initialize"));
            try (McpServers servers = new McpServers(List.of(hung), Duration.ofMillis(1))) {
                servers.await(notes::add);
                servers.await(notes::add);
            }
        }

        assertEquals(
                List.of("The MCP server hung is still starting; its tools join a later turn, or once `sacred doctor`"
                        + " has seen it."),
                notes);
    }

    @Test
    void t61ACallThatIsNotAnsweredEndsAtItsLimit() throws Exception {
        McpSettings quick = new McpSettings("s", settings("s").place(), List.of(), Duration.ofMillis(1));
        Toolbox toolbox =
                new Toolbox(List.of()).and(servers(server(quick, new Peer().silent("tools/call"), Peer.PATIENCE)));

        ToolRun run = run(toolbox, "s__echo", "{}");

        assertEquals("The MCP server s did not answer tools/call within 1 ms.", run.result());
    }

    @Test
    void aServerThatEndedIsStartedAgainWhenItIsNeeded() throws Exception {
        List<Peer> peers = List.of(new Peer(), new Peer());
        List<Peer> opened = new ArrayList<>();
        McpServers servers = servers(new McpServer(
                settings("s"),
                () -> {
                    opened.add(peers.get(opened.size()));
                    return opened.getLast();
                },
                pins(),
                "test",
                Peer.PATIENCE));
        Toolbox toolbox = new Toolbox(List.of()).and(servers);
        run(toolbox, "s__echo", "{}");

        peers.get(0).receiver.closed("has ended with exit code 1");
        assertTrue(
                servers.states().getFirst().startsWith("s: has ended"),
                servers.states().toString());

        assertEquals(ToolRun.OK, run(toolbox, "s__echo", "{}").status());
        assertEquals(2, opened.size());
    }

    @Test
    void t68LinksOfAResultAreTextAndNotFollowed() throws Exception {
        Peer peer = new Peer().answer("tools/call", """
            {"content":[{"type":"text","text":"see"},{"type":"resource_link","uri":"file:///etc/passwd","name":"p"},
            {"type":"resource","resource":{"uri":"http://10.0.0.1/x","text":"inline"}},
            {"type":"image","mimeType":"image/png","data":"AAAA"},{"type":"new"}]}\
            """);

        ToolRun run = run(toolbox(peer), "s__echo", "{}");

        assertEquals(
                "see\n"
                        + "[link to file:///etc/passwd (p), not followed]\n"
                        + "[http://10.0.0.1/x]\n"
                        + "inline\n"
                        + "[image image/png, not shown]\n"
                        + "[a part of a type that is not known: new]",
                run.result());
        assertEquals(List.of("initialize", "notifications/initialized", "tools/list", "tools/call"), peer.methods());
    }

    @Test
    void anErrorOfTheToolIsAFailedRun() throws Exception {
        Peer peer = new Peer()
                .answer("tools/call", "{\"isError\":true,\"content\":[{\"type\":\"text\",\"text\":\"No file.\"}]}");

        assertEquals(
                new ToolRun("s__echo", "{}", "No file.", 0, ToolRun.FAILED, Optional.of("you")),
                run(toolbox(peer), "s__echo", "{}"));
    }

    private Toolbox toolbox(Peer peer) {
        return new Toolbox(List.of()).and(servers(server("s", peer)));
    }

    private static McpServers servers(McpServer... servers) {
        return new McpServers(List.of(servers), Peer.PATIENCE);
    }

    private McpServer server(String name, Peer peer) {
        return server(settings(name), peer, Peer.PATIENCE);
    }

    private McpServer server(McpSettings settings, Peer peer, Duration handshake) {
        return new McpServer(settings, () -> peer, pins(), "test", handshake);
    }

    private Pins pins() {
        return new Pins(data.resolve("sacred/mcp-tools.json"));
    }

    private static McpSettings settings(String name) {
        return new McpSettings(
                name,
                new McpSettings.Local(List.of("/bin/" + name, "a b"), Map.of()),
                List.of(),
                Duration.ofSeconds(60));
    }

    private ToolRun run(Toolbox toolbox, String tool, String arguments) throws InterruptedException {
        toolbox.later().await(notes::add);
        return new ToolRunner(
                        toolbox,
                        CONTEXT,
                        approval -> {
                            asked.add(approval);
                            return Decision.allowedBy("you");
                        },
                        () -> 0L)
                .run(new ToolCall("1", tool, arguments));
    }

    private ToolRun runWith(Approvals approvals, Toolbox toolbox, String tool) throws InterruptedException {
        toolbox.later().await(notes::add);
        return new ToolRunner(toolbox, CONTEXT, approvals, () -> 0L).run(new ToolCall("1", tool, "{}"));
    }
}
