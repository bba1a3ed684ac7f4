package sacred.timeline;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Optional;

/**
 * Money in US dollars. An empty amount is an unknown price, never a price of zero.
 *
 * @param complete false when a part of the sum is unknown: the amount is then a lower bound
 * @param listedUsd what the prices we know would have made of it, kept where the provider's own amount is another: one of the
 *     two is wrong. Empty for sums
 */
public record Cost(Optional<BigDecimal> usd, boolean complete, Optional<BigDecimal> listedUsd) {

    public static final Cost UNKNOWN = new Cost(Optional.empty(), false);
    public static final Cost NOTHING = of(BigDecimal.ZERO);

    /** A difference between the provider's amount and ours that is more than rounding: 1 % of the larger one. */
    private static final BigDecimal DRIFT = new BigDecimal("0.01");

    public Cost(Optional<BigDecimal> usd, boolean complete) {
        this(usd, complete, Optional.empty());
    }

    public static Cost of(BigDecimal usd) {
        return new Cost(Optional.of(usd), true);
    }

    /** The amount that the provider reports, and beside it what we would have expected, if that drifts from it. */
    public static Cost reported(BigDecimal usd, Cost expected) {
        Optional<BigDecimal> drifting = expected.usd
                .filter(_ -> expected.complete)
                .filter(ours -> ours.subtract(usd).abs().compareTo(ours.max(usd).multiply(DRIFT)) > 0);
        return new Cost(Optional.of(usd), true, drifting);
    }

    /** The sum of the known parts; unknown when there are parts and none is known. */
    public static Cost sum(Collection<Cost> parts) {
        if (parts.isEmpty()) {
            return NOTHING;
        }
        Optional<BigDecimal> usd = parts.stream().flatMap(c -> c.usd.stream()).reduce(BigDecimal::add);
        return new Cost(usd, parts.stream().allMatch(Cost::complete));
    }
}
