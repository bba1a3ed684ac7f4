package sacred.providers;

import java.time.Duration;

/**
 * How long a request may be silent.
 *
 * @param firstByte from the request to the first byte of the answer's body
 * @param idle between two arrivals afterwards; there is no limit on the whole
 */
public record Timeouts(Duration connect, Duration firstByte, Duration idle) {

    public static final Timeouts DEFAULT =
            new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(120), Duration.ofSeconds(90));
    /** A local server may load a model for minutes before its first byte. */
    public static final Timeouts OLLAMA =
            new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(600), Duration.ofSeconds(90));
}
