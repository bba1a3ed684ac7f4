package sacred.app.view;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import sacred.app.text.Clusters;
import sacred.app.text.Printable;
import sacred.app.text.Row;
import sacred.app.text.Style;
import sacred.app.text.Tone;

/**
 * The text that is being written, broken at the edge of the screen, with the caret in it. Broken anywhere rather than
 * between words, so that nothing moves before the caret while one types.
 *
 * @param caretColumn in columns from 0
 * @param caretRow in rows from 0, of {@link #rows}
 */
public record PromptView(List<Row> rows, int caretColumn, int caretRow) {

    /** Where the text begins; the mark stands before it in the first row. */
    private static final int INDENT = 3;

    /**
     * @param mark one column
     * @param caret in UTF-16 units of the text
     * @param placeholder shown while there is no text
     * @param height at most so many rows; those around the caret are shown
     */
    public static PromptView of(String mark, String text, int caret, String placeholder, int columns, int height) {
        int from = linesBefore(text, caret, height);
        int to = linesBehind(text, caret, height);
        Layout layout = new Layout(from == 0 ? mark : " ", Math.max(1, columns - INDENT - 1));
        layout.lay(text.substring(from, to), caret - from);
        if (text.isEmpty()) {
            Row empty = layout.rows.getFirst().plus(placeholder, Style.of(Tone.FAINT));
            return new PromptView(List.of(empty.cut(columns)), INDENT, 0);
        }
        int first = Math.max(0, Math.min(layout.caretRow - height + 1, layout.rows.size() - height));
        List<Row> seen = layout.rows.subList(first, Math.min(layout.rows.size(), first + height));
        return new PromptView(List.copyOf(seen), INDENT + layout.caretColumn, layout.caretRow - first);
    }

    /**
     * Where the caret stands a row above or below, as the text is broken at the edge of the screen.
     *
     * @return empty where there is no such row, or no line is broken: then lines are rows
     */
    public static OptionalInt moved(String text, int caret, int columns, boolean up) {
        int from = linesBefore(text, caret, 1);
        String around = text.substring(from, linesBehind(text, caret, 1));
        Layout layout = new Layout(" ", Math.max(1, columns - INDENT - 1));
        layout.lay(around, caret - from);
        int row = layout.caretRow + (up ? -1 : 1);
        long lines = around.chars().filter(c -> c == '\n').count() + 1;
        return layout.rows.size() > lines && row >= 0 && row < layout.rows.size()
                ? OptionalInt.of(from + layout.index(row, layout.caretColumn))
                : OptionalInt.empty();
    }

    /** Where the line begins that is so many above the caret's: a line has a row at least, so no more can be seen. */
    private static int linesBefore(String text, int caret, int lines) {
        int start = caret + 1;
        for (int i = 0; i <= lines && start > 0; i++) {
            start = text.lastIndexOf('\n', start - 2) + 1;
        }
        return start;
    }

    private static int linesBehind(String text, int caret, int lines) {
        int end = caret - 1;
        for (int i = 0; i <= lines && end < text.length(); i++) {
            int feed = text.indexOf('\n', end + 1);
            end = feed < 0 ? text.length() : feed;
        }
        return end;
    }

    private record Place(int row, int column, int index) {}

    /** Walks through a part of the text once. */
    private static final class Layout {
        private final int width;
        private final List<Row> rows = new ArrayList<>();
        private final String mark;
        /** Where what is laid begins: its row, its column and its index in the text. */
        private final List<Place> places = new ArrayList<>();

        private StringBuilder line = new StringBuilder();
        private int column;
        private int caretColumn;
        private int caretRow;

        Layout(String mark, int width) {
            this.mark = mark;
            this.width = width;
        }

        void lay(String text, int caret) {
            BreakIterator clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
            clusters.setText(text);
            int start = 0;
            for (int end = clusters.next(); end != BreakIterator.DONE; start = end, end = clusters.next()) {
                if (start <= caret && caret < end) {
                    here();
                }
                cluster(text.substring(start, end), start);
            }
            if (caret >= text.length()) {
                here();
            }
            places.add(new Place(rows.size(), column, text.length()));
            endRow();
        }

        /** The last place of a row that is not beyond a column. */
        int index(int row, int wanted) {
            return places.stream()
                    .filter(place -> place.row() == row)
                    .takeWhile(place -> place.column() <= wanted)
                    .reduce((_, later) -> later)
                    .map(Place::index)
                    .orElse(0);
        }

        private void here() {
            if (column >= width) {
                endRow();
            }
            caretColumn = column;
            caretRow = rows.size();
        }

        private void cluster(String cluster, int index) {
            String shown = Printable.of(cluster);
            // what is hidden in one character may be shown as many
            Clusters pieces = new Clusters(shown);
            while (pieces.next()) {
                if (shown.charAt(pieces.start()) == '\n') {
                    places.add(new Place(rows.size(), column, index));
                    endRow();
                    continue;
                }
                if (column + pieces.columns() > width && column > 0) {
                    endRow();
                }
                if (pieces.start() == 0) {
                    places.add(new Place(rows.size(), column, index));
                }
                line.append(shown, pieces.start(), pieces.end());
                column += pieces.columns();
            }
        }

        private void endRow() {
            Row begin = rows.isEmpty()
                    ? Row.of(" " + mark + " ", Style.of(Tone.USER).asBold())
                    : Row.of("   ", Style.TEXT);
            rows.add(begin.plus(line.toString(), Style.TEXT));
            line = new StringBuilder();
            column = 0;
        }
    }
}
