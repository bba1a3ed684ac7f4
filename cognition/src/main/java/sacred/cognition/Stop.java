package sacred.cognition;

import java.util.Optional;

/** How a running turn is stopped from outside: by any thread, at any moment, at most once. */
public final class Stop {

    /** Why a turn was stopped. */
    public enum Reason {
        /** The user said so. */
        CANCELLED,
        /** The time given for the turn is over. */
        TIMEOUT,
        /** The program is being ended. */
        TERMINATED
    }

    private Reason reason;
    private Thread turn;

    /** Stops the turn; a second call changes nothing. Does not wait for it to end. */
    public synchronized void now(Reason why) {
        if (reason == null) {
            reason = why;
            if (turn != null) {
                turn.interrupt();
            }
        }
    }

    public synchronized Optional<Reason> reason() {
        return Optional.ofNullable(reason);
    }

    /** The current thread is the turn from now on. */
    synchronized void begin() {
        turn = Thread.currentThread();
        if (reason != null) {
            turn.interrupt();
        }
    }

    /** The turn is over: a stop that comes later must not interrupt what this thread does next. */
    synchronized void end() {
        turn = null;
        Thread.interrupted();
    }
}
