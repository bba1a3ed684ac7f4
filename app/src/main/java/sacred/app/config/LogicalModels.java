package sacred.app.config;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
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
        if (!Providers.NAME.matcher(name).matches() || RESERVED.contains(name)) {
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

    /** Every reference in the section with its place. */
    static Stream<Entry.Text> references(Entry.Group section) {
        return section.members().values().stream()
                .filter(Entry.Group.class::isInstance)
                .map(Entry.Group.class::cast)
                .flatMap(g -> Stream.concat(members(g).stream(), ROLES.stream().flatMap(r -> g.text(r).stream())));
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
                group.number("confidence_threshold")
                        .map(n -> OptionalDouble.of(n.doubleValue()))
                        .orElse(OptionalDouble.empty()),
                iterations(group, "min_iterations"),
                iterations(group, "max_iterations"));
    }

    private static OptionalInt iterations(Entry.Group group, String name) {
        return group.number(name).map(n -> OptionalInt.of(n.intValueExact())).orElse(OptionalInt.empty());
    }
}
