package sacred.app.config;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import sacred.app.log.LogLevel;
import sacred.cognition.tool.web.WebAccess;
import sacred.providers.Price;
import sacred.providers.Prices;
import sacred.providers.ProviderKind;
import sacred.providers.ProviderSettings;
import sacred.providers.RetryPolicy;
import sacred.providers.Windows;
import sacred.providers.secret.Secrets;
import sacred.providers.wire.Authorities;
import sacred.providers.wire.Proxies;
import sacred.timeline.ModelRef;

/** A configuration out of the entries of a file, and the checks that look across its sections. */
final class Assembly {

    private static final int CONCURRENCY = 8;
    /** One model at a time fits into the memory of most machines. */
    private static final int CONCURRENCY_OF_A_LOCAL_OLLAMA = 1;

    private final Entry.Group root;
    private final Map<String, String> env;
    private final Predicate<String> saved;
    private final Problems problems;
    private final Providers providers;
    private final List<String> notes = new ArrayList<>();

    /** @param saved whether a command has saved a logical model of that name */
    Assembly(Entry.Group root, Map<String, String> env, Predicate<String> saved, Problems problems) {
        this.saved = saved;
        this.root = root;
        this.env = env;
        this.problems = problems;
        this.providers = new Providers(env, root.group("limits"), problems);
    }

    Config config(Optional<Path> file) {
        boolean named = readProviders(file);
        Config.Routing routing = StageModels.routing(root.group("routing_strategy"), providers, named, notes);
        var logical = LogicalModels.read(root.group("logical_models"), problems);
        checkRetries();
        checkNames(References.of(providers.enabled, providers.disabled.keySet(), logical, saved));
        StageModels.noteUnusable(routing, providers, notes);
        notes.addAll(providers.notes);
        notes.addAll(Proxies.of(env).notes());
        ToolsSection tools = new ToolsSection(root.group("tools"), problems, notes);
        McpSection servers = new McpSection(root.group(McpSection.NAME), problems, notes);
        return new Config(
                file,
                providers.enabled,
                providers.disabled,
                routing,
                budget(root.group("budget")),
                prices(root.group("prices")),
                windows(root.group("windows"), root.group("limits"), tools.inPrompt()),
                limits(root.group("limits")),
                logical,
                authorities(root.group("tls"), file),
                cache(root.group("cache")),
                ollama(root.group("ollama")),
                tools.permissions(),
                web(root.group("web")),
                servers.enabled,
                ui(root.group("ui")),
                new ExportSection(root.group(ExportSection.NAME), problems).export(),
                KnownSecrets.in(root.group(Schema.PROVIDERS), env).and(Secrets.of(servers.secrets)),
                level(),
                telemetry(root.group("telemetry")),
                notes);
    }

    /** Whether the file names any; else the built-in ones apply. */
    private boolean readProviders(Optional<Path> file) {
        boolean named = root.has(Schema.PROVIDERS);
        if (named) {
            providers.configured(root.group(Schema.PROVIDERS));
        } else {
            providers.defaults();
            file.ifPresent(f -> notes.add("The file names no llm_providers, so the built-in ones apply. "
                    + "\"sacred config example\" prints a template."));
        }
        return named;
    }

    private LogLevel level() {
        return LogLevel.of(env.getOrDefault("SACRED_LOG", ""))
                .or(() -> root.group("log").word("level").flatMap(LogLevel::of))
                .orElse(LogLevel.INFO);
    }

    private static Config.Budget budget(Entry.Group group) {
        return new Config.Budget(
                group.number("per_turn_usd"), group.number("per_session_usd"), group.number("per_day_usd"));
    }

    private Prices prices(Entry.Group group) {
        Map<ModelRef, Price> prices = new LinkedHashMap<>();
        group.members().forEach((name, entry) -> {
            if (!(entry instanceof Entry.Group price)) {
                return;
            }
            if (!price.has("input") || !price.has("output")) {
                problems.add(price.place(), price.path(), "a price needs input and output, in USD per million tokens.");
                return;
            }
            try {
                prices.put(ModelRef.parse(name), price(price));
            } catch (IllegalArgumentException e) {
                problems.add(price.place(), price.path(), "a price belongs to a model: write provider:model.");
            }
        });
        return new Prices(prices);
    }

    private Windows.Limits windows(Entry.Group group, Entry.Group limits, Set<ModelRef> withoutTools) {
        Map<ModelRef, Integer> windows = new LinkedHashMap<>();
        group.members().forEach((name, entry) -> {
            if (!(entry instanceof Entry.Num tokens)) {
                return;
            }
            try {
                windows.put(ModelRef.parse(name), tokens.value().intValueExact());
            } catch (IllegalArgumentException e) {
                problems.add(tokens.place(), tokens.path(), "a window belongs to a model: write provider:model.");
            }
        });
        return new Windows.Limits(
                windows,
                limits.number("num_ctx").map(BigDecimal::intValueExact).orElse(Windows.Limits.NONE.mostContextTokens()),
                withoutTools);
    }

    private static Price price(Entry.Group group) {
        return new Price(
                group.number("input").orElse(BigDecimal.ZERO),
                group.number("output").orElse(BigDecimal.ZERO),
                group.number("cache_read"),
                group.number("cache_write"));
    }

    private Config.Limits limits(Entry.Group group) {
        Map<String, Integer> concurrency = new LinkedHashMap<>();
        for (ProviderSettings p : providers.enabled) {
            boolean localOllama = p.kind() == ProviderKind.OLLAMA && BaseUrl.isLocal(p.baseUrl());
            int usual = localOllama ? CONCURRENCY_OF_A_LOCAL_OLLAMA : CONCURRENCY;
            concurrency.put(
                    p.name(),
                    group.group("concurrency")
                            .number(p.name())
                            .map(BigDecimal::intValueExact)
                            .orElse(usual));
        }
        Map<String, Rate> rates = new LinkedHashMap<>();
        group.group("rate").members().forEach((name, entry) -> {
            if (entry instanceof Entry.Frequency f) {
                rates.put(name, f.rate());
            }
        });
        return new Config.Limits(concurrency, rates);
    }

    /** @param file what a relative name is beside of */
    private Authorities authorities(Entry.Group group, Optional<Path> file) {
        Optional<Entry.Text> name = group.text("ca_file");
        if (name.isEmpty()) {
            return Authorities.OF_JAVA;
        }
        try {
            return Authorities.in(file.orElseThrow().resolveSibling(name.get().value()));
        } catch (Authorities.Unreadable | InvalidPathException e) {
            String why = e instanceof Authorities.Unreadable ? e.getMessage() : "is not the name of a file";
            problems.add(
                    name.get().place(),
                    name.get().path(),
                    Shown.quoted(name.get().value()) + " " + why + ".");
            return Authorities.OF_JAVA;
        }
    }

    private static Config.Cache cache(Entry.Group group) {
        return new Config.Cache(
                group.flag("enabled").orElse(false),
                group.number("ttl_s")
                        .map(s -> Duration.ofSeconds(s.longValueExact()))
                        .orElse(Duration.ofHours(1)));
    }

    private static Config.Ollama ollama(Entry.Group group) {
        return new Config.Ollama(
                group.flag("warm_up").orElse(true),
                group.number("keep_alive_s")
                        .map(s -> Duration.ofSeconds(s.longValueExact()))
                        .orElse(Duration.ofMinutes(15)));
    }

    private static WebAccess web(Entry.Group group) {
        return new WebAccess(
                group.numbers("ports").stream().map(BigDecimal::intValueExact).collect(Collectors.toSet()),
                group.flag("private_addresses").orElse(false));
    }

    /** What is told goes over the network in the clear only to this machine. */
    private Config.Telemetry telemetry(Entry.Group group) {
        boolean content = group.flag("content").orElse(false);
        Optional<Entry.Text> otlp = group.text("otlp");
        if (otlp.isEmpty()) {
            return new Config.Telemetry(Optional.empty(), content);
        }
        String url = BaseUrl.withoutSlash(otlp.get().value());
        Optional<String> complaint = BaseUrl.complaint(url)
                .or(() -> url.toLowerCase(Locale.ROOT).startsWith("https://") || BaseUrl.isLocal(url)
                        ? Optional.empty()
                        : Optional.of("a collector on another machine is reached by https:// only."));
        complaint.ifPresent(c -> problems.add(otlp.get().place(), otlp.get().path(), c));
        return new Config.Telemetry(complaint.isPresent() ? Optional.empty() : Optional.of(URI.create(url)), content);
    }

    private static Config.Ui ui(Entry.Group group) {
        return new Config.Ui(
                group.word("theme").orElse("auto"),
                group.flag("mouse").orElse(true),
                group.word("alt_screen").orElse("auto"));
    }

    private void checkRetries() {
        RetryPolicy forAll =
                Providers.retry(RetryPolicy.DEFAULT, root.group("limits").group("retry"));
        checkRetry(forAll, root.group("limits"));
        root.group(Schema.PROVIDERS).members().values().forEach(p -> {
            if (p instanceof Entry.Group provider && provider.has("retry")) {
                checkRetry(Providers.retry(forAll, provider.group("retry")), provider);
            }
        });
    }

    private void checkRetry(RetryPolicy policy, Entry.Group owner) {
        if (policy.base().compareTo(policy.cap()) > 0) {
            Entry.Group retry = owner.group("retry");
            problems.add(
                    retry.place(),
                    retry.path(),
                    "base_ms (" + policy.base().toMillis() + ") is above cap_ms ("
                            + policy.cap().toMillis() + ").");
        }
    }

    private void checkNames(References references) {
        StageModels.references(root.group("routing_strategy")).forEach(t -> check(references, t));
        LogicalModels.check(root.group("logical_models"), references, problems);
        for (String table : List.of("concurrency", "rate")) {
            root.group("limits").group(table).members().forEach((name, entry) -> {
                if (!references.providers().contains(name)) {
                    problems.add(entry.place(), entry.path(), references.noProvider(name));
                }
            });
        }
        for (String table : List.of("prices", "windows")) {
            root.group(table).members().forEach((name, entry) -> {
                if (name.contains(":")) {
                    references.complaint(name).ifPresent(c -> problems.add(entry.place(), entry.path(), c));
                }
            });
        }
        Entry.Group models = root.group("logical_models");
        references.tangles().forEach((name, wrong) -> {
            Entry.Group model = models.group(name);
            problems.add(model.place(), model.path(), wrong);
        });
    }

    private void check(References references, Entry.Text text) {
        references.complaint(text.value()).ifPresent(c -> problems.add(text.place(), text.path(), c));
    }
}
