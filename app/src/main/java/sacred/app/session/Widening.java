package sacred.app.session;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
 * What another configuration would let models and servers do that the one in force does not: where keys and prompts go, what
 * is spent, what runs, what is read and reached without asking. Nobody but the user may bring that about, and a tool that writes files could.
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
        widening.prompts();
        widening.spending();
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

    /**
     * What is said goes where it went before, on this machine, or to a provider's own server. A new server that no stage and no
     * logical model names gets nothing before the user names it.
     */
    private void prompts() {
        Set<Optional<Origin>> known =
                before.providers().stream().map(Widening::origin).collect(Collectors.toSet());
        Set<String> named = named();
        Map<String, ProviderSettings> old =
                before.providers().stream().collect(Collectors.toMap(ProviderSettings::name, Function.identity()));
        next.providers().stream()
                .filter(p -> p.apiKey().isEmpty() && !known.contains(origin(p)))
                .filter(p -> !p.isAtHome() && !origin(p).filter(Origin::isHere).isPresent())
                .filter(p -> old.containsKey(p.name()) || named.contains(p.name()))
                .forEach(p -> sentences.add("What is asked of " + p.name() + " would go to " + text(origin(p))
                        + Optional.ofNullable(old.get(p.name()))
                                .map(o -> ", so far it went to " + text(origin(o)))
                                .orElse("")
                        + "."));
    }

    /** The providers that are asked without the user naming them. */
    private Set<String> named() {
        Config.Routing routing = next.routing();
        Stream<String> stages = Stream.of(
                        Stream.of(routing.queryRouting(), routing.toolCalling(), routing.responseFormatting()),
                        routing.fallback().stream(),
                        routing.answerers().values().stream().flatMap(by -> by.values().stream()))
                .flatMap(Function.identity());
        Stream<String> members = next.logicalModels().values().stream()
                .flatMap(m -> Stream.concat(m.members().stream(), m.roles().values().stream()));
        return Stream.concat(stages, members)
                .filter(Objects::nonNull)
                .map(reference ->
                        reference.replaceFirst("^composite/[^/]*/", "").split(":", 2)[0])
                .collect(Collectors.toSet());
    }

    private void spending() {
        more("per_turn_usd", Config.Budget::perTurnUsd);
        more("per_session_usd", Config.Budget::perSessionUsd);
        more("per_day_usd", Config.Budget::perDayUsd);
    }

    private void more(String name, Function<Config.Budget, Optional<BigDecimal>> limit) {
        limit.apply(before.budget()).ifPresent(from -> {
            Optional<BigDecimal> to = limit.apply(next.budget());
            if (to.isEmpty()) {
                sentences.add(
                        "There would be no limit of $" + from.toPlainString() + " any more (budget." + name + ").");
            } else if (to.get().compareTo(from) > 0) {
                sentences.add("$" + to.get().toPlainString() + " could be spent instead of $" + from.toPlainString()
                        + " (budget." + name + ").");
            }
        });
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
