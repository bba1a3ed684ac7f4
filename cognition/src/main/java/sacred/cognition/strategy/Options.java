package sacred.cognition.strategy;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a user may set of a logical model. Every strategy reads what concerns it.
 *
 * @param threshold the confidence, or the score of a critic, that is enough; 0..1
 * @param agreement the measured agreement of the members that is enough; 0..1
 * @param iterations at most; empty for what is usual for the strategy
 * @param layers of proposers, each of which reads the one before
 * @param quorum members that have to answer before anybody judges
 * @param patience how long the members are waited for, from when they are asked, with their time in line
 * @param includeThoughts whether the answer begins with the thinking
 * @param earlyStop whether no more samples are drawn than decide the vote
 * @param criteria what a critic looks for; empty for what is usual
 * @param system instructions of the user's for every member; empty for none
 */
public record Options(
        double threshold,
        double agreement,
        StopOn stopOn,
        int minIterations,
        OptionalInt iterations,
        int layers,
        int quorum,
        Optional<Duration> patience,
        boolean includeThoughts,
        boolean earlyStop,
        String criteria,
        String system) {

    /** What ends the rounds of a consortium. */
    public enum StopOn {
        /** What the members' texts have in common; where it cannot be measured, the arbiter's own word. */
        AGREEMENT,
        /** The arbiter's own word alone. */
        CONFIDENCE,
        /** Both. */
        BOTH;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static final Options USUAL = new Options(
            0.8, 0.5, StopOn.AGREEMENT, 1, OptionalInt.empty(), 1, 1, Optional.empty(), false, true, "", "");

    /** Rounds at most; never fewer than at least. */
    int mostIterations(int usual) {
        return Math.max(minIterations, iterations.orElse(usual));
    }
}
