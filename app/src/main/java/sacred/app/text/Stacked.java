package sacred.app.text;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * Rows above other rows as one list that copies neither, so that a long answer costs a frame only what is in sight of it. What
 * is put below the upper rows later is not part of it.
 */
public final class Stacked extends AbstractList<Row> implements RandomAccess {

    private final List<Row> above;
    private final int height;
    private final List<Row> below;

    /** @param above may grow at its end, and must not change otherwise; {@code below} must not change */
    public Stacked(List<Row> above, List<Row> below) {
        this.above = above;
        this.height = above.size();
        this.below = below;
    }

    @Override
    public Row get(int index) {
        Objects.checkIndex(index, size());
        return index < height ? above.get(index) : below.get(index - height);
    }

    @Override
    public int size() {
        return height + below.size();
    }
}
