package sacred.providers.wire;

import static sacred.providers.wire.Counts.count;
import static sacred.providers.wire.Json.first;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import sacred.timeline.Usage;
import sacred.timeline.Usage.Flag;

/** The usage object of chat completions, with the fields that other providers add to it. */
final class OpenAiUsage {

    /** One tick of {@code cost_in_usd_ticks}. */
    private static final BigDecimal USD_PER_TICK = new BigDecimal("1e-10");

    /** Beyond this an amount is a defect of the server, not the cost of a call. */
    private static final BigDecimal MOST_USD = BigDecimal.valueOf(10_000);

    /** Many more than any provider calculates with. */
    private static final int MOST_DECIMALS = 40;

    private OpenAiUsage() {}

    static Usage of(JsonNode usage, boolean answered, Optional<String> raw) {
        JsonNode prompt = first(usage.path("prompt_tokens_details"), usage.path("input_tokens_details"));
        JsonNode completion = first(usage.path("completion_tokens_details"), usage.path("output_tokens_details"));
        return new Counts(
                        count(first(usage.path("prompt_tokens"), usage.path("input_tokens"))),
                        count(first(usage.path("completion_tokens"), usage.path("output_tokens"))),
                        count(first(completion.path("reasoning_tokens"), usage.path("reasoning_tokens"))),
                        count(first(prompt.path("cached_tokens"), usage.path("prompt_cache_hit_tokens"))),
                        count(prompt.path("cache_write_tokens")),
                        count(usage.path("total_tokens")))
                .usage(answered, absurdCost(usage), raw);
    }

    private static Set<Flag> absurdCost(JsonNode usage) {
        return written(usage).filter(usd -> !plausible(usd)).isPresent() ? Set.of(Flag.IMPLAUSIBLE_COST) : Set.of();
    }

    /** What the provider says it costs, where a call can cost that; zero ticks are a server that does not know. */
    static Optional<BigDecimal> costUsd(JsonNode usage) {
        return written(usage).filter(OpenAiUsage::plausible);
    }

    private static Optional<BigDecimal> written(JsonNode usage) {
        JsonNode cost = first(usage.path("cost").path("total_cost"), usage.path("cost"));
        if (cost.isNumber()) {
            return Optional.of(cost.decimalValue());
        }
        JsonNode ticks = usage.path("cost_in_usd_ticks");
        return ticks.isNumber() && ticks.decimalValue().signum() != 0
                ? Optional.of(ticks.decimalValue().multiply(USD_PER_TICK).stripTrailingZeros())
                : Optional.empty();
    }

    /** Looks at the exponent first: written out, such a number may have millions of digits. */
    private static boolean plausible(BigDecimal usd) {
        return usd.signum() >= 0 && usd.scale() <= MOST_DECIMALS && usd.compareTo(MOST_USD) <= 0;
    }
}
