package sacred.cognition.schedule;

import java.time.Duration;
import java.util.Optional;

/** Who waits for its turn is told why. Called on the thread that waits. */
@FunctionalInterface
public interface Waits {

    /**
     * @param why a sentence without its end
     * @param left empty when nobody knows
     */
    void waiting(String why, Optional<Duration> left);
}
