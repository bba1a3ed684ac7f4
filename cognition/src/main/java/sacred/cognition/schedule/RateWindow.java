package sacred.cognition.schedule;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * At most so many in any stretch of time, wherever it begins: the times of the last ones are remembered. Times are those
 * of a monotonic clock, in nanoseconds, and never go back. Not thread-safe.
 */
final class RateWindow {

    private final int most;
    private final long perNanos;
    private final Deque<Long> times = new ArrayDeque<>();

    RateWindow(int most, Duration per) {
        if (most < 1) {
            throw new IllegalArgumentException("a rate of " + most);
        }
        this.most = most;
        this.perNanos = per.toNanos();
    }

    /** How long until the next one fits; zero or less when it does now. */
    long nanosUntilNext(long now) {
        return times.size() < most ? 0 : times.getFirst() + perNanos - now;
    }

    void add(long now) {
        if (times.size() == most) {
            times.removeFirst();
        }
        times.addLast(now);
    }
}
