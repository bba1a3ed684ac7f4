package sacred.providers;

import java.time.Duration;

/**
 * How often a request may be sent again before its first content.
 *
 * @param attempts in all, the first one included
 * @param base the first back-off; it doubles up to {@code cap}
 */
public record RetryPolicy(int attempts, Duration base, Duration cap) {

    public static final RetryPolicy DEFAULT = new RetryPolicy(3, Duration.ofMillis(500), Duration.ofSeconds(20));
}
