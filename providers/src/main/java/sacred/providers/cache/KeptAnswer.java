package sacred.providers.cache;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import sacred.providers.Reply;
import sacred.timeline.Call;
import sacred.timeline.Cost;
import sacred.timeline.Usage;

/**
 * A complete answer, as it is kept.
 *
 * @param at when it was given
 * @param modelAnswered what its provider said answered
 * @param input tokens that it took then, and {@code output}; empty where nobody knew
 * @param usd what it cost then; empty where nobody knew
 */
public record KeptAnswer(
        Instant at,
        String text,
        String thinking,
        Optional<String> modelAnswered,
        OptionalLong input,
        OptionalLong output,
        Optional<BigDecimal> usd) {

    /** Only a whole text that its model itself ended is worth to be given again; empty for anything else. */
    static Optional<KeptAnswer> of(Reply reply, Cost cost, Instant at) {
        boolean whole = reply.finish().filter(Reply.STOP::equals).isPresent()
                && reply.toolCalls().isEmpty()
                && !reply.text().isBlank()
                // half a surrogate pair is no text that a file can hold
                && StandardCharsets.UTF_8.newEncoder().canEncode(reply.text() + reply.thinking())
                && !reply.usage().flags().contains(Usage.Flag.PARTIAL);
        return whole
                ? Optional.of(new KeptAnswer(
                        at,
                        reply.text(),
                        reply.thinking(),
                        reply.modelAnswered(),
                        reply.usage().input(),
                        reply.usage().output(),
                        cost.usd().filter(_ -> cost.complete())))
                : Optional.empty();
    }

    /** The answer, given again: nobody was asked, so it takes no tokens and costs nothing. */
    public Reply reply() {
        return new Reply(
                text,
                thinking,
                "",
                List.of(),
                Optional.of(Reply.STOP),
                Usage.NONE,
                modelAnswered,
                Optional.of(BigDecimal.ZERO),
                OptionalLong.empty(),
                Optional.empty());
    }

    /** What giving it again spares. */
    public Call.Saved saved() {
        return new Call.Saved(at, input, output, usd);
    }
}
