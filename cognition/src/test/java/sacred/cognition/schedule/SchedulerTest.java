package sacred.cognition.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import sacred.cognition.schedule.Scheduler.Line;
import sacred.timeline.ErrorKind;
import sacred.timeline.ModelRef;

/** What of a scheduler goes on under another configuration. */
class SchedulerTest {

    private static final ModelRef A = ModelRef.parse("a:one");
    private static final ModelRef B = ModelRef.parse("b:one");

    private final AtomicLong nanos = new AtomicLong();
    private final List<Duration> waits = new ArrayList<>();
    private final Scheduler scheduler = new Scheduler(List.of(line("a", 3), line("b", 3)), nanos::get, this::pause);

    private void pause(Duration wait) {
        waits.add(wait);
        nanos.addAndGet(wait.toNanos());
    }

    private static Line line(String provider, int requestsAMinute) {
        return new Line(
                List.of(provider), new Limits(8, Optional.of(new Limits.Rate(requestsAMinute, Duration.ofMinutes(1)))));
    }

    private static void ask(Scheduler scheduler, String provider, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            scheduler.gate(provider).enter((_, _) -> {}).close();
        }
    }

    @Test
    void theRateOfALineThatIsTheSameGoesOn() throws Exception {
        ask(scheduler, "a", 2);

        Scheduler next = scheduler.with(List.of(line("a", 3), line("b", 5)), Set.of());

        ask(next, "a", 1);
        assertEquals(List.of(), waits);
        ask(next, "a", 1);
        assertEquals(1, waits.size(), "the fourth within a minute waits");
    }

    @Test
    void aPauseOfALineThatIsTheSameGoesOn() {
        scheduler.gate("a").shut(Duration.ofSeconds(9), "a asked for a pause");

        Scheduler next = scheduler.with(List.of(line("a", 3)), Set.of());

        assertEquals(List.of("a: 0 on the way, 0 in line, a asked for a pause, for 9 s more"), next.states());
    }

    @Test
    void aLineWithOtherLimitsBeginsAnew() throws Exception {
        ask(scheduler, "a", 3);

        ask(scheduler.with(List.of(line("a", 4)), Set.of()), "a", 1);

        assertEquals(List.of(), waits);
    }

    @Test
    void onlyOfProvidersThatChangedEverythingIsForgotten() {
        for (ModelRef model : List.of(A, B)) {
            for (int i = 0; i < Breakers.IN_A_ROW; i++) {
                scheduler.breakers().asked(model);
                scheduler.breakers().failed(model, ErrorKind.SERVER);
            }
            scheduler.breakers().keyRefused(model.provider());
        }

        Scheduler next = scheduler.with(List.of(line("a", 3), line("b", 3)), Set.of("a"));

        assertEquals(Optional.empty(), next.breakers().against(A));
        assertEquals(
                List.of(
                        "The key of b was refused.",
                        "b:one rests: it failed 3 times in a row; it is tried again in 30 s."),
                next.states());
    }
}
