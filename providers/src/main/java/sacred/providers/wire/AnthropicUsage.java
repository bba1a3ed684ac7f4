package sacred.providers.wire;

import static sacred.providers.wire.Counts.count;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import sacred.timeline.Usage;
import sacred.timeline.Usage.Flag;

/** The usage of a message. Its {@code input_tokens} leave out both cache classes, ours contain them. */
final class AnthropicUsage {

    private AnthropicUsage() {}

    static Usage of(JsonNode usage, boolean answered, Optional<String> raw) {
        OptionalLong read = count(usage.path("cache_read_input_tokens"));
        OptionalLong write = count(usage.path("cache_creation_input_tokens"));
        OptionalLong rest = count(usage.path("input_tokens"));
        OptionalLong input =
                rest.isEmpty() ? rest : OptionalLong.of(rest.getAsLong() + read.orElse(0) + write.orElse(0));
        OptionalLong output = count(usage.path("output_tokens"));
        return new Counts(
                        input,
                        output,
                        count(usage.path("output_tokens_details").path("thinking_tokens")),
                        read,
                        write,
                        OptionalLong.empty())
                .usage(answered, flags(usage, input, output), raw);
    }

    /** Passes that are billed and that the counts at the top leave out. */
    private static Set<Flag> flags(JsonNode usage, OptionalLong input, OptionalLong output) {
        long in = 0;
        long out = 0;
        for (JsonNode pass : usage.path("iterations")) {
            in += count(pass.path("input_tokens")).orElse(0)
                    + count(pass.path("cache_read_input_tokens")).orElse(0)
                    + count(pass.path("cache_creation_input_tokens")).orElse(0);
            out += count(pass.path("output_tokens")).orElse(0);
        }
        return in > input.orElse(in) || out > output.orElse(out) ? Set.of(Flag.ITERATIONS_NOT_IN_TOP_LEVEL) : Set.of();
    }
}
