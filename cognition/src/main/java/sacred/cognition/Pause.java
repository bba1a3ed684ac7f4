package sacred.cognition;

import java.time.Duration;

/** Waits before a retry; tests remember instead. */
@FunctionalInterface
public interface Pause {
    void of(Duration duration) throws InterruptedException;
}
