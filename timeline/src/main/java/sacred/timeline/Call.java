package sacred.timeline;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One request to one model: an attempt. Retries and fallbacks are calls of their own. So are, of the members of a strategy, those
 * that nobody was asked with, and logical models, which have come to an answer through others ({@link #isRequest}).
 *
 * @param index position among the calls of its turn, from 0
 * @param model what was asked for
 * @param modelAnswered the model that the provider says answered
 * @param role what the call was for: {@code route}, {@code tool}, {@code format}, or a role of a strategy
 * @param attempt from 1, per model
 * @param finish why the answer ended, in our words ({@code stop}, {@code length}, {@code tool_calls},
 *     {@code content_filter}, {@code refusal}); empty when the provider did not say
 * @param cache {@code miss}, {@code hit} or {@code bypass}
 * @param saved what an answer from the cache spared; empty for every other call
 * @param said the words that stand nowhere else
 */
public record Call(
        int index,
        ModelRef model,
        Optional<String> modelAnswered,
        String role,
        int attempt,
        Timing timing,
        Usage usage,
        Cost cost,
        Optional<String> finish,
        Status status,
        String cache,
        Optional<Failure> error,
        Optional<Saved> saved,
        Said said) {

    private static final int FIRST_ERROR_STATUS = 400;
    /** Failures before a request left this machine. */
    private static final Set<ErrorKind> NOT_SENT = Set.of(ErrorKind.UNREACHABLE, ErrorKind.CONFIG);

    public static final String MISS = "miss";
    public static final String HIT = "hit";
    public static final String BYPASS = "bypass";

    /** How a call ended. */
    public enum Status {
        OK,
        FAILED,
        CANCELLED;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Why a call failed.
     *
     * @param message for people; sanitised and without keys
     * @param sent whether a request went out; one that was refused by ourselves asked nobody and cost nothing
     */
    public record Failure(ErrorKind kind, String message, OptionalInt httpStatus, boolean retryable, boolean sent) {

        /** Of a request that went out. */
        public Failure(ErrorKind kind, String message, OptionalInt httpStatus, boolean retryable) {
            this(kind, message, httpStatus, retryable, true);
        }
    }

    /**
     * What an answer had taken when its model gave it. Empty is unknown.
     *
     * @param at when it was given
     */
    public record Saved(Instant at, OptionalLong input, OptionalLong output, Optional<BigDecimal> usd) {}

    /** Whether somebody may send a bill for it: it reached its server, and that did not refuse it. */
    public boolean mayBeBilled() {
        return isRequest()
                && error.map(e -> e.httpStatus().orElse(0) < FIRST_ERROR_STATUS && !NOT_SENT.contains(e.kind()))
                        .orElse(true);
    }

    /**
     * Whether somebody was asked: not so for a member that was left out before, nor for a logical model inside of another one,
     * whose own members were asked in its place.
     */
    public boolean isRequest() {
        return !model.isLogical() && !isUnasked();
    }

    /** Whether it was left out before a request went out. */
    public boolean isUnasked() {
        return error.filter(failure -> !failure.sent()).isPresent();
    }

    /** Whether the model gave an answer; a refusal, its own or a filter's, is none. */
    public boolean answered() {
        return status == Status.OK
                && finish.filter(why -> why.equals("refusal") || why.equals("content_filter"))
                        .isEmpty();
    }

    public Call {
        Objects.requireNonNull(model);
        Objects.requireNonNull(timing);
        Objects.requireNonNull(usage);
        Objects.requireNonNull(cost);
        Objects.requireNonNull(status);
        Objects.requireNonNull(said);
    }
}
