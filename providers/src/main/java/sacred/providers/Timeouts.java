package sacred.providers;

import java.time.Duration;

/**
 * How long a request may be silent.
 *
 * @param firstByte from the request to the first byte of the answer's body
 * @param idle between two arrivals afterwards; there is no limit on the whole
 * @param content without a piece of the answer, while the server only says that it is alive
 */
public record Timeouts(Duration connect, Duration firstByte, Duration idle, Duration content) {

    private static final Duration CONTENT = Duration.ofMinutes(10);

    public static final Timeouts DEFAULT =
            new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(120), Duration.ofSeconds(90));
    /** A local server may load a model for minutes before its first byte. */
    public static final Timeouts OLLAMA =
            new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(600), Duration.ofSeconds(90));

    /** With the usual limit for an answer without content. */
    public Timeouts(Duration connect, Duration firstByte, Duration idle) {
        this(connect, firstByte, idle, CONTENT);
    }

    /** From which on a silence is told to whoever waits: half of what ends the answer. */
    public Duration notice() {
        return idle.dividedBy(2);
    }
}
