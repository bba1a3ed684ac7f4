package sacred.cognition.strategy;

import java.util.List;
import java.util.Optional;

/** Every strategy, in the order of the lists. */
public final class Strategies {

    public static final List<Strategy> ALL = List.of(
            new MixtureOfAgents(),
            new SelfMixture(),
            new Vote(),
            new Think(),
            new Refine(),
            new Consortium(),
            new Fusion(),
            new Cascade());

    private Strategies() {}

    public static Optional<Strategy> find(String name) {
        return ALL.stream().filter(strategy -> strategy.name().equals(name)).findFirst();
    }

    public static List<String> names() {
        return ALL.stream().map(Strategy::name).toList();
    }
}
