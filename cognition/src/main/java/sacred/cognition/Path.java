package sacred.cognition;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import sacred.timeline.Block;
import sacred.timeline.Timeline;

/**
 * The blocks before a turn, the newest first: each is read when it is asked for, since a timeline may be long and its blocks
 * on disk. One thread.
 */
final class Path implements Iterator<Block> {

    private final List<Block> blocks;
    private final int before;
    private int next;

    Path(int before, Timeline timeline) {
        this.blocks = timeline.blocks();
        this.before = before;
        this.next = blocks.size() - 1;
    }

    @Override
    public boolean hasNext() {
        while (next >= 0 && blocks.get(next).head().turn() >= before) {
            next--;
        }
        return next >= 0;
    }

    @Override
    public Block next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return blocks.get(next--);
    }
}
