package sacred.app.trace;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import sacred.timeline.Call;

/**
 * Something of a turn that took time.
 *
 * @param id the same whenever the turn is read
 * @param parent the span in whose place or time it was made; empty for the turn itself
 * @param strategy of the logical model that it is, or that asked for it; empty where there is none, or where it cannot be told
 * @param stage the stage of the turn; empty for the turn itself
 * @param name what the call was for, the name of a tool, or of the stage
 * @param startedAt empty where nobody wrote it down
 * @param status {@code ok}, {@code failed} or {@code cancelled}, or what a tool run says of itself; empty where it is not known
 * @param call what was asked; empty where nobody was
 */
public record Span(
        String id,
        Optional<String> parent,
        Kind kind,
        Optional<String> strategy,
        Optional<String> stage,
        String name,
        Optional<Instant> startedAt,
        OptionalLong durationMs,
        Optional<String> status,
        Optional<Call> call) {

    /** What it is. */
    public enum Kind {
        TURN,
        STAGE,
        /** A stage, or a member, that a logical model answered: those that it asked stand under it. */
        STRATEGY,
        /** An attempt at a model, also one that was not made in the end. */
        LLM_CALL,
        TOOL_CALL;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
