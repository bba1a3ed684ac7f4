package sacred.cognition;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import sacred.providers.ProviderException;
import sacred.timeline.Call;
import sacred.timeline.Cost;
import sacred.timeline.ModelRef;
import sacred.timeline.Usage;

/** To whom a request tells what happens while it is on its way. Any thread; does not block for long. */
interface Telling {

    /** A request is about to go out. */
    LiveCall call(ModelRef model, Asking.Question question, int attempt);

    /**
     * Nobody is asked after all.
     *
     * @return the reason, to be thrown
     */
    default ProviderException unasked(ModelRef model, Asking.Question question, int attempt, ProviderException reason) {
        if (question.keeping().unasked()) {
            call(model, question, attempt)
                    .unasked(
                            Call.Status.FAILED,
                            reason.kind(),
                            reason.getMessage(),
                            reason.details().retryable());
        }
        return reason;
    }

    /** Shows a sentence. */
    void note(String text);

    /** Shows a sentence and keeps it on the block. */
    void remark(String text);

    /** A logical model is asked: its members in its place. */
    void deliberates(ModelRef logical);

    /**
     * @param why empty where a note has just said it
     * @param left how long it will be; empty when nobody knows
     */
    void waiting(String why, Optional<Duration> left);

    /** @param characters by which the text grew, in code points */
    void arrived(int call, String text, boolean thinking, int characters);

    void ended(Call call);

    Cost cost(ModelRef asked, Optional<String> answered, Usage usage, Optional<BigDecimal> reported);

    /** Of the monotonic clock, in nanoseconds. */
    long now();

    /** When the turn began, by the same clock. */
    long turnStart();
}
