package sacred.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sacred.cognition.tool.mcp.McpSettings;
import sacred.cognition.tool.web.WebAccess;
import sacred.providers.Secret;

class McpSectionTest {

    @TempDir
    Path directory;

    @Test
    void aServerIsACommandOrAnAddress() throws ConfigException {
        Config config = load("""
            mcp:
              servers:
                a: {command: [npx, -y, "x y"], env: {TOKEN: "${T}"}, allow: [read], timeout_s: 1.5}
                b: {url: "https://mcp.test/mcp", headers: {Authorization: "Bearer ${T}"}}
                c: {command: [x], enabled: false}
            """, Map.of("T", "canary-1234"));

        assertEquals(
                List.of(
                        new McpSettings(
                                "a",
                                new McpSettings.Local(
                                        List.of("npx", "-y", "x y"), Map.of("TOKEN", new Secret("canary-1234"))),
                                List.of("read"),
                                Duration.ofMillis(1500)),
                        new McpSettings(
                                "b",
                                new McpSettings.Remote(
                                        URI.create("https://mcp.test/mcp"),
                                        Map.of("Authorization", new Secret("Bearer canary-1234"))),
                                List.of(),
                                Duration.ofSeconds(60))),
                config.mcp());
        assertFalse(config.toString().contains("canary"));
        assertEquals("it is [secret of a]", config.secrets().redact("it is canary-1234"));
    }

    @Test
    void k11WhatIsSecretOfAServerIsKnownAlsoWhileItIsOff() throws ConfigException {
        Config config = load("""
            mcp:
              servers:
                a: {url: "https://x.test", headers: {Authorization: "Bearer canary-1234"}, enabled: false}
                b: {command: [x], env: {ROOT: "/home/anna/notes", API_TOKEN: "canary-5678"}}
            """, Map.of());

        assertEquals(
                "[secret of a] [secret of b] /home/anna/notes",
                config.secrets().redact("canary-1234 canary-5678 /home/anna/notes"));
    }

    @Test
    void aServerWhoseVariableIsMissingIsOneLess() throws ConfigException {
        Config config =
                load("mcp: {servers: {a: {command: [x], env: {TOKEN: \"${T}\"}}, b: {command: [y]}}}", Map.of());

        assertEquals(List.of("b"), config.mcp().stream().map(McpSettings::name).toList());
        assertEquals(
                true,
                config.notes()
                        .contains("The MCP server a is off: the environment variable T is not set"
                                + " (mcp.servers.a.env.TOKEN)."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: {comand: [x]}|1:22  mcp.servers.a.comand: unknown key. Did you mean \"command\"? Allowed: enabled,"
                        + " command, env, url, headers, allow, timeout_s.",
                "a: {}|1:18  mcp.servers.a: a server has either a command, such as [npx, some-server], or a url.",
                "a: {command: [x], url: \"http://x.test\"}|1:18  mcp.servers.a: a server has either a command, such as"
                        + " [npx, some-server], or a url.",
                "a: {command: [x], headers: {A: b}}|1:18  mcp.servers.a: headers belong to a url; a command takes env.",
                "a: {command: []}|1:18  mcp.servers.a: the command is empty. Write [program, argument, ...].",
                "a: {command: [./x]}|1:18  mcp.servers.a: the program is a path that depends on where sacred is"
                        + " started. Write it from the root.",
                "a__b: {command: [x]}|1:18  mcp.servers.a__b: a server's name is up to 30 letters, digits, \"-\" and"
                        + " single \"_\".",
                "a: {command: [x], env: {\"A B\": \"canary\"}}|1:49  mcp.servers.a.env.A B: a variable's name cannot"
                        + " be written like this.",
                "a: {url: \"http://x.test\", headers: {A: canary}}|1:18  mcp.servers.a: its headers would be sent"
                        + " unencrypted. Write https://.",
                "a: {url: \"http://u:canary@x.test\"}|1:27  mcp.servers.a.url: the URL must not contain a user or a"
                        + " password."
            })
    void aMistakeIsToldWithItsPlaceAndWithoutValues(String servers, String problem) {
        List<String> problems = WrittenConfig.in(directory, "mcp: {servers: { " + servers + "}}")
                .problems(Map.of());

        assertEquals(1, problems.size(), problems.toString());
        assertEquals("config.yaml:" + problem.substring(problem.indexOf(':') - 1), problems.getFirst());
        assertFalse(problems.toString().contains("canary"));
    }

    @Test
    void whatPagesMayComeFromIsWidenedByTheConfiguration() throws ConfigException {
        assertEquals(WebAccess.USUAL, load("cache: {}", Map.of()).web());
        assertEquals(
                new WebAccess(Set.of(8080, 3000), true),
                load("web: {ports: [8080, 3000], private_addresses: true}", Map.of())
                        .web());
    }

    private Config load(String yaml, Map<String, String> env) throws ConfigException {
        return WrittenConfig.in(directory, yaml).load(env);
    }
}
