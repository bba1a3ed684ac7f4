package sacred.timeline;

/**
 * A text that grows at its end, as an immutable value: the older text stays what it was. Growing the newest one costs only
 * the new piece, so that an answer of a hundred thousand tokens is not copied a hundred thousand times; growing an older one
 * copies it. Equal by content. Grown by one thread at a time.
 */
public final class GrowingText {

    static final GrowingText EMPTY = new GrowingText(new StringBuilder(), 0);

    private final StringBuilder shared;
    private final int length;

    private GrowingText(StringBuilder shared, int length) {
        this.shared = shared;
        this.length = length;
    }

    GrowingText plus(String more) {
        if (more.isEmpty()) {
            return this;
        }
        boolean newest = length > 0 && shared.length() == length;
        StringBuilder grown = newest ? shared : new StringBuilder(toString());
        grown.append(more);
        return new GrowingText(grown, grown.length());
    }

    /** In UTF-16 units; costs nothing, unlike the text itself. */
    public int length() {
        return length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GrowingText text && toString().equals(text.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        return shared.substring(0, length);
    }
}
