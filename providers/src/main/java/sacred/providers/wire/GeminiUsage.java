package sacred.providers.wire;

import static sacred.providers.wire.Counts.count;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import sacred.timeline.Usage;

/**
 * Gemini's {@code usageMetadata}. Its candidates leave out the thoughts, and its prompt the results of tools that the server
 * ran; ours contain them. Where the total says that they were in already, they are not added again.
 */
final class GeminiUsage {

    private GeminiUsage() {}

    static Usage of(JsonNode usage, boolean answered, Optional<String> raw) {
        OptionalLong thoughts = count(usage.path("thoughtsTokenCount"));
        OptionalLong total = count(usage.path("totalTokenCount"));
        OptionalLong prompt = count(usage.path("promptTokenCount"));
        OptionalLong tools = count(usage.path("toolUsePromptTokenCount"));
        OptionalLong candidates = count(usage.path("candidatesTokenCount"));
        OptionalLong input = prompt.isEmpty() ? prompt : sum(prompt, tools);
        OptionalLong output = sum(candidates, thoughts);
        if (is(total, sum(input, candidates))) {
            output = candidates.isEmpty() ? output : candidates;
        } else if (is(total, sum(prompt, output))) {
            input = prompt;
        }
        return new Counts(
                        input,
                        output,
                        thoughts,
                        count(usage.path("cachedContentTokenCount")),
                        OptionalLong.empty(),
                        total)
                .usage(answered, Set.of(), raw);
    }

    private static boolean is(OptionalLong total, OptionalLong sum) {
        return total.isPresent() && total.equals(sum);
    }

    /** Zero counts are left out on the wire, so that one of the two stands for the sum. */
    private static OptionalLong sum(OptionalLong a, OptionalLong b) {
        return a.isEmpty() && b.isEmpty() ? a : OptionalLong.of(a.orElse(0) + b.orElse(0));
    }
}
