package sacred.app.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import sacred.cognition.strategy.MemberCount;
import sacred.cognition.strategy.Nesting;
import sacred.providers.ProviderSettings;

/**
 * What a reference can point at: {@code provider:model}, the name of a logical model, or
 * {@code composite/<strategy>/<reference>}.
 *
 * @param providers all that are named, disabled ones too
 * @param listed every model that the file lists, as {@code provider:model}
 * @param logical the definition of each logical model
 * @param saved whether a command has saved a logical model of that name; how those contain others is seen when they are asked
 */
record References(
        Set<String> providers, Set<String> listed, Map<String, Config.LogicalModel> logical, Predicate<String> saved) {

    static final int DEEPEST = Nesting.DEEPEST;

    private static final String COMPOSITE = "composite/";
    /** Where the search gives up; everything on the way is too deep by then. */
    private static final int LONGEST_PATH = 20;

    static References of(Config config) {
        return of(config.providers(), config.disabled().keySet(), config.logicalModels(), _ -> false);
    }

    static References of(
            List<ProviderSettings> enabled,
            Set<String> disabled,
            Map<String, Config.LogicalModel> logicalModels,
            Predicate<String> saved) {
        Set<String> providers = new LinkedHashSet<>();
        enabled.forEach(p -> providers.add(p.name()));
        providers.addAll(disabled);
        Set<String> listed = new LinkedHashSet<>();
        enabled.forEach(p -> p.models().forEach(model -> listed.add(p.name() + ":" + model)));
        return new References(providers, listed, logicalModels, saved);
    }

    /** Whether a text is a model by itself, whatever its end looks like. */
    boolean names(String reference) {
        return listed.contains(reference) || isLogical(reference);
    }

    private boolean isLogical(String name) {
        return logical.containsKey(name) || saved.test(name);
    }

    /** What is wrong with a member, which may carry a count. */
    Optional<String> memberComplaint(String member) {
        try {
            return complaint(MemberCount.parse(member, this::names).model());
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    private List<String> inside(String name) {
        Config.LogicalModel model = logical.get(name);
        return Stream.concat(model.members().stream().flatMap(this::withoutCount), model.roles().values().stream())
                .toList();
    }

    private Stream<String> withoutCount(String member) {
        try {
            return Stream.of(MemberCount.parse(member, this::names).model());
        } catch (IllegalArgumentException e) {
            // complained of where it stands
            return Stream.empty();
        }
    }

    Optional<String> complaint(String reference) {
        return complaint(reference, 1);
    }

    private Optional<String> complaint(String reference, int depth) {
        if (isLogical(reference)) {
            return Optional.empty();
        }
        if (reference.startsWith(COMPOSITE)) {
            return composite(reference, depth);
        }
        int colon = reference.indexOf(':');
        if (colon < 0) {
            return Optional.of(Shown.quoted(reference)
                    + " is no logical model, and a model is written provider:model."
                    + Nearest.hint(reference, logical.keySet()));
        }
        String provider = reference.substring(0, colon);
        if (!providers.contains(provider)) {
            return Optional.of(noProvider(provider));
        }
        return reference.substring(colon + 1).isBlank()
                ? Optional.of(Shown.quoted(reference) + " names no model: write provider:model.")
                : Optional.empty();
    }

    String noProvider(String name) {
        return "no provider is called " + Shown.quoted(name) + "." + Nearest.hint(name, providers) + " Configured: "
                + Shown.list(providers) + ".";
    }

    private Optional<String> composite(String reference, int depth) {
        String[] parts = reference.split("/", 3);
        if (parts.length < 3 || parts[2].isEmpty()) {
            return Optional.of(
                    Shown.quoted(reference) + " is incomplete: write composite/<strategy>/<provider:model>.");
        }
        if (!Schema.STRATEGIES.contains(parts[1])) {
            return Optional.of("no strategy is called " + Shown.quoted(parts[1]) + "."
                    + Nearest.hint(parts[1], Schema.STRATEGIES) + " Allowed: " + String.join(", ", Schema.STRATEGIES)
                    + ".");
        }
        if (depth > DEEPEST) {
            return Optional.of("logical models may stand inside each other " + DEEPEST + " deep, not deeper.");
        }
        return complaint(parts[2], depth + 1);
    }

    /** What is wrong with how logical models contain each other, by the name of the one to blame. */
    Map<String, String> tangles() {
        Map<String, String> tangles = new LinkedHashMap<>();
        Map<String, Integer> depths = new HashMap<>();
        logical.keySet().forEach(name -> depth(name, new ArrayList<>(), depths, tangles));
        depths.forEach((name, depth) -> {
            if (depth > DEEPEST) {
                tangles.putIfAbsent(
                        name, "logical models may stand inside each other " + DEEPEST + " deep, not deeper.");
            }
        });
        return tangles;
    }

    private int depth(String name, List<String> path, Map<String, Integer> depths, Map<String, String> tangles) {
        int again = path.indexOf(name);
        if (again >= 0) {
            List<String> cycle = new ArrayList<>(path.subList(again, path.size()));
            cycle.add(name);
            cycle.replaceAll(Shown::plain);
            tangles.putIfAbsent(name, "contains itself: " + String.join(" -> ", cycle) + ".");
            return 0;
        }
        if (depths.containsKey(name) || path.size() > LONGEST_PATH) {
            return depths.getOrDefault(name, 0);
        }
        path.add(name);
        int deepest = 0;
        for (String member : new TreeSet<>(inside(name))) {
            int wrapped = 0;
            while (member.startsWith(COMPOSITE) && member.split("/", 3).length == 3) {
                member = member.split("/", 3)[2];
                wrapped++;
            }
            int inside = logical.containsKey(member) ? depth(member, path, depths, tangles) : 0;
            deepest = Math.max(deepest, wrapped + inside);
        }
        path.removeLast();
        depths.put(name, deepest + 1);
        return deepest + 1;
    }
}
