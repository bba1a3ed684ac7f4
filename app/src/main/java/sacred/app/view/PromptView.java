package sacred.app.view;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

    /** Walks through a part of the text once. */
    private static final class Layout {
        private final int width;
        private final List<Row> rows = new ArrayList<>();
        private final String mark;
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
                cluster(text.substring(start, end));
            }
            if (caret >= text.length()) {
                here();
            }
            endRow();
        }

        private void here() {
            if (column >= width) {
                endRow();
            }
            caretColumn = column;
            caretRow = rows.size();
        }

        private void cluster(String cluster) {
            String shown = Printable.of(cluster);
            // what is hidden in one character may be shown as many
            Clusters pieces = new Clusters(shown);
            while (pieces.next()) {
                if (shown.charAt(pieces.start()) == '\n') {
                    endRow();
                    continue;
                }
                if (column + pieces.columns() > width && column > 0) {
                    endRow();
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
