package sacred.app.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Event;
import sacred.timeline.Live;
import sacred.timeline.Pace;
import sacred.timeline.Stage;
import sacred.timeline.journal.Entry;

/**
 * A saved timeline as timed events, in the recorded rhythm: the same events that the live turn told, as far as they can be
 * told from the file. Waits are capped at {@link #LONGEST_GAP_MS}; what is missing is a step that says so.
 *
 * @param prompts at which steps a prompt stands, in order
 */
public record Script(List<Step> steps, List<Integer> prompts) {

    /** Nobody wants to wait through a lunch break again. */
    public static final long LONGEST_GAP_MS = 2_000;

    /** Something that happens at a time since the beginning. */
    public sealed interface Step {
        long atMs();

        /** An event of the timeline. */
        record Told(long atMs, Event event) implements Step {}

        /** A remark of the player that stands in the place of what is missing: a record that cannot be read. */
        record Remark(long atMs, String text) implements Step {}

        /** A wait that is cut short begins here. Said only while it passes, so that the end looks as it did live. */
        record Gap(long atMs, String text) implements Step {}
    }

    public Script {
        steps = List.copyOf(steps);
        prompts = List.copyOf(prompts);
    }

    public static Script of(List<Entry> entries) {
        List<Step> steps = new ArrayList<>();
        List<Integer> prompts = new ArrayList<>();
        for (Step step : steps(entries)) {
            if (step instanceof Step.Told(long _, Event.Opened opened)
                    && !opened.input().command()) {
                prompts.add(steps.size());
            }
            steps.add(step);
        }
        return new Script(steps, prompts);
    }

    /** The steps alone, each laid out when it is asked for, from an entry that is read then and forgotten after its last step. */
    public static Iterable<Step> steps(Iterable<Entry> entries) {
        return () -> new Iterator<>() {
            private final Iterator<Entry> left = entries.iterator();
            private final Writer writer = new Writer();

            @Override
            public boolean hasNext() {
                while (writer.steps.isEmpty() && left.hasNext()) {
                    writer.entry(left.next());
                }
                return !writer.steps.isEmpty();
            }

            @Override
            public Step next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return writer.steps.removeFirst();
            }
        };
    }

    public int turns() {
        return prompts.size();
    }

    public long lengthMs() {
        return steps.isEmpty() ? 0 : steps.getLast().atMs();
    }

    /** Whether a step is where stepping stops: a block is there that was not there before, or a remark. */
    boolean isStop(int index) {
        return switch (steps.get(index)) {
            case Step.Told told -> told.event() instanceof Event.Opened || told.event() instanceof Event.Sealed;
            case Step.Remark _ -> true;
            case Step.Gap _ -> false;
        };
    }

    /** Lays the events out in time. */
    private static final class Writer {
        /** What is laid out and was not taken yet. */
        private final Deque<Step> steps = new ArrayDeque<>();

        private long at;
        private Instant lastEnd;
        /** How long the block that is laid out had been running, as recorded: what is cut short counts in full. */
        private long running;

        void entry(Entry entry) {
            switch (entry) {
                case Entry.Durable durable -> event(durable.event());
                case Entry.Foreign foreign ->
                    remark("line " + foreign.line() + ": a record of an unknown kind, kept as it is");
                case Entry.Damaged damaged ->
                    remark("line " + damaged.line() + ": damaged record, " + damaged.reason());
            }
        }

        private void remark(String text) {
            steps.add(new Step.Remark(at, text));
        }

        private void event(Event.Durable event) {
            switch (event) {
                case Event.Opened opened -> {
                    gapBefore(opened.input().head().at());
                    tell(event);
                }
                case Event.Sealed(Block.Format format) -> {
                    stage(format, Stage.FORMAT, format.text(), format.pace());
                    tell(event);
                }
                case Event.Sealed(Block.Error error) -> {
                    stage(error, error.stage(), error.partial(), error.pace());
                    tell(event);
                }
                case Event.Sealed(Block block) -> {
                    stage(block, block instanceof Block.Route ? Stage.ROUTE : Stage.TOOL, "", List.of());
                    tell(event);
                }
                case Event.Closed closed -> {
                    tell(event);
                    lastEnd = closed.at();
                }
            }
        }

        private void tell(Event event) {
            steps.add(new Step.Told(at, event));
        }

        private void gapBefore(Instant next) {
            if (lastEnd == null) {
                return;
            }
            pass(Duration.between(lastEnd, next).toMillis());
        }

        /** What a stage did before it sealed: its requests, and its text as it arrived. */
        private void stage(Block block, Stage stage, String text, List<Pace> pace) {
            int turn = block.head().turn();
            running = 0;
            tell(new Event.Started(turn, stage));
            boolean beside =
                    block.calls().stream().anyMatch(call -> !call.role().equals(stage.wire()));
            if (beside) {
                together(block);
            } else {
                oneByOne(block);
            }
            boolean heard = beside
                    && block.calls().stream()
                            .anyMatch(call -> !call.said().pace().isEmpty());
            if (!block.calls().isEmpty() && !heard) {
                arrivals(turn, block.calls().getLast().index(), text, pace);
            }
            until(block.head().durationMs().orElse(0));
        }

        private void oneByOne(Block block) {
            int turn = block.head().turn();
            for (Call call : block.calls()) {
                tell(Live.Lane.of(turn, call).started());
                if (call.error().isPresent() && call != block.calls().getLast()) {
                    until(Math.min(
                            running + call.timing().durationMs().orElse(0),
                            block.head().durationMs().orElse(0)));
                    tell(new Event.CallEnded(turn, call));
                }
            }
        }

        /** Calls that ran beside one another, each in its own time and with its own text, where it is known when that arrived. */
        private void together(Block block) {
            int turn = block.head().turn();
            long first = block.calls().stream()
                    .mapToLong(call -> call.timing().startMs())
                    .min()
                    .orElse(0);
            List<Step.Told> told = new ArrayList<>();
            for (Call call : block.calls()) {
                long start = call.timing().startMs() - first;
                long end = call.timing().lastKnownMs() - first;
                told.add(new Step.Told(start, Live.Lane.of(turn, call).started()));
                told.addAll(words(turn, call, start));
                told.add(new Step.Told(end, new Event.CallEnded(turn, call)));
            }
            // stable: a call begins before it ends, also where both are in the same millisecond
            told.sort(Comparator.comparingLong(Step.Told::atMs));
            for (Step.Told event : told) {
                until(Math.min(event.atMs(), block.head().durationMs().orElse(0)));
                tell(event.event());
            }
        }

        /** What one of several said, as it arrived. */
        private static List<Step.Told> words(int turn, Call call, long start) {
            List<Step.Told> words = new ArrayList<>();
            Pieces pieces = new Pieces(call.said().text().orElse(""));
            for (Pace arrival : call.said().pace()) {
                // nothing arrives after the end, where both clocks were cut to milliseconds
                long at = start
                        + Math.min(arrival.atMs(), call.timing().durationMs().orElse(0));
                words.add(new Step.Told(
                        at, new Event.Delta(turn, call.index(), pieces.next(arrival.characters()), false)));
            }
            return words;
        }

        private void arrivals(int turn, int call, String text, List<Pace> pace) {
            Pieces pieces = new Pieces(text);
            for (Pace arrival : pace) {
                until(arrival.atMs());
                tell(new Event.Delta(turn, call, pieces.next(arrival.characters()), false));
            }
        }

        /** Waits until the block has been running for so long. */
        private void until(long millis) {
            pass(millis - running);
            running = Math.max(running, millis);
        }

        private void pass(long millis) {
            if (millis > LONGEST_GAP_MS) {
                steps.add(new Step.Gap(at, "… " + millis / 1000 + " s later"));
            }
            at += Math.max(0, Math.min(millis, LONGEST_GAP_MS));
        }
    }
}
