package sacred.cognition;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sacred.timeline.Routing;

/**
 * For which domain the prompt of the answer is written: the one that leads, if one does. An activation leads that is at least
 * one half and ahead of every other by a tenth, so that a formula, which knows nothing of the prompt, never frames it.
 */
final class Framing {

    private static final double LEAST = 0.5;
    private static final double AHEAD = 0.1;
    /** What doubles lose: 0.6 is ahead of 0.5 by a tenth. */
    private static final double ROUNDING = 1e-9;

    private Framing() {}

    static Optional<String> leading(Map<String, Double> domains) {
        List<Map.Entry<String, Double>> order = domains.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
                .toList();
        if (order.size() < 2) {
            return Optional.empty();
        }
        double first = order.getFirst().getValue();
        boolean leads = first >= LEAST && first - order.get(1).getValue() >= AHEAD - ROUNDING;
        return leads ? Optional.of(order.getFirst().getKey()) : Optional.empty();
    }

    /** The longest of them. */
    static String longest() {
        return Domains.NAMES.stream()
                .map(domain -> words(Optional.of(new Routing.Effect(domain, Optional.empty()))))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }

    /** What it adds to the prompt; nothing where it is neutral, or one that this version does not know. */
    static String words(Optional<Routing.Effect> effect) {
        return effect.map(Routing.Effect::framing)
                .filter(Domains.NAMES::contains)
                .map(domain -> "\n\n" + Prompts.fill("framing-" + domain + ".md", Map.of()))
                .orElse("");
    }
}
