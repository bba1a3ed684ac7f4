package sacred.timeline;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What a turn tells. Durable events are on disk before anybody sees them; fleeting ones only animate the live turn. */
public sealed interface Event {

    int turn();

    /** An event that the journal keeps. */
    sealed interface Durable extends Event {}

    /** An event that lives on the screen only. */
    sealed interface Fleeting extends Event {}

    /** A turn begins with what the user submitted. */
    record Opened(Block.Input input) implements Durable {
        @Override
        public int turn() {
            return input.head().turn();
        }
    }

    /** A block of the live turn is final. Never an input block: that one opens the turn. */
    record Sealed(Block block) implements Durable {
        public Sealed {
            if (block instanceof Block.Input) {
                throw new IllegalArgumentException("an input block opens a turn");
            }
        }

        @Override
        public int turn() {
            return block.head().turn();
        }
    }

    /**
     * The turn is over.
     *
     * @param at when it ended; cut to milliseconds, as the file has it
     * @param durationMs empty when the program ended before it could measure it
     */
    record Closed(int turn, String id, Instant at, Outcome outcome, OptionalLong durationMs, Usage usage, Cost cost)
            implements Durable {
        public Closed {
            Objects.requireNonNull(outcome);
            at = at.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /** A stage of the live turn began. */
    record Started(int turn, Stage stage) implements Fleeting {}

    /**
     * A request went out.
     *
     * @param instance which of several calls of the same member, from 1
     * @param iteration which round, from 1
     * @param within the call of a logical model in whose place it was made; empty where there is none
     * @param answers whether what it says is the answer of the turn, in whatever stage it is asked
     */
    record CallStarted(
            int turn,
            int call,
            ModelRef model,
            String role,
            int attempt,
            OptionalInt instance,
            OptionalInt iteration,
            OptionalInt within,
            boolean answers)
            implements Fleeting {

        /** Of a call that is the only one of its kind. */
        public CallStarted(int turn, int call, ModelRef model, String role, int attempt) {
            this(
                    turn,
                    call,
                    model,
                    role,
                    attempt,
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    false);
        }
    }

    /** Text arrived; {@code thinking} is reasoning, which is not part of the answer. */
    record Delta(int turn, int call, String text, boolean thinking) implements Fleeting {}

    /** A request ended. */
    record CallEnded(int turn, Call call) implements Fleeting {}

    /** Something the user should see now: a retry, a fallback. */
    record Note(int turn, String text) implements Fleeting {}

    /**
     * The turn waits, until its next event.
     *
     * @param why a sentence without its end; empty where a note has just said it
     * @param left how long it will be, as far as is known; empty when nobody knows
     * @param unsaved something of the turn is not on disk, and is tried again after the wait
     */
    record Waiting(int turn, String why, Optional<Duration> left, boolean unsaved) implements Fleeting {

        /** For somebody else's sake. */
        public Waiting(int turn, String why, Optional<Duration> left) {
            this(turn, why, left, false);
        }
    }

    /**
     * A tool was called. Told once more when it begins after it had to wait.
     *
     * @param tool position among the calls of tools of its turn, from 0
     * @param arguments as the model wrote them
     * @param waits it does not run yet: somebody has to allow it
     */
    record ToolStarted(int turn, int tool, String name, String arguments, boolean waits) implements Fleeting {}

    /** A call of a tool is done, one way or another. */
    record ToolEnded(int turn, int tool, ToolRun run) implements Fleeting {}

    /** How a turn ended. */
    enum Outcome {
        OK,
        FAILED,
        CANCELLED;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
