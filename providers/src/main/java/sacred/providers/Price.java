package sacred.providers;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import sacred.timeline.Cost;
import sacred.timeline.Usage;

/**
 * What one model costs, in US dollars per million tokens. A cache class without a price of its own is billed as input.
 *
 * @param mostAnswerTokens how long one answer may be, where that is known
 * @param above what a request with much input costs instead, all of it
 */
public record Price(
        BigDecimal input,
        BigDecimal output,
        Optional<BigDecimal> cacheRead,
        Optional<BigDecimal> cacheWrite,
        OptionalInt mostAnswerTokens,
        Optional<Above> above) {

    private static final int MILLION_DIGITS = 6;

    /** The prices of requests with more tokens of input than this. */
    public record Above(long inputTokens, Price price) {}

    public Price(BigDecimal input, BigDecimal output, Optional<BigDecimal> cacheRead, Optional<BigDecimal> cacheWrite) {
        this(input, output, cacheRead, cacheWrite, OptionalInt.empty(), Optional.empty());
    }

    /** What these counts cost: unknown without both, a lower bound where the stream ended before its last counts. */
    public Cost of(Usage usage) {
        if (usage.input().isEmpty() || usage.output().isEmpty()) {
            return Cost.UNKNOWN;
        }
        long sent = usage.input().getAsLong();
        Price price = at(sent);
        long read = usage.cacheRead().orElse(0);
        long write = usage.cacheWrite().orElse(0);
        BigDecimal sum = price.input
                .multiply(BigDecimal.valueOf(Math.max(0, sent - read - write)))
                .add(price.cacheRead.orElse(price.input).multiply(BigDecimal.valueOf(read)))
                .add(price.cacheWrite.orElse(price.input).multiply(BigDecimal.valueOf(write)))
                .add(price.output.multiply(BigDecimal.valueOf(usage.output().getAsLong())));
        boolean complete = !usage.flags().contains(Usage.Flag.PARTIAL);
        return new Cost(Optional.of(sum.movePointLeft(MILLION_DIGITS)), complete);
    }

    /** The most that a request of at most so much input can cost, whatever of it is cached. */
    Quote quote(long inputTokens, int mostAnswerTokens, boolean capped) {
        Price price = at(inputTokens);
        BigDecimal dearest =
                price.input.max(price.cacheRead.orElse(price.input)).max(price.cacheWrite.orElse(price.input));
        return new Quote(
                dearest.multiply(BigDecimal.valueOf(inputTokens)).movePointLeft(MILLION_DIGITS),
                price.output.movePointLeft(MILLION_DIGITS),
                mostAnswerTokens,
                capped);
    }

    private Price at(long inputTokens) {
        return above.filter(a -> inputTokens > a.inputTokens).map(Above::price).orElse(this);
    }
}
