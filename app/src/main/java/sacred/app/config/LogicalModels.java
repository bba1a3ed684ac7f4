package sacred.app.config;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import sacred.cognition.strategy.LogicalModel;
import sacred.cognition.strategy.Options;
import sacred.cognition.strategy.Strategies;
import sacred.cognition.strategy.Strategy;
import sacred.timeline.ModelRef;
import sacred.timeline.Routing;

/** The section {@code logical_models}, and the checks that need more than one value at a time. */
final class LogicalModels {

    private static final List<String> ROLES = List.of("aggregator", "arbiter", "model", "answerer", "critic");
    private static final int MOST_MEMBERS = 64;
    /** What the route stage may answer besides the name of a logical model. */
    private static final Set<String> RESERVED = Set.of(Routing.DIRECT, Routing.TOOLS, "composite");

    private LogicalModels() {}

    static Map<String, Config.LogicalModel> read(Entry.Group section, Problems problems) {
        Map<String, Config.LogicalModel> models = new LinkedHashMap<>();
        section.members().forEach((name, entry) -> {
            if (entry instanceof Entry.Group group) {
                check(name, group, problems);
                models.put(name, model(name, group));
            }
        });
        return models;
    }

    private static void check(String name, Entry.Group group, Problems problems) {
        if (!canBeCalled(name)) {
            problems.add(
                    group.place(),
                    group.path(),
                    "a logical model's name is letters, digits, \".\", \"_\" and \"-\", and not direct, tools or"
                            + " composite.");
        }
        if (!group.has("strategy")) {
            problems.add(
                    group.place(),
                    group.path(),
                    "has no strategy. Allowed: " + String.join(", ", Schema.STRATEGIES) + ".");
        }
        if (group.has("models") && group.has("proposers")) {
            problems.add(group.place(), group.path(), "has models and proposers, which mean the same. Keep one.");
        }
        int members = members(group).size();
        boolean wrong = Stream.of("models", "proposers", "model")
                .anyMatch(k -> group.members().get(k) instanceof Entry.Wrong);
        if (!wrong && (members == 0 && !group.has("model") || members > MOST_MEMBERS)) {
            problems.add(group.place(), group.path(), "needs 1 to " + MOST_MEMBERS + " members, has " + members + ".");
        }
        BigDecimal min = group.number("min_iterations").orElse(BigDecimal.ONE);
        if (group.number("max_iterations").map(max -> max.compareTo(min) < 0).orElse(false)) {
            problems.add(group.place(), group.path(), "min_iterations is above max_iterations.");
        }
    }

    static boolean canBeCalled(String name) {
        return Providers.NAME.matcher(name).matches() && !RESERVED.contains(name);
    }

    /** Whether every reference leads somewhere, and every strategy has whom it needs. */
    static void check(Entry.Group section, References references, Problems problems) {
        section.members().forEach((name, entry) -> {
            if (!(entry instanceof Entry.Group group)) {
                return;
            }
            members(group).forEach(t -> complain(t, references.memberComplaint(t.value()), problems));
            ROLES.stream()
                    .flatMap(role -> group.text(role).stream())
                    .forEach(t -> complain(t, references.complaint(t.value()), problems));
            if (references.providers().contains(name)) {
                problems.add(group.place(), group.path(), "a provider has the same name. Choose another name.");
            }
            boolean anybody = !members(group).isEmpty() || group.has("model");
            if (anybody && !problems.anyBelow(group.path())) {
                Strategies.find(group.word("strategy").orElse(""))
                        .flatMap(strategy -> strategy.complaint(shape(strategy, model(name, group))))
                        .ifPresent(lacks -> problems.add(group.place(), group.path(), lacks));
            }
        });
    }

    private static void complain(Entry.Text text, Optional<String> complaint, Problems problems) {
        complaint.ifPresent(c -> problems.add(text.place(), text.path(), c));
    }

    /** Who has which part, whoever that is. */
    private static LogicalModel shape(Strategy strategy, Config.LogicalModel model) {
        Map<String, ModelRef> roles = new LinkedHashMap<>();
        model.roles().forEach((role, reference) -> roles.put(role, ModelRef.logical(reference)));
        List<LogicalModel.Seat> seats = model.members().stream()
                .map(member -> new LogicalModel.Seat(ModelRef.logical(member), 1))
                .toList();
        return new LogicalModel(model.name(), strategy, seats, roles, model.options());
    }

    private static List<Entry.Text> members(Entry.Group group) {
        return Stream.concat(group.texts("models").stream(), group.texts("proposers").stream())
                .toList();
    }

    private static Config.LogicalModel model(String name, Entry.Group group) {
        Map<String, String> roles = new LinkedHashMap<>();
        ROLES.forEach(role -> group.word(role).ifPresent(reference -> roles.put(role, reference)));
        return new Config.LogicalModel(
                name,
                group.word("strategy").orElse(""),
                members(group).stream().map(Entry.Text::value).toList(),
                roles,
                options(group));
    }

    private static Options options(Entry.Group group) {
        Options usual = Options.USUAL;
        return new Options(
                group.number("confidence_threshold")
                        .map(BigDecimal::doubleValue)
                        .orElse(usual.threshold()),
                group.number("agreement_threshold").map(BigDecimal::doubleValue).orElse(usual.agreement()),
                group.word("stop_on")
                        .map(word -> Options.StopOn.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(usual.stopOn()),
                whole(group, "min_iterations").orElse(usual.minIterations()),
                whole(group, "max_iterations"),
                whole(group, "layers").orElse(usual.layers()),
                whole(group, "quorum").orElse(usual.quorum()),
                group.number("member_timeout_s").map(Providers::seconds),
                group.flag("include_thoughts").orElse(usual.includeThoughts()),
                group.flag("early_stop").orElse(usual.earlyStop()),
                group.word("criteria").orElse(usual.criteria()),
                group.word("system").orElse(usual.system()));
    }

    private static OptionalInt whole(Entry.Group group, String name) {
        return group.number(name).map(n -> OptionalInt.of(n.intValueExact())).orElse(OptionalInt.empty());
    }
}
