package sacred.cognition.route.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An estimate of how strongly the domains take part, from what is wanted and from words: each domain begins with what the
 * profile of the intent gives it, and every word of a domain takes away half of what it lacks to the top. Two decimals, so
 * that nobody takes it for a measurement.
 */
final class DomainWords {

    static final List<String> NAMES = List.of("CD", "SD", "CuD", "ED");

    /** A domain of which nothing in the prompt speaks. */
    private static final double SILENT = 0.2;

    private static final double TOP = 0.95;

    private DomainWords() {}

    /** @param words the domain of each */
    static Optional<Map<String, Double>> estimate(Map<String, Double> profile, List<String> words) {
        if (profile.isEmpty() && words.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Double> domains = new LinkedHashMap<>();
        for (String name : NAMES) {
            long said = words.stream().filter(name::equals).count();
            double begun = profile.getOrDefault(name, SILENT);
            double lacking = Math.max(0, TOP - begun) / Math.pow(2, said);
            domains.put(name, Math.round((said == 0 ? begun : TOP - lacking) * 100) / 100.0);
        }
        return Optional.of(domains);
    }
}
