package sacred.providers.wire;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import sacred.timeline.ErrorKind;

/**
 * Why there is no complete answer, before it is known whom was asked.
 *
 * @param retryable the same request may be sent again by itself
 * @param retryAfter the provider's hint
 * @param what happened, in our words; the beginning of a sentence without its end
 * @param said the provider's own words, as they came; empty for none
 * @param advice one next step, as a sentence; empty for none
 */
public record Failure(
        ErrorKind kind,
        OptionalInt status,
        boolean retryable,
        Optional<Duration> retryAfter,
        String what,
        String said,
        String advice) {

    static Failure of(ErrorKind kind, boolean retryable, String what, String advice) {
        return new Failure(kind, OptionalInt.empty(), retryable, Optional.empty(), what, "", advice);
    }

    /** An answer that did not end the way its API ends one. */
    static Failure interrupted(String what) {
        return of(ErrorKind.INTERRUPTED, true, what, "");
    }

    /** More than we keep; asked again, it would send it again. */
    static Failure tooLong(String what) {
        return of(ErrorKind.INTERRUPTED, false, "sent " + what + " of more than 16 MiB", "");
    }

    /** The same with another next step. */
    public Failure advising(String next) {
        return new Failure(kind, status, retryable, retryAfter, what, said, next);
    }

    WireException thrown() {
        return new WireException(this);
    }
}
