package sacred.timeline;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A timeline at one moment: the sealed blocks, the closed turns and at most one live turn. {@link #apply} is the only way
 * anything changes, live, resumed and replayed alike; the laws it obeys are in the package comment.
 *
 * @param closings the ends of turns, in order
 */
public record Timeline(List<Block> blocks, List<Event.Closed> closings, Optional<Live> live) {

    public static final Timeline EMPTY = new Timeline(List.of(), List.of(), Optional.empty());

    /** The timeline after the event; {@code this} when the event belongs to a turn that is not live. */
    public Timeline apply(Event event) {
        if (event instanceof Event.Opened opened) {
            return live.isPresent()
                    ? this
                    : new Timeline(append(blocks, opened.input()), closings, Optional.of(Live.begin(opened.turn())));
        }
        if (live.isEmpty() || live.get().turn() != event.turn()) {
            return this;
        }
        Live now = live.get();
        return switch (event) {
            case Event.Opened _ -> this;
            case Event.Sealed e -> new Timeline(append(blocks, e.block()), closings, Optional.of(now.sealed()));
            case Event.Closed e -> new Timeline(blocks, append(closings, e), Optional.empty());
            case Event.Started e -> with(now.started(e.stage()));
            case Event.CallStarted e -> with(now.called(e));
            case Event.Delta e -> with(now.change(e.call(), lane -> lane.heard(e.text(), e.thinking())));
            case Event.CallEnded e -> with(now.change(e.call().index(), lane -> lane.ended(e.call())));
            case Event.ToolStarted e -> with(now.called(e));
            case Event.ToolEnded e -> with(now.ended(e));
            case Event.Note e -> with(now.noted(e.text()));
            case Event.Waiting e -> with(now.waiting(e));
        };
    }

    /** Without the turn that is live: it could not be kept, and nothing will close it. */
    public Timeline abandoned() {
        return new Timeline(blocks, closings, Optional.empty());
    }

    /** The number of the next turn. */
    public int nextTurn() {
        return blocks.stream().mapToInt(b -> b.head().turn()).max().orElse(0) + 1;
    }

    private Timeline with(Live next) {
        return new Timeline(blocks, closings, Optional.of(next));
    }

    private static <T> List<T> append(List<T> list, T last) {
        return Appended.of(list, last);
    }

    /**
     * A list that shares its storage with the list it grew from, so that a million appends are not a million copies.
     * Only the newest list may grow in place; growing an older one copies.
     */
    private static final class Appended<T> extends AbstractList<T> {
        private final ArrayList<T> shared;
        private final int size;

        private Appended(ArrayList<T> shared, int size) {
            this.shared = shared;
            this.size = size;
        }

        static <T> List<T> of(List<T> before, T last) {
            ArrayList<T> shared;
            if (before instanceof Appended<T> a && a.shared.size() == a.size) {
                shared = a.shared;
            } else {
                shared = new ArrayList<>(before);
            }
            shared.add(last);
            return new Appended<>(shared, shared.size());
        }

        @Override
        public T get(int index) {
            Objects.checkIndex(index, size);
            return shared.get(index);
        }

        @Override
        public int size() {
            return size;
        }
    }
}
