package sacred.app.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.app.Stage;
import sacred.app.cli.Cli;
import sacred.app.host.Host;

/** What happens when the configuration is edited while somebody talks: Y65 and its kin. */
class ConfigReloadTest {

    private static final String AGAIN = "The configuration was read again. In force from the next turn: ";
    private static final String REFUSED = "✗ The changed configuration is not in force; the one before stays.";

    @TempDir
    Path directory;

    private Stage stage;

    @BeforeEach
    void open() throws IOException {
        stage = new Stage(Files.createDirectory(directory.resolve("here")));
        stage.answering("a", "b", "c", "d", "e");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    /** A line that is typed, or something that happens to the file before the next one is. */
    private sealed interface Act {}

    private record Type(String line) implements Act {}

    private record Do(Edit edit) implements Act {}

    private interface Edit {
        void run() throws IOException;
    }

    private static Act type(String line) {
        return new Type(line);
    }

    /** Writes the file as the stage does, with something else in it. */
    private Act edit(String from, String to) {
        return new Do(() -> {
            String yaml = Files.readString(file());
            assertTrue(yaml.contains(from), yaml);
            Files.writeString(file(), yaml.replace(from, to));
        });
    }

    private Path file() {
        return Path.of(stage.env.get("SACRED_CONFIG"));
    }

    private String session(Act... acts) throws Exception {
        Queue<Act> left = new ArrayDeque<>(Arrays.asList(acts));
        InputStream keyboard = new InputStream() {
            @Override
            public int read() {
                throw new UnsupportedOperationException("a line at a time");
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                while (left.peek() instanceof Do(Edit edit)) {
                    left.remove();
                    edit.run();
                }
                if (!(left.poll() instanceof Type(String line))) {
                    return -1;
                }
                byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
                System.arraycopy(bytes, 0, into, offset, bytes.length);
                return bytes.length;
            }
        };
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Host h = stage.host(out, new ByteArrayOutputStream());
        Host host =
                new Host(h.env(), h.clock(), h.nanos(), h.zone(), keyboard, h.out(), h.err(), false, Optional.empty());
        assertEquals(0, Cli.run(new String[0], host));
        String shown = out.toString(StandardCharsets.UTF_8);
        assertFalse(shown.contains(Stage.KEY), shown);
        return shown;
    }

    @Test
    void aChangedFileIsInForceFromTheNextTurn() throws Exception {
        String shown = session(type("First?"), edit("one:alpha", "two:beta"), type("Second?"), type("Third?"));

        assertEquals(List.of("alpha", "beta", "beta"), models());
        assertEquals(1, count(shown, AGAIN + "routing_strategy.\n"), shown);
        assertTrue(stage.requests.getLast().contains("First?"), "the conversation goes on");
    }

    @Test
    void anErrorChangesNothingAndIsShownOnceWithItsPlace() throws Exception {
        String shown = session(
                type("First?"),
                edit("limits:", "limts:"),
                type("Second?"),
                type("Third?"),
                type("/config"),
                edit("limts:", "limits:"),
                edit("one:alpha", "two:beta"),
                type("Fourth?"));

        String problem = "  config.yaml:5:1  limts: unknown key. Did you mean \"limits\"?";
        assertEquals(1, count(shown, REFUSED), shown);
        assertEquals(2, count(shown, problem), "once by itself and once in /config: " + shown);
        assertTrue(shown.contains("✗ The file was changed since and is not in force:"), shown);
        assertEquals(List.of("alpha", "alpha", "alpha", "beta"), models());
        assertEquals(1, stage.files().size());
    }

    @Test
    void aMistakeThatIsTakenBackIsSaidToBe() throws Exception {
        String shown = session(
                edit("limits:", "limts:"), type("First?"), edit("limts:", "limits:"), type("Second?"), type("/config"));

        assertEquals(1, count(shown, "The configuration is in order again, and as it was."), shown);
        assertFalse(shown.contains("was changed since"), shown);
    }

    @Test
    void textThatIsNotYamlAtAllDoesNotEndTheSession() throws Exception {
        String shown = session(
                type("First?"), new Do(() -> Files.write(file(), new byte[] {(byte) 0xff, 0, 1})), type("Second?"));

        assertTrue(shown.contains("config.yaml:1:1  the file is not UTF-8 from here on."), shown);
        assertEquals(List.of("alpha", "alpha"), models());
    }

    @Test
    void aFileThatIsGoneOrEmptyChangesNothing() throws Exception {
        String shown = session(
                type("First?"),
                new Do(() -> Files.writeString(file(), "")),
                type("Second?"),
                new Do(() -> Files.delete(file())),
                type("Third?"));

        assertEquals(List.of("alpha", "alpha", "alpha"), models());
        assertTrue(shown.contains("The configuration file " + file() + " does not exist."), shown);
        assertFalse(shown.contains(AGAIN), shown);
    }

    @Test
    void aSwitchStaysInForceAsLongAsItsModelExists() throws Exception {
        String shown = session(
                type("First?"),
                type("/model two:beta"),
                edit("attempts: 2", "attempts: 1"),
                type("Second?"),
                edit("  two:", "  three:"),
                type("Third?"));

        assertEquals(List.of("alpha", "beta", "alpha"), models());
        assertTrue(
                shown.contains("The switch to two:beta ends, one:alpha takes its place: There is no provider \"two\"."),
                shown);
    }

    @Test
    void byHandTheFileIsReadInAnyCase() throws Exception {
        String shown =
                session(type("/config reload"), edit("one:alpha", "one:beta"), type("/config reload"), type("First?"));

        assertEquals(1, count(shown, "The configuration is as it was."), shown);
        assertEquals(1, count(shown, AGAIN + "routing_strategy.\n"), shown);
        assertEquals(List.of("beta"), models());
    }

    @Test
    void aKeyInUseIsNotTakenToAnotherServerUnlessTheUserSaysSo() throws Exception {
        try (Stage elsewhere = new Stage(Files.createDirectory(directory.resolve("there")))) {
            Do move = new Do(
                    () -> Files.writeString(file(), Files.readString(file()).replace(stage.url(), elsewhere.url())));

            String refused = session(type("First?"), move, type("Second?"));

            assertEquals(0, elsewhere.requests.size());
            assertEquals(2, stage.requests.size());
            String moved = "The key of one would go to " + elsewhere.url().replace("/v1", "") + ", so far it went to "
                    + stage.url().replace("/v1", "") + ".";
            assertTrue(refused.contains(moved + " /config reload accepts it."), refused);

            Files.writeString(file(), Files.readString(file()).replace(elsewhere.url(), stage.url()));
            String accepted = session(type("Third?"), move, type("/config reload"), type("Fourth?"));

            assertEquals(1, elsewhere.requests.size());
            assertTrue(accepted.contains(moved + "\n"), accepted);
        }
    }

    @Test
    void aToolIsNotAllowedMoreUnlessTheUserSaysSo() throws Exception {
        Act more = edit("limits:", "tools: {shell: allow}\nlimits:");

        String shown = session(type("First?"), more, type("Second?"), type("/config reload"));

        assertTrue(
                shown.contains("  tools.shell would be allowed without asking. /config reload accepts it.\n"), shown);
        assertEquals(1, count(shown, REFUSED), shown);
        assertEquals(1, count(shown, AGAIN + "tools.\n"), shown);
    }

    @Test
    void aServerIsNotStartedUnlessTheUserSaysSo() throws Exception {
        Path trace = directory.resolve("started");
        Act server = edit(
                "limits:", "mcp: {servers: {evil: {command: [touch, \"" + trace + "\"], allow: [wipe]}}}\nlimits:");

        String shown = session(type("First?"), server, type("Second?"));

        assertEquals(1, count(shown, REFUSED), shown);
        assertTrue(
                shown.contains("  The MCP server evil would run: touch " + trace + ". /config reload accepts it.\n"),
                shown);
        assertTrue(
                shown.contains("  The tool wipe of the MCP server evil would be allowed without asking. "
                        + "/config reload accepts it.\n"),
                shown);
        assertFalse(Files.exists(trace), "nothing was started");
    }

    @Test
    void aServerIsNotChangedUnlessTheUserSaysSo() throws Exception {
        with("mcp: {servers: {notes: {command: [/bin/false], env: {A: b}, allow: [read]}}}");

        String shown = session(
                edit("[/bin/false]", "[/bin/true]"),
                type("First?"),
                edit("[/bin/true]", "[/bin/false]"),
                edit("A: b", "LD_PRELOAD: x.so"),
                type("Second?"),
                edit("LD_PRELOAD: x.so", "A: b"),
                edit("[read]", "[read, wipe]"),
                type("Third?"),
                edit("command: [/bin/false], env: {A: b}, allow: [read, wipe]", "url: \"http://127.0.0.1:1/mcp\""),
                type("Fourth?"));

        assertEquals(4, count(shown, REFUSED), shown);
        assertTrue(shown.contains("  The MCP server notes would run: /bin/true. /config"), shown);
        assertTrue(shown.contains("  The MCP server notes would run: /bin/false, with another env. /config"), shown);
        assertTrue(shown.contains("  The tool wipe of the MCP server notes would be allowed without asking."), shown);
        assertTrue(shown.contains("  The MCP server notes would be asked at http://127.0.0.1:1/mcp. /config"), shown);
    }

    @Test
    void filesElsewhereAreNotReadUnlessTheUserSaysSo() throws Exception {
        with("tools: {files: ask}");
        Path here = Path.of("").toRealPath();

        String shown = session(
                edit("files: ask", "files: ask, roots: [\"" + here.resolve("src") + "\"]"),
                type("First?"),
                edit("files: ask, roots: [\"" + here.resolve("src") + "\"]", "files: ask, roots: [/]"),
                type("Second?"));

        assertEquals(1, count(shown, AGAIN + "tools.\n"), "less is allowed at once: " + shown);
        assertEquals(1, count(shown, REFUSED), shown);
        assertTrue(shown.contains("  Files below / would be read without asking (tools.roots). /config"), shown);
    }

    @Test
    void theDirectoryThatNobodyNamedIsOneThatMayNotBecomeReadableByItself() throws Exception {
        with("tools: {files: off}");

        String shown = session(edit("files: off", "files: ask"), type("First?"));

        assertEquals(1, count(shown, REFUSED), shown);
        assertTrue(
                shown.contains("  Files below " + Path.of("").toRealPath() + " would be read without asking"), shown);
    }

    @Test
    void pagesFromNearerPlacesAreNotFetchedUnlessTheUserSaysSo() throws Exception {
        with("tools: {web: off}\nweb: {private_addresses: true, ports: [80]}");

        String shown = session(
                edit("ports: [80]", "ports: [8443, 8080]"),
                type("First?"),
                edit("web: off", "web: ask"),
                type("Again?"));

        assertEquals(1, count(shown, AGAIN + "web.\n"), "nobody can fetch, so nothing is allowed: " + shown);
        assertEquals(1, count(shown, REFUSED), shown);
        assertTrue(shown.contains("  Pages could come from more ports (web.ports): 8080, 8443. /config"), shown);
        assertTrue(
                shown.contains("  Pages could come from this machine and the network around it"
                        + " (web.private_addresses). /config reload accepts it.\n"),
                shown);
    }

    @Test
    void aSecretOfTheEnvironmentGoesToNoNewServerUnlessTheUserSaysSo() throws Exception {
        stage.env.put("OTHER_SECRET", "other-secret-0123456789");
        stage.env.put("GROQ_API_KEY", "gsk_0123456789012345678901234567890123456789");

        String shown = session(
                edit("  two:", "  groq: {}\n  two:"),
                type("First?"),
                edit(
                        "  two:",
                        "  evil: {type: openai, base_url: \"https://evil.invalid/v1\", api_key: \"${OTHER_SECRET}\"}"
                                + "\n  two:"),
                type("Second?"));

        assertEquals(1, count(shown, AGAIN + "llm_providers, limits.\n"), "Groq gave its key out itself: " + shown);
        assertEquals(1, count(shown, REFUSED), shown);
        assertTrue(
                shown.contains("  The key in $OTHER_SECRET would go to https://evil.invalid. /config reload accepts"),
                shown);
    }

    @Test
    void promptsGoToNoOtherServerUnlessTheUserSaysSo() throws Exception {
        String shown = session(
                edit("  two:", "  three: {type: openai, base_url: \"https://three.invalid/v1\"}\n  two:"),
                type("First?"),
                edit("three.invalid", "elsewhere.invalid"),
                type("Second?"),
                edit("elsewhere.invalid", "three.invalid"),
                edit("  two:", "  four: {type: openai, base_url: \"https://four.invalid/v1\"}\n  two:"),
                edit("\"one:alpha\"}", "\"one:alpha\", fallback: \"four:x\"}"),
                type("Third?"));

        assertEquals(1, count(shown, AGAIN + "llm_providers, limits.\n"), "nobody is asked there yet: " + shown);
        assertEquals(2, count(shown, REFUSED), shown);
        assertTrue(
                shown.contains("  What is asked of three would go to https://elsewhere.invalid, so far it went to"
                        + " https://three.invalid. /config reload accepts it.\n"),
                shown);
        assertTrue(shown.contains("  What is asked of four would go to https://four.invalid. /config"), shown);
    }

    @Test
    void noMoreIsSpentUnlessTheUserSaysSo() throws Exception {
        with("prices: {\"one:alpha\": {input: 1, output: 1}}\nbudget: {per_turn_usd: 2, per_day_usd: 5}");

        String shown = session(
                edit("per_turn_usd: 2", "per_turn_usd: 1"),
                type("First?"),
                edit("per_turn_usd: 1, per_day_usd: 5", "per_turn_usd: 1.50"),
                type("Second?"));

        assertEquals(1, count(shown, AGAIN + "budget.\n"), shown);
        assertEquals(1, count(shown, REFUSED), shown);
        assertTrue(shown.contains("  $1.50 could be spent instead of $1 (budget.per_turn_usd). /config"), shown);
        assertTrue(shown.contains("  There would be no limit of $5 any more (budget.per_day_usd). /config"), shown);
    }

    @Test
    void everySectionThatChangesIsSaidToBe() throws Exception {
        String shown = session(edit("limits:", """
            windows: {"one:alpha": 9000}
            ollama: {warm_up: false}
            tools: {web: off}
            web: {ports: [8080]}
            log: {level: debug}
            limits:\
            """), type("First?"));

        assertEquals(1, count(shown, AGAIN + "windows, ollama, tools, web, log.\n"), shown);
    }

    @Test
    void aServerThatIsLeftOutIsSaidToBe() throws Exception {
        with("mcp: {servers: {notes: {command: [/bin/false]}}}");

        String shown = session(edit("mcp: {servers: {notes: {command: [/bin/false]}}}", ""), type("First?"));

        assertEquals(1, count(shown, AGAIN + "mcp.\n"), shown);
    }

    private void withAFallback() throws IOException {
        Files.writeString(
                file(), Files.readString(file()).replace("\"one:alpha\"}", "\"one:alpha\", fallback: \"two:beta\"}"));
        stage.forget();
    }

    @Test
    void aKeyThatIsCorrectedIsUsedAtOnce() throws Exception {
        withAFallback();
        stage.answering("!401", "a", "b", "c");

        session(
                type("First?"),
                type("Second?"),
                edit("one: {type: openai,", "one: {type: openai, api_key: corrected-0123456789,"),
                edit(", api_key: \"${TEST_KEY}\"}\n  two", "}\n  two"),
                type("Third?"));

        assertEquals(List.of("alpha", "beta", "beta", "alpha"), models());
        assertEquals("Bearer corrected-0123456789", stage.keys.getLast());
    }

    @Test
    void aModelThatRestsGoesOnRestingWhenAnotherProviderChanges() throws Exception {
        withAFallback();
        stage.answering("!500", "!500", "a", "!500", "!500", "b", "c");

        session(type("First?"), type("Second?"), edit("limits: {", "limits: {concurrency: {two: 3}, "), type("Third?"));

        assertEquals(List.of("alpha", "alpha", "beta", "alpha", "alpha", "beta", "beta"), models());
    }

    @Test
    void aModelThatTheUserNamedIsStillAskedWhateverItDidBefore() throws Exception {
        withAFallback();
        stage.answering("!500", "!500", "a", "!500", "!500", "b", "c");

        session(
                type("/model one:gamma"),
                type("First?"),
                type("Second?"),
                edit("mode: rules", "deadline_ms: 4000, mode: rules"),
                type("Third?"));

        assertEquals(List.of("gamma", "gamma", "beta", "gamma", "gamma", "beta", "gamma"), models());
    }

    /** The stage's file with one more section from the start. */
    private void with(String section) throws IOException {
        Files.writeString(file(), Files.readString(file()) + section + "\n");
    }

    @Test
    void whatCannotChangeWhileTheProgramRunsIsSaid() throws Exception {
        String shown = session(edit("limits:", "ui: {alt_screen: never}\nlimits:"), type("First?"));

        assertTrue(shown.contains("ui takes effect when sacred is started again"), shown);
    }

    private List<String> models() {
        return stage.requests.stream()
                .map(r -> r.replaceFirst("(?s).*\"model\"\\s*:\\s*\"([a-z]+)\".*", "$1"))
                .toList();
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
