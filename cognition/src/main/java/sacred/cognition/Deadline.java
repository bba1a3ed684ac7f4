package sacred.cognition;

import java.time.Duration;

/** A total time limit on a piece of work of the current thread: when it is over, the work is interrupted. */
final class Deadline {

    private final Thread worker = Thread.currentThread();
    private boolean done;
    private boolean expired;

    private Deadline() {}

    /** The work; what it throws goes through. */
    interface Work<T, E extends Exception, F extends Exception> {
        T run() throws E, F, InterruptedException;
    }

    /** The limit was reached first. */
    static final class Expired extends Exception {
        Expired(Duration limit) {
            super("no decision within " + limit.toMillis() + " ms");
        }
    }

    /**
     * Runs the work within the limit. An interrupt that does not come from the limit passes through as itself.
     *
     * @param stop tells whether such an interrupt was asked for while the limit ran out
     */
    static <T, E extends Exception, F extends Exception> T within(Duration limit, Stop stop, Work<T, E, F> work)
            throws E, F, Expired, InterruptedException {
        Deadline deadline = new Deadline();
        Thread timer = Thread.ofVirtual().name("deadline").start(() -> deadline.expireAfter(limit));
        try {
            return work.run();
        } catch (InterruptedException e) {
            if (deadline.finish() && stop.reason().isEmpty()) {
                throw new Expired(limit);
            }
            throw e;
        } finally {
            boolean interruptIsOurs = deadline.finish() && stop.reason().isEmpty();
            timer.interrupt();
            if (interruptIsOurs) {
                Thread.interrupted();
                if (stop.reason().isPresent()) {
                    // it came meanwhile, and it comes only once
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private void expireAfter(Duration limit) {
        try {
            Thread.sleep(limit);
        } catch (InterruptedException e) {
            return;
        }
        synchronized (this) {
            if (!done) {
                expired = true;
                worker.interrupt();
            }
        }
    }

    /** No interrupt comes after this; says whether one came. */
    private synchronized boolean finish() {
        done = true;
        return expired;
    }
}
