package sacred.timeline;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Optional;

/**
 * Money in US dollars. An empty amount is an unknown price, never a price of zero.
 *
 * @param complete false when a part of the sum is unknown: the amount is then a lower bound
 */
public record Cost(Optional<BigDecimal> usd, boolean complete) {

    public static final Cost UNKNOWN = new Cost(Optional.empty(), false);
    public static final Cost NOTHING = of(BigDecimal.ZERO);

    public static Cost of(BigDecimal usd) {
        return new Cost(Optional.of(usd), true);
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
