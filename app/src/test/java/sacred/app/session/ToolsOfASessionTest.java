package sacred.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sacred.app.Stage;
import sacred.app.command.Commands;
import sacred.app.command.Desk;
import sacred.app.command.ScreenRequest;
import sacred.app.host.Host;
import sacred.cognition.Stop;
import sacred.cognition.Turn;
import sacred.cognition.TurnSettings;
import sacred.cognition.tool.Approval;
import sacred.cognition.tool.Arguments;
import sacred.cognition.tool.Decision;
import sacred.cognition.tool.Tool;
import sacred.cognition.tool.ToolException;
import sacred.cognition.tool.Toolbox;
import sacred.providers.ToolSpec;
import sacred.timeline.Block;
import sacred.timeline.Event;
import sacred.timeline.Routing;
import sacred.timeline.ToolRun;
import sacred.timeline.journal.ContentStore;
import sacred.timeline.journal.Journal;

@Timeout(120)
class ToolsOfASessionTest {

    private static final Instant AT = Instant.parse("2026-11-25T10:00:00Z");

    @TempDir
    Path directory;

    private Stage stage;

    @BeforeEach
    void stage() throws IOException {
        stage = new Stage(directory);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private Setup setup(String tools) throws Exception {
        stage.config(Files.readString(directory.resolve("config.yaml")) + tools);
        Host host = stage.host(new ByteArrayOutputStream(), new ByteArrayOutputStream());
        return Setup.of(host, Optional.of(directory.resolve("config.yaml")));
    }

    private static List<String> names(Setup setup) {
        return setup.world().toolbox().tools().stream()
                .map(tool -> tool.spec().name())
                .toList();
    }

    @Test
    void whatTheConfigurationTakesAwayIsNotThere() throws Exception {
        List<String> harmless = List.of("calculator", "units", "clock", "timelines", "manual");
        List<String> files = List.of("read_file", "list_files", "glob", "grep", "write_file", "edit_file");

        try (Setup all = setup("");
                Setup none = setup("\ntools: {files: off, shell: off}\n")) {
            assertTrue(names(all).containsAll(harmless));
            assertTrue(names(all).containsAll(files));
            assertTrue(names(all).contains("shell"));
            assertTrue(names(none).containsAll(harmless));
            assertFalse(names(none).stream().anyMatch(name -> files.contains(name) || name.equals("shell")));
        }
    }

    @Test
    void theRootsOfTheConfigurationAreTheRootsOfTheTools() throws Exception {
        Path root = Files.createDirectories(directory.resolve("project"));
        Files.writeString(root.resolve("a.txt"), "text\n");
        Files.writeString(directory.resolve("outside.txt"), "text\n");
        try (Setup setup = setup("\ntools: {roots: [\"" + root + "\"]}\n")) {
            Tool read = setup.world().toolbox().find("read_file").orElseThrow();

            assertEquals("text\n", read.run(Arguments.parse("{\"path\":\"a.txt\"}"), null));
            assertTrue(refusal(read, "../outside.txt").contains("is outside of the directories"));
        }
    }

    @Test
    void whatIsOursIsAskedAbout() throws Exception {
        try (Setup setup = setup("\ntools: {files: allow, roots: [\"" + directory + "\"]}\n")) {
            Tool read = setup.world().toolbox().find("read_file").orElseThrow();

            Approval asked = read.needs(Arguments.parse("{\"path\":\"config.yaml\"}"), null)
                    .orElseThrow();
            assertEquals("protected", asked.tool());
            assertFalse(setup.config().tools().allowed().contains(asked.tool()));
        }
    }

    private static String refusal(Tool tool, String path) throws InterruptedException {
        try {
            return tool.run(Arguments.parse("{\"path\":\"" + path + "\"}"), null);
        } catch (ToolException e) {
            return e.getMessage();
        }
    }

    /** Counts whoever calls it, also who only asks whether it may; who reads what it is does not call it. */
    private static final class Probe implements Tool {
        private int calls;

        @Override
        public ToolSpec spec() {
            return new ToolSpec("shell", "", "{\"type\":\"object\"}");
        }

        @Override
        public Optional<Approval> needs(Arguments arguments, Context context) {
            calls++;
            return Optional.empty();
        }

        @Override
        public String run(Arguments arguments, Context context) {
            calls++;
            return "ran again";
        }
    }

    // T17
    @Test
    void aTimelineThatEndedInTheMiddleOfAToolIsOpenedAndGoesOnWithoutRunningItAgain() throws Exception {
        Path file;
        try (Journal journal = Journal.create(directory.resolve("timelines"), "0.1.0", () -> AT)) {
            turn(journal, 1, true);
            turn(journal, 2, false);
            file = journal.file().orElseThrow();
        }
        Probe probe = new Probe();
        stage.answering("Nothing ran.");
        try (Setup setup = setup("");
                Session session = new Session(
                        Journal.open(file, "0.1.0", () -> AT),
                        ContentStore.unsaved(),
                        with(probe, setup.world()),
                        setup.wall(),
                        setup.settings(),
                        new Permissions(setup.allowed()))) {
            session.asLeft(setup::reference);
            assertTrue(session.timeline().blocks().getLast() instanceof Block.Error);
            assertEquals(0, probe.calls);

            assertEquals(Event.Outcome.OK, session.ask("And now?", new Stop(), Watcher.NOBODY));
        }
        assertEquals(0, probe.calls);
        assertEquals(0, stage.run("replay", "--plain", "--speed", "max", file.toString()), () -> stage.err);
        assertFalse(Files.exists(directory.resolve("ran")));
    }

    private void turn(Journal journal, int number, boolean whole) throws IOException {
        Block.Head head = new Block.Head("01K" + number, number, AT, 5);
        String command = "{\"command\":\"touch " + directory.resolve("ran") + "\"}";
        journal.append(new Event.Opened(new Block.Input(head, "Touch it.")));
        journal.append(new Event.Sealed(new Block.Route(
                new Block.Head("01L" + number, number, AT, 5),
                "",
                new Routing(Routing.Source.MODEL, Routing.TOOLS, "do", Map.of(), List.of("shell"), ""),
                List.of())));
        if (whole) {
            ToolRun run = new ToolRun("shell", command, "exit code 0", 3, ToolRun.OK, Optional.of("you"));
            journal.append(new Event.Sealed(
                    new Block.Tool(new Block.Head("01M" + number, number, AT, 5), "", List.of(run), List.of())));
        }
    }

    private static Turn.World with(Tool tool, Turn.World w) {
        return new Turn.World(
                w.models(),
                w.prices(),
                w.budget(),
                new Toolbox(List.of(tool)),
                w.recall(),
                w.tools(),
                w.clock(),
                w.nanos(),
                w.scheduler(),
                w.random(),
                w.routes());
    }

    @Test
    void theCommandTellsWhatWasAllowedAndForgetsIt() throws Exception {
        Permissions permissions = new Permissions(List.of());
        Approval list = new Approval("shell", "run a command in /tmp", "ls\nrm x", "ls");
        permissions.decide(list, _ -> new Decision(true, "you", true));
        try (Setup setup = setup("\ntools: {shell: allow}\n");
                Session session = new Session(
                        Journal.unsaved("0.1.0", () -> AT),
                        ContentStore.unsaved(),
                        setup.world().spending(setup.world().budget().session(BigDecimal.ZERO, Optional.empty())),
                        setup.wall(),
                        setup.settings(),
                        permissions)) {
            Paper paper = new Paper(setup, session);
            Commands.run("/tools", paper);
            String said = String.join("\n", paper.lines);

            assertTrue(said.contains("  calculator   free   Computes"), said);
            assertTrue(said.contains("  read_file    ask    Reads"), said);
            assertTrue(said.contains("  shell        allow  Runs"), said);
            assertTrue(
                    said.endsWith("Allowed for this session (/tools forget takes it back):\n"
                            + "  shell: run a command in /tmp: ls …"),
                    said);
            assertTrue(setup.config()
                    .notes()
                    .contains("tools.shell is allow: commands that models write run without being asked about."));

            Commands.run("/tools forget", paper);
            assertEquals("Forgotten: you will be asked again.", paper.lines.getLast());
            assertEquals(List.of(), permissions.granted());
        }
    }

    /** A desk that keeps what is said. */
    private record Paper(Setup setup, Session session, List<String> lines) implements Desk {
        Paper(Setup setup, Session session) {
            this(setup, session, new ArrayList<>());
        }

        @Override
        public Reload reload() {
            throw new AssertionError("nobody reloads");
        }

        @Override
        public void reconfigure(Setup next, TurnSettings settings) {}

        @Override
        public void goOnWith(Session next) {}

        @Override
        public void say(String line) {
            lines.add(line);
        }

        @Override
        public void switchTo(TurnSettings next, String command, String sentence) {}

        @Override
        public void compact(String instructions) {}

        @Override
        public void retry(Block.Input prompt, TurnSettings by) {}

        @Override
        public boolean onScreen(ScreenRequest request) {
            return false;
        }

        @Override
        public void onInterrupt(Runnable stop) {}

        @Override
        public void quit() {}
    }
}
