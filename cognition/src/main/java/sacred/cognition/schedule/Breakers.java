package sacred.cognition.schedule;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import sacred.timeline.ErrorKind;
import sacred.timeline.ModelRef;

/**
 * Which models are better not asked for now, because they failed lately. Only advice: whoever has no other model, or was told
 * by the user which one to ask, asks all the same, and a success closes the breaker. Any thread.
 */
public final class Breakers {

    static final int IN_A_ROW = 3;
    static final Duration OPEN = Duration.ofSeconds(30);

    /** Failures that say something about the health of a model; the others would happen to a healthy one as well. */
    private static final Set<ErrorKind> COUNTED = EnumSet.of(
            ErrorKind.SERVER,
            ErrorKind.OVERLOADED,
            ErrorKind.TIMEOUT,
            ErrorKind.UNREACHABLE,
            ErrorKind.INTERRUPTED,
            ErrorKind.EMPTY);

    private final CircuitBreakerConfig config;
    private final LongSupplier nanos;
    private final Map<ModelRef, Watched> watched =
            new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    private final Set<String> keysRefused = new TreeSet<>();

    /**
     * What speaks against asking a model now.
     *
     * @param why a sentence without its beginning and its end
     * @param kind of the failure that it last ended with
     */
    public record Objection(String why, ErrorKind kind) {}

    Breakers(LongSupplier nanos) {
        this.nanos = nanos;
        this.config = CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(10)
                .minimumNumberOfCalls(5)
                .failureRateThreshold(50)
                .waitDurationInOpenState(OPEN)
                .permittedNumberOfCallsInHalfOpenState(1)
                .clock(new Monotonic(nanos))
                .build();
    }

    /** One model: its breaker, and how often it failed in a row, which the library does not count. */
    private final class Watched {
        private final CircuitBreaker breaker;
        private int inARow;
        private ErrorKind last = ErrorKind.OVERLOADED;
        private long openedAt;

        private Watched(String name) {
            breaker = CircuitBreaker.of(name, config);
            breaker.getEventPublisher().onStateTransition(e -> {
                System.getLogger(Breakers.class.getName())
                        .log(System.Logger.Level.INFO, "breaker of " + name + ": " + e.getStateTransition());
                if (e.getStateTransition().getToState() == CircuitBreaker.State.OPEN) {
                    openedAt = nanos.getAsLong();
                }
            });
        }

        private boolean open() {
            return breaker.getState() == CircuitBreaker.State.OPEN && left() > 0;
        }

        private long left() {
            return OPEN.toNanos() - (nanos.getAsLong() - openedAt);
        }

        private String why() {
            String failed = inARow >= IN_A_ROW
                    ? "it failed " + inARow + " times in a row"
                    : String.format(
                            Locale.ROOT,
                            "%.0f %% of its last requests failed",
                            breaker.getMetrics().getFailureRate());
            return failed + "; it is tried again in " + Math.max(1, TimeUnit.NANOSECONDS.toSeconds(left())) + " s";
        }
    }

    /** Why the model is better not asked now; empty when nothing speaks against it. */
    public synchronized Optional<Objection> against(ModelRef model) {
        if (keysRefused.contains(model.provider())) {
            return Optional.of(new Objection("the key of " + model.provider() + " was refused before", ErrorKind.AUTH));
        }
        Watched one = watched.get(model);
        return one == null || !one.open() ? Optional.empty() : Optional.of(new Objection(one.why(), one.last));
    }

    /** A request to the model goes out; its end is told by one of the methods below. */
    public synchronized void asked(ModelRef model) {
        Watched one = of(model);
        if (one.breaker.getState() == CircuitBreaker.State.OPEN && one.left() <= 0) {
            one.breaker.transitionToHalfOpenState();
        }
        one.breaker.tryAcquirePermission();
    }

    public synchronized void answered(ModelRef model) {
        Watched one = of(model);
        one.inARow = 0;
        one.breaker.onSuccess(0, TimeUnit.NANOSECONDS);
        keysRefused.remove(model.provider());
        if (one.breaker.getState() != CircuitBreaker.State.CLOSED) {
            one.breaker.transitionToClosedState();
        }
    }

    public synchronized void failed(ModelRef model, ErrorKind kind) {
        Watched one = of(model);
        if (!COUNTED.contains(kind)) {
            one.breaker.releasePermission();
            return;
        }
        one.inARow++;
        one.last = kind;
        one.breaker.onError(0, TimeUnit.NANOSECONDS, new IllegalStateException(kind.wire()));
        if (one.inARow >= IN_A_ROW && one.breaker.getState() == CircuitBreaker.State.CLOSED) {
            one.breaker.transitionToOpenState();
        }
    }

    /** The provider takes its key for none: it would refuse every model. Until one of them answers. */
    public synchronized void keyRefused(String provider) {
        keysRefused.add(provider);
    }

    /** The request was stopped by us. */
    public synchronized void stopped(ModelRef model) {
        of(model).breaker.releasePermission();
    }

    /** What was learnt of providers that are set up in another way now says nothing any more. */
    synchronized void forget(Set<String> providers) {
        keysRefused.removeAll(providers);
        watched.keySet().removeIf(model -> providers.contains(model.provider()));
    }

    private Watched of(ModelRef model) {
        return watched.computeIfAbsent(model, m -> new Watched(m.toString()));
    }

    /** One sentence for each model that is better not asked now. */
    synchronized List<String> states() {
        List<String> states = new ArrayList<>();
        keysRefused.forEach(provider -> states.add("The key of " + provider + " was refused."));
        watched.forEach((model, one) -> {
            if (one.open()) {
                states.add(model + " rests: " + one.why() + ".");
            }
        });
        return states;
    }

    /** The clock of a breaker: the monotonic one, counted from an arbitrary moment. */
    private static final class Monotonic extends Clock {
        private final LongSupplier nanos;

        private Monotonic(LongSupplier nanos) {
            this.nanos = nanos;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH.plusNanos(nanos.getAsLong());
        }
    }
}
