package sacred.providers.wire;

import static sacred.providers.wire.Counts.count;
import static sacred.providers.wire.Json.first;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import sacred.timeline.Usage;

/** The usage object of chat completions, with the fields that other providers add to it. */
final class OpenAiUsage {

    /** One tick of {@code cost_in_usd_ticks}. */
    private static final BigDecimal USD_PER_TICK = new BigDecimal("1e-10");

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
                .usage(answered, Set.of(), raw);
    }

    /** What the provider says it costs; zero ticks are a server that does not know. */
    static Optional<BigDecimal> costUsd(JsonNode usage) {
        JsonNode cost = first(usage.path("cost").path("total_cost"), usage.path("cost"));
        if (cost.isNumber() && cost.decimalValue().signum() >= 0) {
            return Optional.of(cost.decimalValue());
        }
        JsonNode ticks = usage.path("cost_in_usd_ticks");
        return ticks.isNumber() && ticks.decimalValue().signum() > 0
                ? Optional.of(ticks.decimalValue().multiply(USD_PER_TICK).stripTrailingZeros())
                : Optional.empty();
    }
}
