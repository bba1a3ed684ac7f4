package sacred.app.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import sacred.app.config.Config;
import sacred.app.config.Config.Permission;
import sacred.app.host.Host;
import sacred.cognition.tool.mcp.McpSettings;
import sacred.cognition.tool.mcp.McpSettings.Local;
import sacred.cognition.tool.mcp.McpSettings.Remote;
import sacred.providers.Origin;
import sacred.providers.ProviderSettings;
import sacred.providers.Secret;

/**
 * What another configuration would let models and servers do that the one in force does not: where keys go, what runs, what is
 * read and reached without asking. Nobody but the user may bring that about, and a tool that writes files could.
 */
final class Widening {

    private final Host host;
    private final Config before;
    private final Config next;
    private final List<String> sentences = new ArrayList<>();

    private Widening(Host host, Config before, Config next) {
        this.host = host;
        this.before = before;
        this.next = next;
    }

    /** One sentence for each; none when it allows no more. No secret is shown. */
    static List<String> between(Host host, Config before, Config next) {
        Widening widening = new Widening(host, before, next);
        widening.keys();
        widening.tools();
        widening.roots();
        widening.web();
        widening.servers();
        widening.telemetry();
        return widening.sentences;
    }

    /** A key goes where it went before; one of the environment that went nowhere yet only to those who gave it out. */
    private void keys() {
        Map<Secret, List<Optional<Origin>>> known = before.providers().stream()
                .filter(p -> p.apiKey().isPresent())
                .collect(Collectors.groupingBy(
                        p -> p.apiKey().get(), Collectors.mapping(Widening::origin, Collectors.toList())));
        for (ProviderSettings p : next.providers()) {
            if (p.apiKey().isEmpty()) {
                continue;
            }
            List<Optional<Origin>> origins = known.getOrDefault(p.apiKey().get(), List.of());
            if (!origins.isEmpty() && !origins.contains(origin(p))) {
                sentences.add("The key of " + p.name() + " would go to " + text(origin(p)) + ", so far it went to "
                        + text(origins.getFirst()) + ".");
            } else if (origins.isEmpty() && !p.keySource().isEmpty() && !given(p)) {
                sentences.add("The key in " + p.keySource() + " would go to " + text(origin(p)) + ".");
            }
        }
    }

    private static boolean given(ProviderSettings p) {
        return p.isAtHome() && p.keySource().equals("$" + p.kind().keyVariable());
    }

    private static Optional<Origin> origin(ProviderSettings provider) {
        return Origin.of(provider.baseUrl());
    }

    private static String text(Optional<Origin> origin) {
        return origin.map(Origin::text).orElse("?");
    }

    private void tools() {
        next.tools().allowed().stream()
                .filter(tool -> !before.tools().allowed().contains(tool))
                .forEach(tool -> sentences.add("tools." + tool + " would be allowed without asking."));
    }

    /** Reading below a root is not asked about, whatever is said of changes. */
    private void roots() {
        List<Path> readable = readable(before);
        readable(next).stream()
                .filter(root -> readable.stream().noneMatch(root::startsWith))
                .forEach(root -> sentences.add("Files below " + root + " would be read without asking (tools.roots)."));
    }

    private List<Path> readable(Config config) {
        return config.tools().files() == Permission.OFF
                ? List.of()
                : Workbench.roots(host, config).stream().map(Workbench::real).toList();
    }

    private void web() {
        if (next.tools().web() == Permission.OFF) {
            return;
        }
        boolean had = before.tools().web() != Permission.OFF;
        Set<Integer> ports = new TreeSet<>(next.web().ports());
        if (had) {
            ports.removeAll(before.web().ports());
        }
        if (!ports.isEmpty()) {
            sentences.add("Pages could come from more ports (web.ports): "
                    + ports.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ".");
        }
        if (next.web().privateAddresses() && !(had && before.web().privateAddresses())) {
            sentences.add("Pages could come from this machine and the network around it (web.private_addresses).");
        }
    }

    private void servers() {
        Map<String, McpSettings> known =
                before.mcp().stream().collect(Collectors.toMap(McpSettings::name, Function.identity()));
        for (McpSettings server : next.mcp()) {
            Optional<McpSettings> old = Optional.ofNullable(known.get(server.name()));
            if (old.filter(o -> o.place().equals(server.place())).isEmpty()) {
                sentences.add("The MCP server " + server.name() + " would " + does(server)
                        + (old.filter(o -> o.place()
                                                .shown()
                                                .equals(server.place().shown()))
                                        .isPresent()
                                ? ", with another " + extras(server) + "."
                                : "."));
            }
            List<String> allowed = old.map(McpSettings::allow).orElse(List.of());
            server.allow().stream()
                    .filter(tool -> !allowed.contains(tool))
                    .forEach(tool -> sentences.add("The tool " + tool + " of the MCP server " + server.name()
                            + " would be allowed without asking."));
        }
    }

    private void telemetry() {
        Config.Telemetry told = next.telemetry();
        if (told.otlp().isEmpty()) {
            return;
        }
        boolean known = before.telemetry().otlp().equals(told.otlp());
        if (!known) {
            sentences.add("Every turn would be told to " + told.otlp().get() + " (telemetry.otlp).");
        }
        if (told.content() && !(known && before.telemetry().content())) {
            sentences.add("Prompts and answers would be told to " + told.otlp().get() + " (telemetry.content).");
        }
    }

    private static String does(McpSettings server) {
        return switch (server.place()) {
            case Local local -> "run: " + local.shown();
            case Remote remote -> "be asked at " + remote.shown();
        };
    }

    private static String extras(McpSettings server) {
        return server.place() instanceof Local ? "env" : "header";
    }
}
