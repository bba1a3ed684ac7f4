package sacred.timeline;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A timeline at one moment: the sealed blocks, the closed turns and at most one live turn. {@link #apply} is the only way
 * anything changes, live, resumed and replayed alike; the laws it obeys are in the package comment.
 *
 * @param blocks perhaps more than memory holds: {@link Sequence} says how to look for something
 * @param closings the ends of turns, in order
 * @param totals what was counted of both
 */
public record Timeline(Sequence<Block> blocks, Sequence<Event.Closed> closings, Optional<Live> live, Totals totals) {

    public static final Timeline EMPTY = new Timeline(List.of(), List.of(), Optional.empty());

    /** All of it in memory. */
    public Timeline(List<Block> blocks, List<Event.Closed> closings, Optional<Live> live) {
        this(Sequence.of(blocks), Sequence.of(closings), live, Totals.of(blocks, closings));
    }

    /** Of which only the sums and the last closings are wanted, to go on counting; it has no blocks. */
    public static Timeline counted(List<Event.Closed> lastClosings, Totals totals) {
        return new Timeline(Sequence.of(List.of()), Sequence.of(lastClosings), Optional.empty(), totals);
    }

    /** The timeline after the event; {@code this} when the event belongs to a turn that is not live. */
    public Timeline apply(Event event) {
        if (event instanceof Event.Opened opened) {
            return live.isPresent() ? this : sealing(opened.input(), Live.begin(opened.turn()));
        }
        if (live.isEmpty() || live.get().turn() != event.turn()) {
            return this;
        }
        Live now = live.get();
        return switch (event) {
            case Event.Opened _ -> this;
            case Event.Sealed e -> sealing(e.block(), now.sealed());
            case Event.Closed e -> new Timeline(blocks, closings.plus(e), Optional.empty(), totals.plus(e));
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
        return new Timeline(blocks, closings, Optional.empty(), totals);
    }

    /** The turns in which something was asked, in order; reads no block. */
    public IntStream prompts() {
        return IntStream.range(0, blocks.size())
                .filter(i -> blocks.kind(i) == Kind.INPUT)
                .map(blocks::turn);
    }

    /** The number of the next turn. */
    public int nextTurn() {
        return totals.lastTurn() + 1;
    }

    /** With a turn live whose beginning is not known, or none; for a file of which a part is damaged. */
    public Timeline reopened(Optional<Integer> turn) {
        return new Timeline(blocks, closings, turn.map(Live::begin), totals);
    }

    private Timeline sealing(Block block, Live next) {
        return new Timeline(blocks.plus(block), closings, Optional.of(next), totals.plus(block));
    }

    private Timeline with(Live next) {
        return new Timeline(blocks, closings, Optional.of(next), totals);
    }
}
