package sacred.cognition;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import sacred.timeline.Block;
import sacred.timeline.Kind;
import sacred.timeline.Sequence;
import sacred.timeline.Timeline;

/**
 * Which turns of a timeline are told to no model any more because the conversation went back behind them. For marks on the
 * screen: from the end on, and as far as is asked, the commands are read and nothing else. One thread.
 */
public final class Rewound {

    /** From a turn to a turn, both included. */
    private record Range(int from, int to) {}

    private final Sequence<Block> blocks;
    private final List<Range> ranges = new ArrayList<>();
    /** The command that is looked at next. */
    private OptionalInt next;
    /** The last turn that the conversation goes through before the commands that were looked at. */
    private int last = Integer.MAX_VALUE;

    public Rewound(Timeline timeline) {
        this.blocks = timeline.blocks();
        this.next = blocks.lastBefore(blocks.size(), Kind.COMMAND);
    }

    public boolean contains(int turn) {
        while (next.isPresent() && blocks.turn(next.getAsInt()) > turn) {
            if (blocks.turn(next.getAsInt()) <= last) {
                Rewind.of(blocks.get(next.getAsInt())).ifPresent(rewind -> {
                    ranges.add(new Range(rewind.to() + 1, rewind.turn() - 1));
                    last = Math.min(last, rewind.to());
                });
            }
            next = blocks.lastBefore(next.getAsInt(), Kind.COMMAND);
        }
        return ranges.stream().anyMatch(range -> range.from() <= turn && turn <= range.to());
    }
}
