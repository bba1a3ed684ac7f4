package sacred.cognition;

import java.util.ArrayList;
import java.util.List;
import sacred.timeline.Block;
import sacred.timeline.Timeline;

/**
 * Which turns of a timeline are told to no model any more because the conversation went back behind them. For marks on the
 * screen: the timeline is read from its end, as far as is asked and at most {@value #MOST_BLOCKS} blocks, so further back no mark
 * is found. One thread.
 */
public final class Rewound {

    static final int MOST_BLOCKS = 20_000;

    /** From a turn to a turn, both included. */
    private record Range(int from, int to) {}

    private final Path path;
    private final List<Range> ranges = new ArrayList<>();
    private int lowest = Integer.MAX_VALUE;
    private int read;

    public Rewound(Timeline timeline) {
        this.path = new Path(Integer.MAX_VALUE, timeline);
    }

    public boolean contains(int turn) {
        while (lowest > turn && read < MOST_BLOCKS && path.hasNext()) {
            Block block = path.next();
            read++;
            lowest = block.head().turn();
            Rewind.of(block).ifPresent(rewind -> ranges.add(new Range(rewind.to() + 1, rewind.turn() - 1)));
        }
        return ranges.stream().anyMatch(range -> range.from() <= turn && turn <= range.to());
    }
}
