package sacred.app.config;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import sacred.cognition.tool.mcp.McpSettings;
import sacred.providers.Secret;
import sacred.providers.secret.Secrets;

/** The section {@code mcp}: servers whose tools models may call. One whose variable is missing is one server less. */
final class McpSection {

    static final String NAME = "mcp";

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Pattern SERVER = Pattern.compile("[A-Za-z0-9-]+(_[A-Za-z0-9-]+)*");
    private static final int LONGEST_NAME = 30;
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    /** What a variable or a header is called that holds a secret; so does each that is a variable of the environment. */
    private static final Pattern SECRET =
            Pattern.compile(".*(KEY|TOKEN|SECRET|PASS|CREDENTIAL|AUTH|COOKIE).*", Pattern.CASE_INSENSITIVE);

    final List<McpSettings> enabled = new ArrayList<>();
    /** Of servers that are off, too. */
    final List<Secrets.Named> secrets = new ArrayList<>();

    private final Problems problems;
    private final List<String> notes;

    McpSection(Entry.Group section, Problems problems, List<String> notes) {
        this.problems = problems;
        this.notes = notes;
        section.group("servers").members().forEach((name, entry) -> {
            if (entry instanceof Entry.Group server) {
                remember(name, server);
                read(name, server);
            }
        });
    }

    private void remember(String server, Entry.Group group) {
        String label = SERVER.matcher(server).matches() ? "secret of " + server : "secret of an MCP server";
        for (String part : List.of("env", "headers")) {
            group.group(part).members().forEach((name, entry) -> {
                if (entry instanceof Entry.Text text
                        && (text.variable().isPresent() || SECRET.matcher(name).matches())) {
                    // of "Bearer abc" also abc alone
                    String value = text.value().strip();
                    secrets.add(new Secrets.Named(label, new Secret(value)));
                    secrets.add(new Secrets.Named(label, new Secret(value.substring(value.lastIndexOf(' ') + 1))));
                }
            });
        }
    }

    private void read(String name, Entry.Group server) {
        boolean local = server.has("command");
        Optional<Entry.Text> incomplete =
                server.allTexts().filter(t -> t.unset().isPresent()).findFirst();
        if (!SERVER.matcher(name).matches() || name.length() > LONGEST_NAME) {
            wrong(server, "a server's name is up to " + LONGEST_NAME + " letters, digits, \"-\" and single \"_\".");
        } else if (local == server.has("url")) {
            if (problems.anyBelow(server.path())) {
                return;
            }
            wrong(server, "a server has either a command, such as [npx, some-server], or a url.");
        } else if (server.has(local ? "headers" : "env")) {
            wrong(server, local ? "headers belong to a url; a command takes env." : "env belongs to a command.");
        } else if (server.text("url").filter(url -> unprotected(url.value())).isPresent() && server.has("headers")) {
            wrong(server, "its headers would be sent unencrypted. Write https://.");
        } else if (!server.flag("enabled").orElse(true)) {
            return;
        } else if (incomplete.isPresent()) {
            notes.add("The MCP server " + name + " is off: the environment variable "
                    + incomplete.get().unset().orElseThrow() + " is not set ("
                    + incomplete.get().path() + ").");
        } else {
            place(server, local)
                    .ifPresent(place ->
                            enabled.add(new McpSettings(name, place, values(server, "allow"), deadline(server))));
        }
    }

    private static boolean unprotected(String url) {
        return url.regionMatches(true, 0, "http:", 0, "http:".length()) && !BaseUrl.isLocal(url);
    }

    private Optional<McpSettings.Place> place(Entry.Group server, boolean local) {
        if (!local) {
            return server.text("url")
                    .map(url -> new McpSettings.Remote(
                            URI.create(url.value()), secrets(server.group("headers"), HEADER, "a header's name")));
        }
        List<String> command = values(server, "command");
        if (command.isEmpty()) {
            wrong(server, "the command is empty. Write [program, argument, ...].");
            return Optional.empty();
        }
        String program = command.getFirst();
        if (program.contains("/") && !program.startsWith("/")) {
            wrong(server, "the program is a path that depends on where sacred is started. Write it from the root.");
            return Optional.empty();
        }
        return Optional.of(new McpSettings.Local(command, secrets(server.group("env"), VARIABLE, "a variable's name")));
    }

    private Map<String, Secret> secrets(Entry.Group group, Pattern names, String what) {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        group.members().forEach((name, entry) -> {
            if (!(entry instanceof Entry.Text text)) {
                return;
            }
            if (!names.matcher(name).matches()) {
                problems.add(entry.place(), entry.path(), what + " cannot be written like this.");
            } else if (text.value().chars().anyMatch(Character::isISOControl)) {
                problems.add(entry.place(), entry.path(), "contains a line break or another control character.");
            } else {
                secrets.put(name, new Secret(text.value()));
            }
        });
        return secrets;
    }

    private static List<String> values(Entry.Group server, String name) {
        return server.texts(name).stream().map(Entry.Text::value).toList();
    }

    private static Duration deadline(Entry.Group server) {
        return server.number("timeout_s")
                .map(s -> Duration.ofMillis(Math.max(1, s.multiply(THOUSAND).longValue())))
                .orElse(DEADLINE);
    }

    private void wrong(Entry.Group server, String message) {
        problems.add(server.place(), server.path(), message);
    }
}
