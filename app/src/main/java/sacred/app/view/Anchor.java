package sacred.app.view;

/** The row at the top of the visible part of a story: an item, and a row of it. Both from 0. */
public record Anchor(int item, int row) implements Comparable<Anchor> {

    public static final Anchor START = new Anchor(0, 0);

    @Override
    public int compareTo(Anchor other) {
        return item != other.item ? Integer.compare(item, other.item) : Integer.compare(row, other.row);
    }
}
