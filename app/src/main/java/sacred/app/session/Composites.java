package sacred.app.session;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sacred.app.config.Config;
import sacred.app.config.ConfigException;
import sacred.app.config.SavedModels;
import sacred.app.host.Host;
import sacred.app.host.Sentence;
import sacred.cognition.strategy.LogicalModel;
import sacred.cognition.strategy.MemberCount;
import sacred.cognition.strategy.Nesting;
import sacred.cognition.strategy.Options;
import sacred.cognition.strategy.Strategies;
import sacred.cognition.strategy.Strategy;
import sacred.providers.ProviderException;
import sacred.providers.Providers;
import sacred.timeline.ModelRef;

/**
 * Every reference of a user's, resolved: {@code provider:model}, {@code composite/<strategy>/<model>}, a name of the
 * configuration, one that was saved, and one of this command alone. Any thread; a name that was saved is read from the disk.
 */
public final class Composites {

    private static final String PREFIX = ModelRef.COMPOSITE + "/";
    /** Requests that go out at once for one question. */
    private static final int MOST_INSTANCES = 64;

    private final Config config;
    private final SavedModels saved;
    private final Providers providers;
    private final Map<String, Config.LogicalModel> passing = new ConcurrentHashMap<>();
    private final Map<String, LogicalModel> recorded = new ConcurrentHashMap<>();

    Composites(Config config, SavedModels saved, Providers providers) {
        this.config = config;
        this.saved = saved;
        this.providers = providers;
    }

    /** What commands have saved. */
    public static SavedModels saved(Host host) {
        return new SavedModels(host.data().resolve("logical_models"));
    }

    /** Puts one beside the others, for this process. */
    public void define(Config.LogicalModel model) {
        passing.put(model.name(), model);
    }

    /** Puts one beside the others that is no definition of a user's, such as a recorded turn. */
    public void define(LogicalModel model) {
        recorded.put(model.name(), model);
    }

    /** The names of the configuration, and those that were saved and do not stand in it. */
    public boolean isNamed(String name) {
        return passing.containsKey(name) || config.logicalModels().containsKey(name) || saved.has(name);
    }

    /**
     * Logical models in a list.
     *
     * @param missing why some that were saved are not in it, a sentence; empty where none are missing
     */
    public record Listed(List<LogicalModel> models, Optional<String> missing) {}

    /** Those of the configuration and those that were saved, as far as they can be asked. */
    public Listed all() {
        Stream<String> names = config.logicalModels().keySet().stream();
        Optional<String> missing = Optional.empty();
        try {
            names = Stream.concat(names, saved.names().stream());
        } catch (IOException e) {
            missing = Optional.of("The logical models that were saved are not listed: " + Sentence.of(e));
        }
        return new Listed(
                names.distinct()
                        .flatMap(name -> find(ModelRef.logical(name)).stream())
                        .toList(),
                missing);
    }

    /** Those of the configuration, as far as they can be asked. */
    List<String> names() {
        return config.logicalModels().keySet().stream()
                .filter(name -> find(ModelRef.logical(name)).isPresent())
                .toList();
    }

    /** Whether a text is a model by itself, whatever its end looks like. */
    public boolean isKnown(String text) {
        return config.names(text) || isNamed(text);
    }

    /** A reference without asking whether there is such a model. */
    ModelRef parse(String text) {
        return text.startsWith(PREFIX) || isNamed(text) ? ModelRef.logical(text) : ModelRef.parse(text);
    }

    /**
     * The model that a user names, with everything that it is made of.
     *
     * @throws IllegalArgumentException when the text names no model, or one that cannot be; a sentence for the user
     * @throws ProviderException when a provider is unknown, off, or does not offer it
     */
    public ModelRef reference(String text) throws ProviderException {
        if (!text.startsWith(PREFIX) && !isNamed(text)) {
            ModelRef single = ModelRef.parse(text);
            providers.model(single);
            return single;
        }
        ModelRef ref = ModelRef.logical(text);
        check(ref, 1);
        Optional<String> complaint = Nesting.complaint(ref, this::find);
        if (complaint.isPresent()) {
            throw new IllegalArgumentException(complaint.get());
        }
        return ref;
    }

    private void check(ModelRef ref, int depth) throws ProviderException {
        if (!ref.isLogical()) {
            providers.model(ref);
            return;
        }
        if (depth > Nesting.DEEPEST) {
            throw new IllegalArgumentException(Nesting.complaint(ref, this::find)
                    .orElse("Logical models may stand inside each other " + Nesting.DEEPEST + " deep, not deeper."));
        }
        LogicalModel model = resolve(ref.model());
        if (model.members().stream().mapToInt(LogicalModel.Seat::count).sum() > MOST_INSTANCES) {
            throw new IllegalArgumentException(ref + " would ask more than " + MOST_INSTANCES + " at once.");
        }
        for (LogicalModel.Seat seat : model.members()) {
            check(seat.model(), depth + 1);
        }
        for (ModelRef role : model.roles().values()) {
            check(role, depth + 1);
        }
    }

    /** What it is made of; empty when there is none of that name, or it cannot be. */
    Optional<LogicalModel> find(ModelRef ref) {
        try {
            return ref.isLogical() ? Optional.of(resolve(ref.model())) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private LogicalModel resolve(String text) {
        if (recorded.containsKey(text)) {
            return recorded.get(text);
        }
        LogicalModel model = text.startsWith(PREFIX) ? composite(text) : named(text);
        Optional<String> complaint = model.strategy().complaint(model);
        if (complaint.isPresent()) {
            throw new IllegalArgumentException("\"" + text + "\": " + complaint.get());
        }
        return model;
    }

    private LogicalModel composite(String text) {
        Optional<String> complaint = config.complaint(text);
        String[] parts = text.split("/", 3);
        boolean aboutABase = parts.length == 3
                && !parts[2].isEmpty()
                && Strategies.find(parts[1]).isPresent();
        if (complaint.isPresent() && !(aboutABase && isNamed(parts[2]))) {
            throw new IllegalArgumentException(complaint.get());
        }
        Strategy strategy = Strategies.find(parts[1]).orElseThrow();
        MemberCount base = MemberCount.parse(parts[2], this::isKnown);
        ModelRef model = parse(base.model());
        LogicalModel.Seat seat = new LogicalModel.Seat(model, base.count().orElse(strategy.samples()));
        return new LogicalModel(text, strategy, List.of(seat), Map.of("aggregator", model), Options.USUAL);
    }

    private LogicalModel named(String name) {
        Config.LogicalModel defined = definition(name)
                .orElseThrow(() -> new IllegalArgumentException("\"" + name + "\" is no logical model."));
        List<LogicalModel.Seat> seats = defined.members().stream()
                .map(member -> MemberCount.parse(member, this::isKnown))
                .map(m -> new LogicalModel.Seat(parse(m.model()), m.count().orElse(1)))
                .toList();
        Map<String, ModelRef> roles = defined.roles().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, role -> parse(role.getValue())));
        Strategy strategy = Strategies.find(defined.strategy()).orElseThrow();
        return new LogicalModel(name, strategy, seats, roles, defined.options());
    }

    private Optional<Config.LogicalModel> definition(String name) {
        Optional<Config.LogicalModel> here = Optional.ofNullable(passing.get(name))
                .or(() -> Optional.ofNullable(config.logicalModels().get(name)));
        try {
            return here.isPresent() ? here : saved.find(name);
        } catch (ConfigException e) {
            throw new IllegalArgumentException(String.join(" ", e.problems()), e);
        }
    }
}
