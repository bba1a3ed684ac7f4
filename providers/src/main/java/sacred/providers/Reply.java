package sacred.providers;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import sacred.timeline.Usage;

/**
 * A complete answer: its provider's terminal marker was seen.
 *
 * @param finish {@code stop}, {@code length}, {@code tool_calls}, {@code content_filter} or {@code refusal}; empty when
 *     the provider did not say
 * @param modelAnswered what the provider says answered
 * @param costReported USD, where the provider reports it
 * @param ttftMs from the request to the first token
 * @param exhausted how long its provider says that nothing more may be asked, because a limit is used up
 */
public record Reply(
        String text,
        String thinking,
        String signature,
        List<ToolCall> toolCalls,
        Optional<String> finish,
        Usage usage,
        Optional<String> modelAnswered,
        Optional<BigDecimal> costReported,
        OptionalLong ttftMs,
        Optional<Duration> exhausted) {

    public static final String STOP = "stop";
    public static final String LENGTH = "length";
    public static final String TOOL_CALLS = "tool_calls";
    public static final String CONTENT_FILTER = "content_filter";
    public static final String REFUSAL = "refusal";

    public Reply {
        toolCalls = List.copyOf(toolCalls);
        Objects.requireNonNull(usage);
    }
}
