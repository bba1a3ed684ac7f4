package sacred.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import sacred.cognition.Stop;
import sacred.timeline.Event;

class TurnThreadTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void theOutcomeOfTheTurnIsHandedBack() throws Exception {
        assertEquals(Event.Outcome.OK, TurnThread.run(new Stop(), Optional.of(LONG), () -> Event.Outcome.OK));
    }

    @Test
    void whatCannotBeSavedIsToldAsItself() {
        IOException full = assertThrows(
                IOException.class,
                () -> TurnThread.run(new Stop(), Optional.empty(), () -> {
                    throw new IOException("No space left on device");
                }));

        assertEquals("No space left on device", full.getMessage());
    }

    @Test
    void anErrorOfTheVirtualMachineDoesNotLeaveTheProgramWaiting() {
        assertTimeoutPreemptively(
                LONG,
                () -> assertThrows(
                        CompletionException.class,
                        () -> TurnThread.run(new Stop(), Optional.empty(), () -> {
                            throw new StackOverflowError();
                        })));
    }

    @Test
    void theTimeGivenStopsTheTurn() throws Exception {
        Stop stop = new Stop();

        TurnThread.run(stop, Optional.of(Duration.ofMillis(1)), () -> {
            while (stop.reason().isEmpty()) {
                Thread.onSpinWait();
            }
            return Event.Outcome.FAILED;
        });

        assertEquals(Optional.of(Stop.Reason.TIMEOUT), stop.reason());
    }
}
