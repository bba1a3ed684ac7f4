package sacred.app.session;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sacred.cognition.Stop;
import sacred.timeline.Event;

/**
 * Runs a turn on a virtual thread of its own and waits for it, so that a deadline or the end of the program can stop it. A program that is ended waits until the turn has sealed what it has.
 */
public final class TurnThread {

    /** Longer than sealing takes, shorter than the patience of whoever ends programs. */
    private static final int SEAL_SECONDS = 4;

    private TurnThread() {}

    /** A turn, as it is started. */
    @FunctionalInterface
    public interface Body {
        Event.Outcome run() throws IOException;
    }

    public static Event.Outcome run(Stop stop, Optional<Duration> timeout, Body body)
            throws IOException, InterruptedException {
        CountDownLatch sealed = new CountDownLatch(1);
        Thread atExit = Thread.ofPlatform().name("seal-at-exit").unstarted(() -> {
            stop.now(Stop.Reason.TERMINATED);
            await(sealed);
        });
        Runtime.getRuntime().addShutdownHook(atExit);
        CompletableFuture<Event.Outcome> outcome = new CompletableFuture<>();
        Thread.ofVirtual().name("turn").start(() -> {
            try {
                outcome.complete(body.run());
            } catch (Throwable e) {
                // also an Error: whoever waits must not wait for ever
                outcome.completeExceptionally(e);
            } finally {
                sealed.countDown();
            }
        });
        Optional<Thread> timer = timeout.map(limit -> timer(stop, limit));
        try {
            return outcome.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw e;
        } finally {
            timer.ifPresent(Thread::interrupt);
            forget(atExit);
        }
    }

    private static Thread timer(Stop stop, Duration limit) {
        return Thread.ofVirtual().name("turn-deadline").start(() -> {
            try {
                Thread.sleep(limit);
                stop.now(Stop.Reason.TIMEOUT);
            } catch (InterruptedException e) {
                // the turn ended in time
            }
        });
    }

    private static void await(CountDownLatch sealed) {
        try {
            sealed.await(SEAL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread atExit) {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // the program is ending already, and the hook has done its work
        }
    }
}
