package sacred.app.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import sacred.app.text.Row;

/**
 * Where a story is looked at, computed from the items around the place alone: the whole is never measured. No anchor means
 * that the view follows the end.
 *
 * @param items the rows of an item
 * @param last the number of the last item
 * @param height of the visible part, in rows
 */
public record Scroll(IntFunction<List<Row>> items, int last, int height) {

    /** A visible row and the item it belongs to. */
    public record Visible(int item, Row row) {}

    /** The visible rows; fewer than the height when there are no more. What has gone from under an anchor shows the end. */
    public List<Visible> rows(Optional<Anchor> top) {
        List<Visible> rows = from(top.orElseGet(this::bottom));
        return rows.isEmpty() && top.isPresent() ? from(bottom()) : rows;
    }

    private List<Visible> from(Anchor from) {
        List<Visible> rows = new ArrayList<>();
        int skip = from.row();
        for (int item = from.item(); item <= last && rows.size() < height; item++) {
            List<Row> all = items.apply(item);
            for (int i = skip; i < all.size() && rows.size() < height; i++) {
                rows.add(new Visible(item, all.get(i)));
            }
            skip = 0;
        }
        return rows;
    }

    /** The anchor after moving by so many rows, up where negative; empty when that reaches the end. */
    public Optional<Anchor> by(Optional<Anchor> top, int rows) {
        Anchor from = top.orElseGet(this::bottom);
        return following(rows < 0 ? up(from, -rows) : down(from, rows));
    }

    /** The anchor that shows an item from its first row; empty when that reaches the end. */
    public Optional<Anchor> at(int item) {
        return following(new Anchor(Math.max(0, Math.min(item, last)), 0));
    }

    /** Moves no further than is needed to show as much of an item as fits. */
    public Optional<Anchor> showing(Optional<Anchor> top, int item) {
        List<Visible> seen = rows(top);
        int size = items.apply(item).size();
        long visible = seen.stream().filter(v -> v.item() == item).count();
        if (visible >= Math.min(size, height) && visible > 0 || size == 0) {
            return top;
        }
        boolean below = !seen.isEmpty()
                && seen.getLast().item() <= item
                && seen.getFirst().item() < item;
        return below && size < height ? following(up(new Anchor(item, size), height)) : at(item);
    }

    /** The anchor of the same place when items have other rows than before: as far down in its item. */
    public Optional<Anchor> like(Anchor top, Scroll before) {
        int item = Math.min(top.item(), last);
        long was = Math.max(1, before.items.apply(item).size());
        return following(
                new Anchor(item, (int) (top.row() * (long) items.apply(item).size() / was)));
    }

    private Optional<Anchor> following(Anchor to) {
        return to.compareTo(bottom()) >= 0 ? Optional.empty() : Optional.of(to);
    }

    /** The anchor at which the last row stands at the bottom. */
    private Anchor bottom() {
        return up(new Anchor(last + 1, 0), height);
    }

    private Anchor up(Anchor from, int rows) {
        int item = from.item();
        int row = from.row() - rows;
        while (row < 0 && item > 0) {
            item--;
            row += items.apply(item).size();
        }
        return row < 0 ? Anchor.START : new Anchor(item, row);
    }

    private Anchor down(Anchor from, int rows) {
        int item = from.item();
        int row = from.row() + rows;
        while (item <= last) {
            int size = items.apply(item).size();
            if (row < size) {
                return new Anchor(item, row);
            }
            row -= size;
            item++;
        }
        return new Anchor(last + 1, 0);
    }
}
