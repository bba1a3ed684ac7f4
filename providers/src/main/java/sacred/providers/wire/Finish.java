package sacred.providers.wire;

import java.util.Locale;
import java.util.Optional;
import sacred.providers.Reply;

/** Why answers end, in our words. */
final class Finish {

    private Finish() {}

    /**
     * @param tools whether the answer calls tools: then a normal end is a call of tools, whatever the provider says
     * @param refused whether the answer was marked as a refusal apart from its reason
     */
    static Optional<String> of(String reason, boolean tools, boolean refused) {
        if (refused) {
            return Optional.of(Reply.REFUSAL);
        }
        Optional<String> finish = named(reason);
        if (tools) {
            return Optional.of(finish.filter(f -> !f.equals(Reply.STOP)).orElse(Reply.TOOL_CALLS));
        }
        return finish.map(f -> f.equals(Reply.TOOL_CALLS) ? Reply.STOP : f);
    }

    private static Optional<String> named(String reason) {
        return switch (reason.toLowerCase(Locale.ROOT)) {
            case "stop", "end_turn", "stop_sequence", "eos", "eos_token", "end", "load", "unload" ->
                Optional.of(Reply.STOP);
            case "length", "max_tokens", "max_output_tokens", "model_length", "model_context_window_exceeded" ->
                Optional.of(Reply.LENGTH);
            case "tool_calls", "tool_use", "function_call" -> Optional.of(Reply.TOOL_CALLS);
            case "content_filter",
                    "safety",
                    "recitation",
                    "blocklist",
                    "prohibited_content",
                    "spii",
                    "language",
                    "image_safety" -> Optional.of(Reply.CONTENT_FILTER);
            case "refusal" -> Optional.of(Reply.REFUSAL);
            default -> Optional.empty();
        };
    }
}
