package sacred.app.session;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sacred.app.config.Config;
import sacred.app.config.ConfigException;
import sacred.app.config.ConfigLoader;
import sacred.app.host.Host;
import sacred.app.log.Foreign;
import sacred.app.log.Log;
import sacred.app.telemetry.Telemetry;
import sacred.cognition.Budget;
import sacred.cognition.Turn;
import sacred.cognition.TurnSettings;
import sacred.cognition.schedule.Scheduler;
import sacred.cognition.tool.mcp.McpServers;
import sacred.providers.ProviderException;
import sacred.providers.ProviderKind;
import sacred.providers.ProviderSettings;
import sacred.providers.Providers;
import sacred.providers.Windows;
import sacred.providers.builtin.BuiltinModel;
import sacred.providers.cache.ResponseCache;
import sacred.providers.langchain.LangChain;
import sacred.providers.secret.GuardedBackend;
import sacred.providers.secret.Secrets;
import sacred.providers.wire.Connections;
import sacred.providers.wire.Loading;
import sacred.providers.wire.Proxies;
import sacred.providers.wire.Wire;
import sacred.timeline.ModelRef;
import sacred.timeline.journal.ContentStore;
import sacred.timeline.journal.Journal;

/**
 * What the configuration of this run makes possible: its providers and the world its turns work in.
 *
 * @param configOption the file that the user named on the command line
 * @param secrets every secret that this run knows, also those of configurations before this one
 */
public record Setup(
        Host host,
        Optional<Path> configOption,
        Config config,
        Providers providers,
        Turn.World world,
        WarmUp warmUp,
        Connections connections,
        Secrets secrets,
        Log log,
        McpServers servers,
        Composites composites,
        Optional<Telemetry> telemetry)
        implements AutoCloseable {

    /** Reads the configuration and prepares the providers; asks nobody. */
    public static Setup of(Host host, Optional<Path> configOption) throws ConfigException {
        Config config = configuration(host, configOption);
        Connections connections = new Connections(Proxies.of(host.env()), trust(host, config));
        Setup setup = of(
                host,
                configOption,
                config,
                connections,
                new Scheduler(Lines.of(config), host.nanos(), Setup::pause),
                config.secrets(),
                new WarmUp(host.nanos()),
                OutsideTools.servers(config, host),
                Optional.empty());
        setup.log().info("start: " + host.described());
        return setup;
    }

    /** The configuration alone, for whoever asks nobody. */
    public static Config configuration(Host host, Optional<Path> configOption) throws ConfigException {
        return ConfigLoader.load(configOption, host.env(), beside(host), Composites.saved(host)::has);
    }

    static Optional<Path> beside(Host host) {
        return host.home().map(home -> home.resolve("config.yaml"));
    }

    /**
     * Another configuration over the connections that are open, if it trusts the same authorities, and over what the scheduler
     * knows of the providers that are as they were.
     */
    Setup with(Config next) {
        Connections.Trust trust = trust(host, next);
        Set<String> changed = config.providers().stream()
                .filter(p -> !next.providers().contains(p))
                .map(ProviderSettings::name)
                .collect(Collectors.toSet());
        return of(
                host,
                configOption,
                next,
                connections.trusts(trust) ? connections : new Connections(Proxies.of(host.env()), trust),
                world.scheduler().with(Lines.of(next), changed),
                next.secrets().and(secrets),
                warmUp,
                next.mcp().equals(config.mcp()) ? servers : OutsideTools.servers(next, host),
                Optional.of(this));
    }

    static Connections.Trust trust(Host host, Config config) {
        Optional<Path> certFile = Optional.of(host.env().getOrDefault("SSL_CERT_FILE", ""))
                .filter(f -> !f.isBlank())
                .map(Path::of);
        return new Connections.Trust(config.authorities(), certFile);
    }

    private static Setup of(
            Host host,
            Optional<Path> configOption,
            Config config,
            Connections connections,
            Scheduler scheduler,
            Secrets secrets,
            WarmUp warmUp,
            McpServers servers,
            Optional<Setup> before) {
        host.out().hide(secrets::redact);
        host.err().hide(secrets::redact);
        LangChain network = new LangChain(wire(host, connections));
        Providers providers = new Providers(
                config.providers(),
                config.disabled(),
                settings -> new GuardedBackend(network.apply(settings), secrets),
                _ -> new BuiltinModel(host.clock(), host.zone()));
        Composites composites = new Composites(config, Composites.saved(host), providers);
        ConfiguredModels models = new ConfiguredModels(
                providers, new Windows(config.windows(), providers::find, host.nanos()), warmUp, composites);
        Turn.World world = TurnWorld.of(host, config, providers, models, scheduler, servers, secrets);
        Log log = Log.in(host.data(), config.log(), host.clock(), secrets::redact);
        Foreign.to(log);
        return new Setup(
                host,
                configOption,
                config,
                providers,
                world,
                warmUp,
                connections,
                secrets,
                log,
                servers,
                composites,
                telemetry(before, config, connections, log));
    }

    private static Optional<Telemetry> telemetry(
            Optional<Setup> before, Config config, Connections connections, Log log) {
        Config.Telemetry told = config.telemetry();
        return before.filter(b -> b.config.telemetry().equals(told) && b.connections == connections)
                .map(Setup::telemetry)
                .orElseGet(() -> told.otlp().map(to -> new Telemetry(to, told.content(), connections, log::warn)));
    }

    private static Wire wire(Host host, Connections connections) {
        return new Wire(connections, host.nanos(), host.clock());
    }

    /**
     * Has an Ollama on this machine load the model that will answer. Does not block.
     *
     * @param say gets a sentence when it begins and one when it has ended, on another thread
     */
    public void warmUp(ModelRef model, Consumer<String> say) {
        providers
                .find(model.provider())
                .filter(p -> p.settings().kind() == ProviderKind.OLLAMA)
                .filter(_ -> config.ollama().warmUp() && world.prices().isLocal(model))
                .map(p -> new Loading(wire(host, connections), p.settings()))
                .ifPresent(ollama ->
                        warmUp.begin(model, ollama, windows(), config.ollama().keepAlive(), say));
    }

    /** Where answers are kept, whether the configuration wants it or not. */
    public static ResponseCache cache(Host host, Config config) {
        return new ResponseCache(host.data().resolve("cache"), config.cache().timeToLive(), host.clock(), host.nanos());
    }

    /** Who answers, as the configuration says; without one, a local Ollama that runs is preferred to the built-in engine. */
    public TurnSettings settings() {
        TurnSettings configured = configured();
        return config.isDefault()
                ? LocalOllama.insteadOfBuiltin(configured, providers, LocalOllama.PATIENCE)
                : configured;
    }

    /** Who answers, as the configuration says; asks nobody. */
    TurnSettings configured() {
        return new Stages(config, composites).settings();
    }

    /**
     * The model that a user names.
     *
     * @throws IllegalArgumentException when the text names no model
     * @throws ProviderException when its provider is unknown, off, or does not offer it
     */
    public ModelRef reference(String text) throws ProviderException {
        return composites.reference(text);
    }

    /** What the models can do, as far as it is known. */
    public Windows windows() {
        return world.models().windows();
    }

    /** Ends what another configuration does not go on with. */
    public void makeWayFor(Setup next) {
        if (!telemetry.equals(next.telemetry())) {
            Thread.ofVirtual().name("telemetry-close").start(() -> telemetry.ifPresent(Telemetry::close));
        }
        if (connections != next.connections()) {
            connections.retire();
        }
        if (servers != next.servers()) {
            Thread.ofVirtual().name("mcp-close").start(servers::close);
        }
    }

    /** Ends the connections to the providers, and the servers. */
    @Override
    public void close() {
        telemetry.ifPresent(Telemetry::close);
        telemetry.flatMap(Telemetry::loss).ifPresent(lost -> host.err().safeLine("note: " + lost));
        servers.close();
        log.info("end");
        warmUp.close();
        connections.close();
    }

    public Session open(Target target, TurnSettings settings) throws IOException {
        return open(target, settings, Optional.empty());
    }

    /** @param perTurnUsd in the place of the limit for a turn that the configuration sets */
    public Session open(Target target, TurnSettings settings, Optional<BigDecimal> perTurnUsd) throws IOException {
        return open(target.open(host), settings, perTurnUsd);
    }

    Session open(Journal journal, TurnSettings settings, Optional<BigDecimal> perTurnUsd) throws IOException {
        BigDecimal spent = journal.timeline().totals().spentUsd();
        Budget budget = world.budget().session(spent, perTurnUsd);
        ContentStore contents = journal.file().isPresent() ? contents() : ContentStore.unsaved();
        Session session =
                new Session(journal, contents, world.spending(budget), wall(), settings, new Permissions(allowed()));
        session.telling(telemetry);
        return session;
    }

    /** What stood in the files that went with prompts, of all saved timelines. */
    public ContentStore contents() {
        return ContentStore.in(host.attachments());
    }

    /** What every event passes before it is kept or shown. */
    public Wall wall() {
        return new Wall(secrets, log);
    }

    /** What tools may do without asking. */
    List<String> allowed() {
        return Stream.concat(config.tools().allowed().stream(), servers.allowed().stream())
                .toList();
    }

    private static void pause(Duration wait) throws InterruptedException {
        Thread.sleep(wait);
    }
}
