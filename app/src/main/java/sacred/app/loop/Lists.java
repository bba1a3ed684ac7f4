package sacred.app.loop;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import sacred.app.config.BaseUrl;
import sacred.app.edit.Candidate;
import sacred.app.edit.ListBox.Entry;
import sacred.app.host.Host;
import sacred.app.host.Sentence;
import sacred.app.session.Session;
import sacred.app.session.Setup;
import sacred.app.stats.Stats;
import sacred.app.view.ModelList;
import sacred.app.view.TimelineList;
import sacred.app.view.TimelineTree;
import sacred.cognition.Rewind;
import sacred.cognition.strategy.LogicalModel;
import sacred.providers.ModelInfo;
import sacred.providers.Provider;
import sacred.providers.ProviderException;
import sacred.providers.ProviderKind;
import sacred.providers.ProviderSettings;
import sacred.timeline.ModelRef;
import sacred.timeline.journal.Timelines;

/** What stands in the lists of the screen: models, asked of every provider at once, and saved timelines. */
final class Lists {

    /** Of the turns that are offered, the newest. */
    private static final int TURNS = 30;
    /** So many saved timelines fill a screen. */
    private static final int FIRST_TIMELINES = 50;

    private final Supplier<Setup> current;
    private final Supplier<Session> session;
    private final Consumer<Msg> inbox;
    /** Every model that is known by now. */
    private volatile List<String> refs;

    Lists(Supplier<Setup> current, Supplier<Session> session, Consumer<Msg> inbox) {
        this.current = current;
        this.session = session;
        this.inbox = inbox;
        Stream<String> single = current.get().config().providers().stream()
                .flatMap(p -> p.models().stream().map(model -> p.name() + ":" + model));
        this.refs = Stream.concat(single, current.get().config().logicalModels().keySet().stream())
                .toList();
    }

    void fill(Overlay.Purpose purpose) {
        switch (purpose) {
            case MODEL -> models();
            case TIMELINE -> Thread.ofVirtual().name("timelines").start(this::timelines);
            case COMMAND -> {}
        }
    }

    /** First what the configuration knows; then, as each provider answers, what it offers or why not. */
    private void models() {
        Setup setup = current.get();
        Map<String, List<Entry>> known = new LinkedHashMap<>();
        for (Provider provider : setup.providers().all()) {
            known.put(provider.name(), configured(provider.settings()));
        }
        known.put(
                ModelRef.COMPOSITE,
                setup.composites().all().models().stream().map(this::entry).toList());
        setup.config().disabled().forEach((name, why) -> known.put(name, List.of(unavailable(name, why))));
        tell(known);
        for (Provider provider : setup.providers().all()) {
            Thread.ofVirtual().name("models of " + provider.name()).start(() -> {
                List<Entry> entries = offered(provider);
                synchronized (known) {
                    known.put(provider.name(), entries);
                    tell(known);
                }
            });
        }
    }

    /** What may follow a command. */
    List<Candidate> arguments(String command) {
        return switch (command) {
            case "model", "models", "retry" -> refs.stream().map(Candidate::of).toList();
            case "provider", "providers" ->
                current.get().providers().all().stream()
                        .map(p -> Candidate.of(p.name()))
                        .toList();
            case "route" ->
                Stream.of("auto", "model", "rules", "off").map(Candidate::of).toList();
            case "theme" ->
                Stream.of("auto", "dark", "light", "mono").map(Candidate::of).toList();
            case "rewind" -> turns();
            case "stats" ->
                Stream.of(Stats.By.values()).map(by -> Candidate.of(by.wire())).toList();
            case "compact" -> List.of(new Candidate("undo", "tells the turns themselves again", false));
            case "config" -> List.of(Candidate.of("reload"));
            default -> List.of();
        };
    }

    /** The turns after which the conversation may go on, with what was asked in them. */
    private List<Candidate> turns() {
        List<Candidate> turns = new ArrayList<>(List.of(new Candidate("undo", "takes the last rewind back", false)));
        Rewind.prompts(session.get().timeline())
                .limit(TURNS)
                .map(input -> new Candidate(
                        String.valueOf(input.head().turn()),
                        input.text().lines().findFirst().orElse(""),
                        false))
                .forEach(turns::add);
        return turns;
    }

    private void tell(Map<String, List<Entry>> known) {
        List<Entry> all = new ArrayList<>();
        known.values().forEach(all::addAll);
        refs = all.stream().flatMap(entry -> entry.value().stream()).toList();
        inbox.accept(new Msg.Listed(Overlay.Purpose.MODEL, all));
    }

    private List<Entry> configured(ProviderSettings settings) {
        if (settings.models().isEmpty()) {
            return List.of(
                    new Entry(Optional.empty(), settings.name() + ":…", "asking " + settings.name() + " …", false));
        }
        return settings.models().stream()
                .map(name -> entry(settings, ModelInfo.named(name), "asking …"))
                .toList();
    }

    private List<Entry> offered(Provider provider) {
        ProviderSettings settings = provider.settings();
        try {
            List<ModelInfo> offered = provider.list().stream()
                    .map(model -> current.get().windows().complete(provider.name(), model))
                    .toList();
            return offered.isEmpty()
                    ? List.of(unavailable(settings.name(), "it offers no model yet"))
                    : entries(settings, offered);
        } catch (ProviderException e) {
            // a server that does not list may still answer; one that cannot be reached is marked, and may be chosen
            return settings.models().isEmpty()
                    ? List.of(unavailable(settings.name(), e.getMessage()))
                    : settings.models().stream()
                            .map(name -> entry(settings, ModelInfo.named(name), "✗ " + e.getMessage()))
                            .toList();
        } catch (InterruptedException e) {
            return List.of(unavailable(settings.name(), "interrupted"));
        } catch (RuntimeException e) {
            // uncaught it would close the screen, for a list that may do without this provider
            return List.of(unavailable(settings.name(), "this is a bug in sacred, please report it: " + e));
        }
    }

    /** What is offered; the model in use is among them even where the server does not list it. */
    private List<Entry> entries(ProviderSettings settings, List<ModelInfo> offered) {
        List<Entry> entries = new ArrayList<>();
        ModelRef current = session.get().settings().format();
        boolean listed = offered.stream().anyMatch(model -> model.name().equals(current.model()));
        if (current.provider().equals(settings.name()) && !listed) {
            entries.add(entry(settings, ModelInfo.named(current.model()), "not listed"));
        }
        offered.forEach(model -> entries.add(entry(settings, model, "")));
        return entries;
    }

    private Entry entry(ProviderSettings settings, ModelInfo model, String state) {
        ModelRef ref = new ModelRef(settings.name(), model.name());
        List<String> details = new ArrayList<>();
        details.add(place(settings));
        details.addAll(ModelList.told(model));
        price(ref).ifPresent(details::add);
        if (!state.isEmpty()) {
            details.add(state);
        }
        boolean current = session.get().settings().format().equals(ref);
        return new Entry(Optional.of(ref.toString()), ref.toString(), String.join("   ", details), current);
    }

    private Entry entry(LogicalModel model) {
        boolean current = session.get().settings().format().equals(ModelRef.logical(model.name()));
        return new Entry(Optional.of(model.name()), model.name(), ModelList.made(model), current);
    }

    private static String place(ProviderSettings settings) {
        if (settings.kind() == ProviderKind.BUILTIN) {
            return "in this program: tools, no language model";
        }
        return BaseUrl.isLocal(settings.baseUrl()) ? "local " : "remote";
    }

    private Optional<String> price(ModelRef ref) {
        return current.get()
                .world()
                .prices()
                .price(ref)
                .map(price -> "$" + plain(price.input()) + "/" + plain(price.output()) + " per M");
    }

    private static String plain(BigDecimal usd) {
        return usd.stripTrailingZeros().toPlainString();
    }

    private static Entry unavailable(String provider, String why) {
        return new Entry(Optional.empty(), provider + ":…", why, false);
    }

    /** The newest are told as soon as they are read, and the others in ever larger parts. */
    private void timelines() {
        List<Entry> entries = new ArrayList<>();
        Host host = current.get().host();
        try {
            List<TimelineTree.Node> nodes = TimelineTree.of(new Timelines(host.timelines()).saved());
            Iterator<String> lines = TimelineList.tree(nodes, host.zone()).iterator();
            int told = FIRST_TIMELINES;
            for (TimelineTree.Node node : nodes) {
                // a damaged one can be gone on with, after a repair; one without a readable header has no name
                Optional<String> id = Optional.of(node.timeline().id()).filter(name -> !name.isEmpty());
                entries.add(new Entry(id, lines.next(), "", false));
                if (entries.size() == told) {
                    tellTimelines(entries);
                    told *= 2;
                }
            }
        } catch (IOException e) {
            entries.add(new Entry(Optional.empty(), "the timelines cannot be read", Sentence.of(e), false));
        }
        if (entries.isEmpty()) {
            entries.add(new Entry(Optional.empty(), "nothing has been saved yet", "", false));
        }
        tellTimelines(entries);
    }

    private void tellTimelines(List<Entry> entries) {
        inbox.accept(new Msg.Listed(Overlay.Purpose.TIMELINE, List.copyOf(entries)));
    }
}
