package sacred.app.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Breaks one line of styled text into rows of at most so many columns, on every terminal, in one pass. Breaks at blanks, between Han, Kana and
 * Hangul, and after a hyphen between letters; a word that is longer than a row also behind a slash and the like, and where
 * nothing else helps at the border of a cluster. Blanks at a break are dropped, nothing else is. Where a row is too narrow
 * for a wide character, a {@code ?} stands in its place.
 */
public final class Wrap {

    private static final int NONE = -1;

    private final List<Row> rows = new ArrayList<>();
    private final Slices slices;
    private final String text;
    private final boolean words;
    private final int columns;
    private final Row following;
    private Row prefix;

    private int rowStart;
    private int used;
    /** Where the row may end, where the next one would start then, and how many columns lie before that. */
    private int breakEnd = NONE;

    private int breakAt = NONE;
    private int breakUsed;
    /** The same inside a word that is too long for a row. */
    private int softAt = NONE;

    private int softUsed;
    private int previous = ' ';

    private Wrap(List<Span> line, int columns, Row first, Row following, boolean words) {
        int widest = Math.max(first.width(), following.width());
        this.columns = Math.max(1, columns - widest);
        int indent = Math.min(widest, Math.max(0, columns - 1));
        prefix = first.cut(indent);
        this.following = following.cut(indent);
        slices = new Slices(this.columns < 2 ? Slices.narrowed(line) : line);
        text = slices.text();
        this.words = words;
    }

    public static List<Row> rows(List<Span> line, int columns) {
        return rows(line, columns, Row.EMPTY, Row.EMPTY);
    }

    /** With something before the first row and something before every other, which should be equally wide. */
    public static List<Row> rows(List<Span> line, int columns, Row first, Row following) {
        return new Wrap(line, columns, first, following, true).run();
    }

    /** Breaks only where a row is full and keeps every blank: for code. */
    public static List<Row> hard(List<Span> line, int columns, Row first, Row following) {
        return new Wrap(line, columns, first, following, false).run();
    }

    private List<Row> run() {
        for (int i = 0; i < slices.count(); i++) {
            int offset = slices.start(i);
            Clusters clusters = new Clusters(slices.text(i));
            while (clusters.next()) {
                take(offset + clusters.start(), offset + clusters.end(), clusters.spread());
            }
        }
        emit(used > columns && breakEnd != NONE ? breakEnd : text.length());
        return rows;
    }

    private void take(int start, int end, int width) {
        int point = text.codePointAt(start);
        boolean bare = end == start + Character.charCount(point);
        if (words && point == ' ' && bare) {
            blank(start, end);
        } else {
            if (words) {
                mayBreakBefore(start, point);
            }
            if (used + width > columns) {
                breakBefore(start, width);
            }
            used += width;
        }
        // a blank that carries a mark is no blank
        previous = point == ' ' && !bare ? '\u00A0' : point;
    }

    private void blank(int start, int end) {
        if (start == rowStart && !rows.isEmpty()) {
            rowStart = end;
            return;
        }
        if (previous != ' ' || breakEnd == NONE) {
            breakEnd = start;
        }
        used++;
        breakAt = end;
        breakUsed = used;
    }

    private void mayBreakBefore(int start, int point) {
        if (start == rowStart || previous == ' ') {
            return;
        }
        if (Breaks.between(previous, point) || Breaks.afterHyphen(text, start, point)) {
            breakEnd = start;
            breakAt = start;
            breakUsed = used;
        } else if (Breaks.inLongWord(previous)) {
            softAt = start;
            softUsed = used;
        }
    }

    private void breakBefore(int start, int width) {
        if (breakAt > rowStart) {
            next(breakEnd, breakAt, breakUsed);
        }
        if (used + width > columns && softAt > rowStart) {
            next(softAt, softAt, softUsed);
        }
        if (used + width > columns && start > rowStart) {
            next(start, start, used);
        }
    }

    private void next(int end, int nextStart, int usedBefore) {
        if (end > rowStart) {
            emit(end);
        }
        rowStart = nextStart;
        used -= usedBefore;
        breakAt = NONE;
        breakEnd = NONE;
        softUsed -= usedBefore;
        softAt = softAt > nextStart ? softAt : NONE;
    }

    private void emit(int end) {
        rows.add(prefix.plus(new Row(slices.between(rowStart, end))));
        prefix = following;
    }
}
