package sacred.cognition.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RateWindowTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void soManyFitAtOnceAndTheNextWaitsForTheFirstToLeaveTheWindow() {
        RateWindow window = new RateWindow(2, SECOND);
        window.add(100);
        window.add(200);

        assertEquals(SECOND.toNanos() - 200, window.nanosUntilNext(300));
        assertTrue(window.nanosUntilNext(100 + SECOND.toNanos()) <= 0);
    }

    /** Whoever waits as long as he is told is never one too many, in whatever stretch of time one counts. */
    @Property(tries = 300)
    void noStretchOfTimeHoldsMoreThanTheRate(@ForAll @IntRange(min = 1, max = 20) int most, @ForAll long seed) {
        Random random = new Random(seed);
        RateWindow window = new RateWindow(most, SECOND);
        List<Long> times = new ArrayList<>();
        long now = random.nextLong(1L << 40) - (1L << 39);
        for (int i = 0; i < 200; i++) {
            now += random.nextInt(3) == 0 ? random.nextLong(SECOND.toNanos()) : random.nextLong(1000);
            now += Math.max(0, window.nanosUntilNext(now));
            window.add(now);
            times.add(now);
        }
        for (int i = most; i < times.size(); i++) {
            assertTrue(times.get(i) - times.get(i - most) >= SECOND.toNanos(), "at " + i);
        }
    }
}
