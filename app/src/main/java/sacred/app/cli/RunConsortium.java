package sacred.app.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.cli.Options;
import sacred.app.config.Config;
import sacred.app.config.ConfigException;
import sacred.app.config.SavedModels;
import sacred.app.host.Host;
import sacred.app.session.Composites;
import sacred.app.session.Session;
import sacred.app.session.Setup;
import sacred.cognition.Stop;
import sacred.cognition.TurnSettings;
import sacred.cognition.strategy.ConsortiumResult;
import sacred.cognition.strategy.Strategies;
import sacred.providers.ProviderException;
import sacred.timeline.Attachment;
import sacred.timeline.ModelRef;

/** {@code sacred consortium}: several models answer a prompt together; such a group saved, listed, shown and removed. */
final class RunConsortium implements Command {

    private static final String NAME = "consortium";
    private static final List<String> WORDS =
            List.of("run", "save", "list", "show", "remove", "strategies", "runs", "run-info");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String synopsis() {
        return "[run] PROMPT | save NAME | list | show NAME | remove NAME | strategies | runs | run-info ID";
    }

    @Override
    public String about() {
        return "several models answer together: -m REF[:COUNT] for each, --arbiter REF joins them";
    }

    @Override
    public Options options() {
        return ConsortiumOptions.all();
    }

    @Override
    public Set<String> chosen() {
        return Invocation.CHOICES;
    }

    @Override
    public int run(Invocation call, Host host)
            throws UsageException, ConfigException, IOException, InterruptedException {
        boolean named = !call.words().isEmpty() && WORDS.contains(call.words().getFirst());
        String word = named ? call.words().getFirst() : "run";
        List<String> rest = named ? call.words().subList(1, call.words().size()) : call.words();
        SavedModels saved = Composites.saved(host);
        switch (word) {
            case "save" -> save(call, only(rest, "save", "NAME"), host);
            case "list" -> list(saved, host);
            case "show" -> show(saved, only(rest, "show", "NAME"), host);
            case "remove" -> {
                String name = only(rest, "remove", "NAME");
                if (!saved.remove(name)) {
                    throw missing(name);
                }
            }
            case "strategies" ->
                Strategies.ALL.forEach(s -> host.out().line(String.format("%-12s %s", s.name(), s.about())));
            case "runs" -> {
                ConsortiumOptions options = new ConsortiumOptions(call);
                ConsortiumRuns.list(host, options.limit(), options.since(host), call.has("json"));
            }
            case "run-info" ->
                host.out()
                        .line(ConsortiumRuns.find(host, only(rest, "run-info", "ID"))
                                .json());
            default -> {
                return ask(call, rest, host);
            }
        }
        return Cli.OK;
    }

    private static String only(List<String> words, String word, String what) throws UsageException {
        if (words.size() != 1) {
            throw new UsageException("sacred consortium " + word + " needs exactly one " + what + ".");
        }
        return words.getFirst();
    }

    private static UsageException missing(String name) {
        return new UsageException(
                "No consortium is saved as \"" + name + "\". `sacred consortium list` shows those there are.");
    }

    private static void save(Invocation call, String name, Host host)
            throws UsageException, ConfigException, IOException {
        try (Setup setup = Setup.of(host, call.config())) {
            Config.LogicalModel model = new ConsortiumOptions(call).definition(name, setup);
            boolean taken = setup.config().logicalModels().containsKey(name)
                    || setup.providers().all().stream()
                            .map(p -> p.settings())
                            .anyMatch(p -> p.name().equals(name) || p.models().contains(name));
            if (taken) {
                throw new UsageException("\"" + name + "\" is the name of a model or a provider already.");
            }
            boolean again = Composites.saved(host).has(name);
            try {
                Composites.saved(host).save(model);
            } catch (IllegalArgumentException e) {
                throw new UsageException(e.getMessage());
            }
            host.err().line("note: " + (again ? "Replaced" : "Saved") + "; -m " + name + " asks it.");
        }
    }

    private static void list(SavedModels saved, Host host) throws IOException {
        for (String name : saved.names()) {
            try {
                saved.find(name)
                        .ifPresent(model -> host.out()
                                .safeLine(name + "  " + String.join(", ", model.members()) + "  arbiter "
                                        + model.roles().getOrDefault("arbiter", "?")));
            } catch (ConfigException e) {
                host.err().safeLine("note: " + name + " cannot be read: " + String.join(" ", e.problems()));
            }
        }
    }

    private static void show(SavedModels saved, String name, Host host) throws UsageException, ConfigException {
        Config.LogicalModel model = saved.find(name).orElseThrow(() -> missing(name));
        host.out().text(SavedModels.text(model));
    }

    private static int ask(Invocation call, List<String> words, Host host)
            throws UsageException, ConfigException, IOException, InterruptedException {
        Optional<Duration> timeout = OneTurn.timeout(call);
        Optional<BigDecimal> maxCost = OneTurn.maxCost(call);
        if (call.has("stdin") && call.has("no-stdin")) {
            throw new UsageException("Only one of --stdin and --no-stdin can be meant.");
        }
        try (Setup setup = Setup.of(host, call.config())) {
            Config.LogicalModel model = new ConsortiumOptions(call).definition(NAME, setup);
            setup.composites().define(model);
            checkWhole(setup);
            String prompt = OneTurn.prompt(words, host, !call.has("no-stdin"));
            List<Attachment.Text> files = OneTurn.files(words, prompt, host);
            OneTurn.checkForSecrets(prompt, files, call, setup);
            OneTurn.checkForSecrets(model.options().system(), call, setup);
            // whoever calls the members by name has routed already
            TurnSettings settings =
                    setup.settings().answeredBy(ModelRef.logical(NAME)).withMode(TurnSettings.Mode.OFF);
            try (Session session = setup.open(call.target(!call.has("no-save")), settings, maxCost)) {
                Stop stop = new Stop();
                AskView view = new AskView(host, false, stop, List.of());
                int turn = session.timeline().nextTurn();
                int code =
                        OneTurn.run(setup, session, timeout, stop, view, () -> session.ask(prompt, files, stop, view));
                Optional<ConsortiumResult> result = ConsortiumResult.of(session.timeline(), turn);
                if (result.isPresent() && call.has("raw")) {
                    result.get().raw().forEach((who, said) -> host.out().text("\n── " + who + "\n" + said + "\n"));
                }
                if (result.isPresent() && call.has("output")) {
                    OutputFile.replace(
                            Path.of(call.value("output").get()),
                            host.out().hidden(result.get().json()) + "\n");
                }
                if (result.isEmpty() && (call.has("raw") || call.has("output"))) {
                    host.err().line("note: there is no result to show or write: no member answered by itself.");
                }
                return code;
            }
        }
    }

    private static void checkWhole(Setup setup) throws UsageException {
        try {
            setup.reference(NAME);
        } catch (IllegalArgumentException | ProviderException e) {
            throw new UsageException(e.getMessage());
        }
    }
}
