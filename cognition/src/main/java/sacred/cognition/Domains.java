package sacred.cognition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sacred.timeline.Boundary;

/** The four domains of a route, the boundaries between them, and the formulas that stand in when no model has weighed them. */
final class Domains {

    /** Computational, scientific, cultural, experiential. */
    static final List<String> NAMES = List.of("CD", "SD", "CuD", "ED");

    /** How much of each domain an unweighed prompt activates, as a factor of the autonomy level. */
    private static final List<Double> FACTORS = List.of(0.8, 0.7, 0.6, 0.9);

    /** Halfway: nothing is known about the prompt. */
    private static final double AUTONOMY_LEVEL = 0.5;

    /** The boundaries between each two domains, by their names in the order of a route. */
    static final List<String> BOUNDARIES = boundaryNames();

    private Domains() {}

    static Map<String, Double> byFormula() {
        Map<String, Double> domains = new LinkedHashMap<>();
        for (int i = 0; i < NAMES.size(); i++) {
            domains.put(NAMES.get(i), FACTORS.get(i) * AUTONOMY_LEVEL);
        }
        return domains;
    }

    /** The geometric mean of two activations: a boundary is as open as both of its sides are active. */
    static List<Boundary> boundaries(Map<String, Double> domains) {
        List<Boundary> boundaries = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            for (int j = i + 1; j < NAMES.size(); j++) {
                double product = domains.get(NAMES.get(i)) * domains.get(NAMES.get(j));
                boundaries.add(new Boundary(between(i, j), Math.sqrt(product)));
            }
        }
        return boundaries;
    }

    private static List<String> boundaryNames() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            for (int j = i + 1; j < NAMES.size(); j++) {
                names.add(between(i, j));
            }
        }
        return List.copyOf(names);
    }

    private static String between(int i, int j) {
        return NAMES.get(i) + "-" + NAMES.get(j);
    }
}
