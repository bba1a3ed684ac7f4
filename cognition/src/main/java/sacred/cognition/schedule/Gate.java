package sacred.cognition.schedule;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import sacred.providers.ProviderException;
import sacred.timeline.ErrorKind;

/**
 * The way to one provider, for any number of threads. Whoever came first goes first; so many are through at a time, never
 * more in a stretch of time than its rate, and nobody while it asked for a pause. A wait is told once it is worth it, and an
 * interrupt ends it.
 */
public final class Gate {

    /** A wait up to this is not worth telling. */
    public static final Duration SILENT = Duration.ofMillis(1500);

    static final int LONGEST_QUEUE = 1000;
    /** A provider that fails must not be flooded by everybody's second tries. */
    private static final int RETRIES_A_MINUTE = 10;
    /** What a request may be on its way later than the one before it was. */
    private static final Duration TRAVEL = Duration.ofMillis(50);

    private final String name;
    private final Limits limits;
    private final LongSupplier nanos;
    private final Pause pause;
    private final Optional<RateWindow> rate;
    private final RateWindow retries = new RateWindow(RETRIES_A_MINUTE, Duration.ofMinutes(1));

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    /** All below under the lock. */
    private final Deque<Object> queue = new ArrayDeque<>();

    private int through;
    private long moves;
    private long shutUntil;
    private String shutBecause = "";

    /** The right to ask now, until it is closed. */
    public final class Pass implements AutoCloseable {
        private boolean open = true;

        @Override
        public void close() {
            lock.lock();
            try {
                if (open) {
                    open = false;
                    through--;
                    move();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** Why somebody is not through yet. */
    private record Hold(String why, Optional<Duration> left) {}

    Gate(String name, Limits limits, LongSupplier nanos, Pause pause) {
        this.name = name;
        this.limits = limits;
        this.nanos = nanos;
        this.pause = pause;
        this.rate = limits.rate().map(r -> new RateWindow(r.requests(), r.per().plus(TRAVEL)));
        this.shutUntil = nanos.getAsLong();
    }

    /** How many requests are through at a time. */
    public int places() {
        return limits.places();
    }

    /**
     * Waits until a request may go out.
     *
     * @throws ProviderException when the queue is full
     */
    public Pass enter(Waits waits) throws ProviderException, InterruptedException {
        Object me = new Object();
        join(me);
        long silence = SILENT.toNanos();
        try {
            while (true) {
                long seen;
                Hold hold;
                lock.lockInterruptibly();
                try {
                    Optional<Hold> held = hold(me);
                    if (held.isEmpty()) {
                        return pass();
                    }
                    hold = held.get();
                    seen = moves;
                    if (hold.left().isEmpty() && silence > 0) {
                        silence = moved(seen, silence);
                        continue;
                    }
                } finally {
                    lock.unlock();
                }
                if (silence <= 0 || hold.left().orElse(Duration.ZERO).compareTo(SILENT) > 0) {
                    silence = 0;
                    waits.waiting(hold.why(), hold.left());
                }
                sleep(hold, seen);
            }
        } finally {
            leave(me);
        }
    }

    private void join(Object me) throws ProviderException {
        lock.lock();
        try {
            if (queue.size() >= LONGEST_QUEUE) {
                throw new ProviderException(
                        LONGEST_QUEUE + " requests wait for " + name + " already. Ask again when some are answered.",
                        ProviderException.Details.of(ErrorKind.OVERLOADED, false));
            }
            queue.addLast(me);
        } finally {
            lock.unlock();
        }
    }

    private void leave(Object me) {
        lock.lock();
        try {
            if (queue.remove(me)) {
                move();
            }
        } finally {
            lock.unlock();
        }
    }

    private Pass pass() {
        queue.removeFirst();
        through++;
        rate.ifPresent(r -> r.add(nanos.getAsLong()));
        move();
        return new Pass();
    }

    private Optional<Hold> hold(Object me) {
        int ahead = 0;
        for (Object one : queue) {
            if (one == me) {
                break;
            }
            ahead++;
        }
        if (ahead > 0) {
            return Optional.of(new Hold(why() + "; number " + (ahead + 1) + " in line", Optional.empty()));
        }
        if (through >= limits.places()) {
            return Optional.of(new Hold(why(), Optional.empty()));
        }
        long left = nanosShut(nanos.getAsLong());
        return left > 0 ? Optional.of(new Hold(why(), Optional.of(Duration.ofNanos(left)))) : Optional.empty();
    }

    private long nanosShut(long now) {
        return Math.max(shutUntil - now, rate.map(r -> r.nanosUntilNext(now)).orElse(0L));
    }

    private String why() {
        long now = nanos.getAsLong();
        if (shutUntil - now > 0) {
            return shutBecause;
        }
        if (nanosShut(now) > 0) {
            return name + " may get " + limits.rate().orElseThrow().inWords();
        }
        return limits.places() == 1
                ? name + " answers one request at a time"
                : name + " answers " + limits.places() + " requests at a time";
    }

    private void sleep(Hold hold, long seen) throws InterruptedException {
        if (hold.left().isPresent()) {
            pause.of(hold.left().get());
            return;
        }
        lock.lockInterruptibly();
        try {
            while (moves == seen) {
                moved.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a move; returns what is left of the time then. */
    private long moved(long seen, long withinNanos) throws InterruptedException {
        long left = withinNanos;
        while (moves == seen && left > 0) {
            left = moved.awaitNanos(left);
        }
        return left;
    }

    private void move() {
        moves++;
        moved.signalAll();
    }

    /**
     * Nobody enters for so long; a pause that is longer already stays.
     *
     * @param because a sentence without its end
     */
    public void shut(Duration pauseAsked, String because) {
        lock.lock();
        try {
            long until = nanos.getAsLong() + pauseAsked.toNanos();
            if (until - shutUntil > 0) {
                shutUntil = until;
                shutBecause = because;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes one of the retries that the provider gets in a minute; false when they are used up. */
    public boolean retry() {
        lock.lock();
        try {
            long now = nanos.getAsLong();
            if (retries.nanosUntilNext(now) > 0) {
                return false;
            }
            retries.add(now);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** What there is to tell of it now; empty when nothing waits and nothing is shut. */
    Optional<String> state() {
        lock.lock();
        try {
            long left = nanosShut(nanos.getAsLong());
            if (queue.isEmpty() && left <= 0 && through == 0) {
                return Optional.empty();
            }
            String shut =
                    left > 0 ? ", " + why() + ", for " + Duration.ofNanos(left).toSeconds() + " s more" : "";
            return Optional.of(name + ": " + through + " on the way, " + queue.size() + " in line" + shut);
        } finally {
            lock.unlock();
        }
    }
}
