package sacred.cognition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The four domains of a route, and the formula that stands in when no model has weighed them. */
final class Domains {

    /** Computational, scientific, cultural, experiential. */
    static final List<String> NAMES = List.of("CD", "SD", "CuD", "ED");

    /** How much of each domain an unweighed prompt activates, as a factor of the autonomy level. */
    private static final List<Double> FACTORS = List.of(0.8, 0.7, 0.6, 0.9);

    /** Halfway: nothing is known about the prompt. */
    private static final double AUTONOMY_LEVEL = 0.5;

    private Domains() {}

    static Map<String, Double> byFormula() {
        Map<String, Double> domains = new LinkedHashMap<>();
        for (int i = 0; i < NAMES.size(); i++) {
            domains.put(NAMES.get(i), FACTORS.get(i) * AUTONOMY_LEVEL);
        }
        return domains;
    }
}
