package sacred.timeline;

import java.util.OptionalLong;

/**
 * When a call ran, in milliseconds of a monotonic clock.
 *
 * @param startMs since the turn began
 * @param ttftMs from the start of the call to its first token; empty when none came
 */
public record Timing(long startMs, OptionalLong ttftMs, long durationMs) {}
