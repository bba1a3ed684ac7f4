package sacred.cognition.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sacred.providers.ProviderException;

@Timeout(60)
class GateTest {

    private static final Waits SILENTLY = (_, _) -> {};

    private final AtomicLong nanos = new AtomicLong(-5);
    private final List<Duration> pauses = new ArrayList<>();

    private Gate gate(int places, Optional<Limits.Rate> rate) {
        return new Gate("groq", new Limits(places, rate), nanos::get, wait -> {
            pauses.add(wait);
            nanos.addAndGet(wait.toNanos());
        });
    }

    @Test
    void neverMoreAreThroughThanThereArePlaces() throws InterruptedException {
        Gate gate = gate(3, Optional.empty());
        AtomicInteger through = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                try (Gate.Pass _ = gate.enter(SILENTLY)) {
                    most.accumulateAndGet(through.incrementAndGet(), Math::max);
                    Thread.yield();
                    through.decrementAndGet();
                } catch (ProviderException | InterruptedException e) {
                    throw new AssertionError(e);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertTrue(most.get() <= 3, "through at once: " + most);
        assertEquals(Optional.empty(), gate.state());
    }

    @Test
    void whoeverCameFirstGoesFirst() throws Exception {
        Gate gate = gate(1, Optional.empty());
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        try (Gate.Pass _ = gate.enter(SILENTLY)) {
            for (int i = 0; i < 20; i++) {
                int number = i;
                threads.add(Thread.ofVirtual().start(() -> {
                    try (Gate.Pass _ = gate.enter(SILENTLY)) {
                        order.add(number);
                    } catch (ProviderException | InterruptedException e) {
                        throw new AssertionError(e);
                    }
                }));
                awaitInLine(gate, i + 1);
            }
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(order.stream().sorted().toList(), order);
        assertEquals(20, order.size());
    }

    @Test
    void whoIsStoppedLeavesTheLineAndLetsTheNextOneThrough() throws Exception {
        Gate gate = gate(1, Optional.empty());
        CountDownLatch stopped = new CountDownLatch(1);
        Gate.Pass first = gate.enter(SILENTLY);
        Thread second = Thread.ofVirtual().start(() -> {
            assertThrows(InterruptedException.class, () -> gate.enter(SILENTLY));
            stopped.countDown();
        });
        awaitInLine(gate, 1);
        second.interrupt();
        stopped.await();

        first.close();

        gate.enter(SILENTLY).close();
        assertEquals(Optional.empty(), gate.state());
    }

    @Test
    void aPassThatIsClosedTwiceMakesRoomForOne() throws Exception {
        Gate gate = gate(1, Optional.empty());
        Gate.Pass pass = gate.enter(SILENTLY);
        pass.close();
        pass.close();

        gate.enter(SILENTLY);

        assertTrue(gate.state().orElseThrow().startsWith("groq: 1 on the way"));
    }

    @Test
    void aRateIsKeptAndTheWaitIsTold() throws Exception {
        Gate gate = gate(8, Optional.of(new Limits.Rate(2, Duration.ofMinutes(1))));
        List<String> told = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            gate.enter((why, left) -> told.add(why + ", " + left.orElseThrow().toSeconds() + " s"))
                    .close();
        }
        assertEquals(List.of("groq may get 2 requests a minute, 60 s"), told);
        assertEquals(1, pauses.size());
        assertTrue(pauses.getFirst().compareTo(Duration.ofMinutes(1)) >= 0);
    }

    @Test
    void whenItAskedForAPauseNobodyEntersUntilThen() throws Exception {
        Gate gate = gate(8, Optional.empty());
        gate.shut(Duration.ofSeconds(9), "groq asked for a pause");
        gate.shut(Duration.ofSeconds(4), "a shorter one");
        List<String> told = new ArrayList<>();

        gate.enter((why, left) -> told.add(why + ", " + left.orElseThrow().toSeconds() + " s"));
        gate.enter(SILENTLY);

        assertEquals(List.of("groq asked for a pause, 9 s"), told);
        assertEquals(List.of(Duration.ofSeconds(9)), pauses);
    }

    @Test
    void aShortPauseIsNotWorthTelling() throws Exception {
        Gate gate = gate(8, Optional.empty());
        gate.shut(Duration.ofMillis(900), "groq asked for a pause");

        gate.enter((why, _) -> {
            throw new AssertionError(why);
        });

        assertEquals(List.of(Duration.ofMillis(900)), pauses);
    }

    @Test
    void aLongWaitForAPlaceNamesTheReasonAndThePlaceInLine() throws Exception {
        Gate gate = gate(1, Optional.empty());
        LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
        Gate.Pass pass = gate.enter(SILENTLY);
        Thread second = Thread.ofVirtual().start(() -> enter(gate, told));
        awaitInLine(gate, 1);
        Thread third = Thread.ofVirtual().start(() -> enter(gate, told));

        List<String> both = List.of(told.take(), told.take());

        assertTrue(both.contains("groq answers one request at a time"), both.toString());
        assertTrue(both.contains("groq answers one request at a time; number 2 in line"), both.toString());
        pass.close();
        second.join();
        third.join();
    }

    private static void enter(Gate gate, LinkedBlockingQueue<String> told) {
        try (Gate.Pass _ = gate.enter((why, _) -> told.add(why))) {
            assertFalse(Thread.currentThread().isInterrupted());
        } catch (ProviderException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aProviderGetsTenRetriesInAMinute() {
        Gate gate = gate(8, Optional.empty());
        for (int i = 0; i < 10; i++) {
            assertTrue(gate.retry());
            nanos.addAndGet(Duration.ofSeconds(3).toNanos());
        }
        assertFalse(gate.retry());
        nanos.addAndGet(Duration.ofSeconds(31).toNanos());
        assertTrue(gate.retry());
    }

    @Test
    void aLineThatIsTooLongTurnsAway() throws Exception {
        Gate gate = gate(1, Optional.empty());
        Gate.Pass pass = gate.enter(SILENTLY);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Gate.LONGEST_QUEUE; i++) {
            threads.add(Thread.ofVirtual().start(() -> enter(gate, new LinkedBlockingQueue<>())));
        }
        awaitInLine(gate, Gate.LONGEST_QUEUE);

        ProviderException e = assertThrows(ProviderException.class, () -> gate.enter(SILENTLY));

        assertTrue(e.getMessage().startsWith("1000 requests wait for groq already."));
        pass.close();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void awaitInLine(Gate gate, int many) {
        while (!gate.state().orElse("").contains(" " + many + " in line")) {
            Thread.onSpinWait();
        }
    }
}
