package sacred.app.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sacred.app.replay.Script;
import sacred.timeline.Block;
import sacred.timeline.Event;

/**
 * What a page shows, one after the other, and when it shows in a replay, in milliseconds of its {@link Script}.
 */
sealed interface Staged {

    /**
     * A block.
     *
     * @param fromMs when its stage began; for a prompt the same as {@code atMs}
     * @param atMs when it was sealed
     * @param arrivals of its text, in code points
     * @param ends when each of its calls ended, by the index of the call; only where that was told before the block was sealed
     */
    record Shown(Block block, long fromMs, long atMs, List<Arrival> arrivals, Map<Integer, Long> ends)
            implements Staged {}

    /** The end of a turn. */
    record End(Event.Closed end, long atMs) implements Staged {}

    /** What the player says in the place of something that is missing. */
    record Remark(String text, long atMs) implements Staged {}

    /** @param soFar how much of the text is there */
    record Arrival(long atMs, int soFar) {}

    /** Makes of steps, one after the other, what is shown. Not thread-safe. */
    final class Stages {
        private Stage stage = new Stage(0);

        /** Empty where the step only leads to something that is shown later. */
        Optional<Staged> next(Script.Step step) {
            return switch (step) {
                case Script.Step.Remark remark -> Optional.of(new Remark(remark.text(), remark.atMs()));
                // only the time in between passes more quickly
                case Script.Step.Gap _ -> Optional.empty();
                case Script.Step.Told(long atMs, Event event) -> next(atMs, event);
            };
        }

        private Optional<Staged> next(long atMs, Event event) {
            return switch (event) {
                case Event.Opened opened -> Optional.of(new Shown(opened.input(), atMs, atMs, List.of(), Map.of()));
                case Event.Sealed sealed ->
                    Optional.of(
                            new Shown(sealed.block(), stage.fromMs, atMs, stage.arrivals(sealed.block()), stage.ends));
                case Event.Closed closed -> Optional.of(new End(closed, atMs));
                case Event.Started _ -> {
                    stage = new Stage(atMs);
                    yield Optional.empty();
                }
                case Event.Fleeting fleeting -> {
                    stage.hear(fleeting, atMs);
                    yield Optional.empty();
                }
            };
        }
    }

    /** A stage while it runs. */
    final class Stage {
        private final long fromMs;
        private final Map<Integer, List<Arrival>> arrivals = new HashMap<>();
        private final Map<Integer, Long> ends = new HashMap<>();

        private Stage(long fromMs) {
            this.fromMs = fromMs;
        }

        private void hear(Event.Fleeting event, long atMs) {
            if (event instanceof Event.Delta delta) {
                List<Arrival> heard = arrivals.computeIfAbsent(delta.call(), _ -> new ArrayList<>());
                int before = heard.isEmpty() ? 0 : heard.getLast().soFar();
                int characters = delta.text().codePointCount(0, delta.text().length());
                heard.add(new Arrival(atMs, before + characters));
            } else if (event instanceof Event.CallEnded ended) {
                ends.put(ended.call().index(), atMs);
            }
        }

        /** Of the text of the block: where several calls were heard, that of the call that gave it. */
        private List<Arrival> arrivals(Block block) {
            String text = block instanceof Block.Error error ? error.partial() : block.text();
            return block.calls().reversed().stream()
                    .filter(call -> call.said().pace().isEmpty()
                            || call.said().text().map(text::equals).orElse(true))
                    .map(call -> arrivals.getOrDefault(call.index(), List.of()))
                    .filter(heard -> !heard.isEmpty())
                    .findFirst()
                    .orElse(List.of());
        }
    }
}
