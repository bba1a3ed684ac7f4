package sacred.cognition;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import sacred.timeline.Block;
import sacred.timeline.Kind;
import sacred.timeline.Sequence;
import sacred.timeline.Timeline;

/**
 * The blocks before a turn that its conversation goes through, the newest first: at a {@link Rewind} it goes on where that went
 * back to. Each block is read when it is asked for, since a timeline may be long and its blocks on disk. One thread.
 */
final class Path implements Iterator<Block> {

    private final Sequence<Block> blocks;
    /** The last turn that is gone through from here on. */
    private int last;

    private int next;

    Path(int before, Timeline timeline) {
        this.blocks = timeline.blocks();
        this.last = before - 1;
        this.next = blocks.size() - 1;
    }

    @Override
    public boolean hasNext() {
        while (next >= 0 && blocks.turn(next) > last) {
            next--;
        }
        return next >= 0;
    }

    @Override
    public Block next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Block block = blocks.get(next--);
        Optional<Rewind> rewind = Rewind.of(block);
        if (rewind.isPresent()) {
            last = Math.min(last, rewind.get().to());
        }
        return block;
    }

    /** The prompts that a rewind passes by which {@link #next} has just given; empty where there are none. Reads no block. */
    Optional<Conversation.Gap> passedBy(Rewind rewind) {
        int from = 0;
        int to = 0;
        for (int i = next; i >= 0 && blocks.turn(i) > rewind.to(); i--) {
            if (blocks.kind(i) == Kind.INPUT) {
                from = blocks.turn(i);
                to = to == 0 ? from : to;
            }
        }
        return to == 0 ? Optional.empty() : Optional.of(new Conversation.Gap(from, to, Conversation.Why.REWOUND));
    }
}
