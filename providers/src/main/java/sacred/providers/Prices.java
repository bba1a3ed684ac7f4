package sacred.providers;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import sacred.timeline.Cost;
import sacred.timeline.ModelRef;
import sacred.timeline.Usage;

/**
 * What tokens cost, in USD per million. A model without a price costs an unknown amount, never zero; the built-in engine
 * asks no language model and costs nothing.
 */
public record Prices(Map<ModelRef, Price> table) {

    private static final int MILLION_DIGITS = 6;

    /** Prices of one model; a cache class without a price of its own is billed as input. */
    public record Price(
            BigDecimal input, BigDecimal output, Optional<BigDecimal> cacheRead, Optional<BigDecimal> cacheWrite) {}

    public Prices {
        table = Map.copyOf(table);
    }

    /** The cost of a call, priced as the model that answered, else as the model that was asked for. */
    public Cost cost(ModelRef answered, ModelRef asked, Usage usage) {
        if (asked.provider().equals(ProviderKind.BUILTIN.wire())) {
            return Cost.NOTHING;
        }
        Price price = table.getOrDefault(answered, table.get(asked));
        if (price == null || usage.input().isEmpty() || usage.output().isEmpty()) {
            return Cost.UNKNOWN;
        }
        long read = usage.cacheRead().orElse(0);
        long write = usage.cacheWrite().orElse(0);
        long fresh = Math.max(0, usage.input().getAsLong() - read - write);
        BigDecimal sum = price.input()
                .multiply(BigDecimal.valueOf(fresh))
                .add(price.cacheRead().orElse(price.input()).multiply(BigDecimal.valueOf(read)))
                .add(price.cacheWrite().orElse(price.input()).multiply(BigDecimal.valueOf(write)))
                .add(price.output().multiply(BigDecimal.valueOf(usage.output().getAsLong())));
        return Cost.of(sum.movePointLeft(MILLION_DIGITS));
    }
}
