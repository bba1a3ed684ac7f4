package sacred.cognition.schedule;

import java.time.Duration;

/** Waits for a time that is known; tests remember it instead and move their clock. */
@FunctionalInterface
public interface Pause {
    void of(Duration duration) throws InterruptedException;
}
