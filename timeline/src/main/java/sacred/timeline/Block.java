package sacred.timeline;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One sealed piece of a timeline. Blocks hold sources, never painted rows: a painter may cache by block identity because
 * a block never changes.
 */
public sealed interface Block {

    Head head();

    /** The text of the block as it is read by people; the answer for a format block. */
    String text();

    List<Call> calls();

    /** The name of the kind in the file. */
    String kind();

    /**
     * What every block has.
     *
     * @param id a ULID
     * @param turn from 1
     * @param at when the block began, UTC wall clock; cut to milliseconds, as the file has it
     * @param durationMs of the monotonic clock; empty when nobody measured it, as in what was imported
     * @param notes what is worth knowing of how the block came about, one sentence each: who stood in for whom, what was
     *     left out of the conversation
     * @param logicalModel the name of the logical model in whose place its calls were made, or whose answer it is; empty where
     *     none was asked
     */
    record Head(
            String id,
            int turn,
            Instant at,
            OptionalLong durationMs,
            List<String> notes,
            Optional<String> logicalModel) {
        public Head {
            Objects.requireNonNull(id);
            Objects.requireNonNull(durationMs);
            Objects.requireNonNull(logicalModel);
            at = at.truncatedTo(ChronoUnit.MILLIS);
            notes = List.copyOf(notes);
        }

        /** Of a block whose time was measured, without a logical model. */
        public Head(String id, int turn, Instant at, long durationMs, List<String> notes) {
            this(id, turn, at, OptionalLong.of(durationMs), notes, Optional.empty());
        }

        /** Of a block without notes. */
        public Head(String id, int turn, Instant at, long durationMs) {
            this(id, turn, at, durationMs, List.of());
        }
    }

    /**
     * What the user submitted. Sealed before anything is asked.
     *
     * @param command whether it was said to the program, such as a switch of the model; no model is told of it
     * @param retryOf the turn that first asked this prompt, where it is asked once more: the answers are siblings
     * @param attachments files that are told with the text, in its order
     */
    record Input(Head head, String text, boolean command, OptionalInt retryOf, List<Attachment> attachments)
            implements Block {
        public Input {
            attachments = List.copyOf(attachments);
        }

        /** A prompt, with files. */
        public Input(Head head, String text, boolean command, List<Attachment> attachments) {
            this(head, text, command, OptionalInt.empty(), attachments);
        }

        /** Without files. */
        public Input(Head head, String text, boolean command) {
            this(head, text, command, List.of());
        }

        /** A prompt. */
        public Input(Head head, String text) {
            this(head, text, false);
        }

        /** The same, as one more turn that asks the prompt of an earlier one. */
        public Input retrying(int turn) {
            return new Input(head, text, command, OptionalInt.of(turn), attachments);
        }

        /** The turn at whose place in the conversation its answer stands. */
        public int place() {
            return retryOf.orElse(head.turn());
        }

        @Override
        public List<Call> calls() {
            return List.of();
        }

        @Override
        public String kind() {
            return "input";
        }
    }

    /** Who answers, and how. */
    record Route(Head head, String text, Routing routing, List<Call> calls) implements Block {
        public Route {
            calls = List.copyOf(calls);
        }

        @Override
        public String kind() {
            return "route";
        }
    }

    /** What tools and strategies contributed; empty when none was needed. */
    record Tool(Head head, String text, List<ToolRun> tools, List<Call> calls) implements Block {
        public Tool {
            tools = List.copyOf(tools);
            calls = List.copyOf(calls);
        }

        @Override
        public String kind() {
            return "tool";
        }
    }

    /**
     * The answer.
     *
     * @param compaction of a summary that stands for earlier turns
     */
    record Format(Head head, String text, List<Call> calls, List<Pace> pace, Optional<Compaction> compaction)
            implements Block {
        public Format {
            calls = List.copyOf(calls);
            pace = List.copyOf(pace);
            Objects.requireNonNull(compaction);
        }

        /** The answer to a prompt. */
        public Format(Head head, String text, List<Call> calls, List<Pace> pace) {
            this(head, text, calls, pace, Optional.empty());
        }

        @Override
        public String kind() {
            return "format";
        }
    }

    /**
     * A stage that failed or was stopped.
     *
     * @param text what happened and what to do next
     * @param partial what had arrived before it ended; empty when nothing had
     * @param tools invocations that had already run in the stage
     */
    record Error(
            Head head,
            String text,
            Stage stage,
            ErrorKind error,
            boolean retryable,
            String partial,
            List<ToolRun> tools,
            List<Call> calls,
            List<Pace> pace)
            implements Block {
        public Error {
            tools = List.copyOf(tools);
            calls = List.copyOf(calls);
            pace = List.copyOf(pace);
        }

        @Override
        public String kind() {
            return "error";
        }
    }
}
