package sacred.cognition.strategy;

import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    /** The roles of those who answer the same question beside one another; the others work with what these say. */
    private static final Set<String> BESIDE =
            Set.of(Consortium.MEMBER, MixtureOfAgents.PROPOSER, Vote.SAMPLE, Cascade.CHEAP);

    private Strategies() {}

    /** Whether a call of this role is one of several answers to the same question, which can be compared. */
    public static boolean isMember(String role) {
        return BESIDE.contains(role);
    }

    public static Optional<Strategy> find(String name) {
        return ALL.stream().filter(strategy -> strategy.name().equals(name)).findFirst();
    }

    public static List<String> names() {
        return ALL.stream().map(Strategy::name).toList();
    }
}
