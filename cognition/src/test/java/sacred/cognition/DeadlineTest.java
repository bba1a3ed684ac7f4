package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void workInTimeGivesItsResult() throws Exception {
        assertEquals(
                "done", Deadline.<String, RuntimeException, RuntimeException>within(LONG, new Stop(), () -> "done"));
    }

    @RepeatedTest(50)
    void workThatIsLateIsInterruptedAndLeavesNoInterruptBehind() {
        assertThrows(
                Deadline.Expired.class,
                () -> Deadline.<Object, RuntimeException, RuntimeException>within(
                        Duration.ofMillis(1), new Stop(), Scripted::hang));

        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void workThatEndsJustAfterItsTimeLeavesNoInterruptBehind() throws Exception {
        String result =
                Deadline.<String, RuntimeException, RuntimeException>within(Duration.ofMillis(1), new Stop(), () -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        Thread.onSpinWait();
                    }
                    return "late";
                });

        assertEquals("late", result);
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void aStopIsNotMistakenForTheDeadline() {
        Stop stop = new Stop();
        stop.begin();

        assertThrows(
                InterruptedException.class,
                () -> Deadline.<Object, RuntimeException, RuntimeException>within(LONG, stop, () -> {
                    stop.now(Stop.Reason.CANCELLED);
                    return Scripted.hang();
                }));

        stop.end();
    }

    @Test
    void whatTheWorkThrowsGoesThrough() {
        assertThrows(
                IllegalStateException.class,
                () -> Deadline.<Object, RuntimeException, RuntimeException>within(LONG, new Stop(), () -> {
                    throw new IllegalStateException("mine");
                }));
    }
}
