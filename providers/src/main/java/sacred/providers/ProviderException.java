package sacred.providers;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import sacred.timeline.ErrorKind;
import sacred.timeline.Usage;

/**
 * A request that gave no complete answer. The message is a sentence for the user: what happened and what to do; it never
 * contains a key, a control character or a page of HTML.
 */
public final class ProviderException extends Exception {

    private final transient Details details;

    /**
     * @param retryable the same request may be sent again by itself
     * @param retryAfter the provider's hint
     * @param partial text that had arrived; empty when none had
     * @param usage the last counts seen
     * @param adapted the next request to this provider will be another one, without what this one was refused for: to be sent
     *     at once, and no retry
     */
    public record Details(
            ErrorKind kind,
            OptionalInt httpStatus,
            boolean retryable,
            Optional<Duration> retryAfter,
            String partial,
            Usage usage,
            Optional<String> modelAnswered,
            Optional<BigDecimal> costReported,
            OptionalLong ttftMs,
            Optional<String> finish,
            boolean adapted) {

        /** A failure before anything was seen. */
        public static Details of(ErrorKind kind, boolean retryable) {
            return new Details(
                    kind,
                    OptionalInt.empty(),
                    retryable,
                    Optional.empty(),
                    "",
                    Usage.UNKNOWN,
                    Optional.empty(),
                    Optional.empty(),
                    OptionalLong.empty(),
                    Optional.empty(),
                    false);
        }
    }

    public ProviderException(String message, Details details) {
        super(message);
        this.details = details;
    }

    public Details details() {
        return details;
    }

    public ErrorKind kind() {
        return details.kind();
    }
}
