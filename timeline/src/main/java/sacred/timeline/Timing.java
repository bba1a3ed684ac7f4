package sacred.timeline;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * When a call ran, in milliseconds of a monotonic clock.
 *
 * @param startMs since the turn began
 * @param ttftMs from the start of the call to its first token; empty when none came
 * @param durationMs empty when nobody measured it, as in what was imported
 */
public record Timing(long startMs, OptionalLong ttftMs, OptionalLong durationMs) {
    public Timing {
        Objects.requireNonNull(ttftMs);
        Objects.requireNonNull(durationMs);
    }

    /** Of a call whose time was measured. */
    public Timing(long startMs, OptionalLong ttftMs, long durationMs) {
        this(startMs, ttftMs, OptionalLong.of(durationMs));
    }

    /** Until when it is known to have run, since the turn began: to its start, where nobody measured more. */
    public long lastKnownMs() {
        return startMs + durationMs.orElse(0);
    }
}
