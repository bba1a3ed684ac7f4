package sacred.app.view;

import java.util.ArrayList;
import java.util.List;
import sacred.app.text.Row;
import sacred.app.text.Style;

/**
 * Texts side by side where the screen is wide enough, and else one below the other. Pure.
 *
 * @param count how many stand beside one another
 * @param width of each, in columns of the screen
 */
record Columns(int count, int width) {

    /** Narrower screens have one below the other. */
    private static final int WIDE = 120;
    /** A text in fewer columns is hard to read. */
    private static final int LEAST = 38;

    private static final Row RULE = Row.of("│", Style.FAINT);

    /** For so many texts: as many in a row as can be read, and in every row about as many. */
    static Columns of(int texts, int columns) {
        if (columns < WIDE || texts < 2) {
            return new Columns(1, columns);
        }
        int most = Math.min(texts, (columns + 1) / (LEAST + 1));
        int rows = (texts + most - 1) / most;
        int count = (texts + rows - 1) / rows;
        return new Columns(count, (columns + 1) / count - 1);
    }

    boolean several() {
        return count > 1;
    }

    /** @param texts each with the rows of its own, none wider than {@link #width} */
    List<Row> rows(List<List<Row>> texts) {
        List<Row> rows = new ArrayList<>();
        for (int first = 0; first < texts.size(); first += count) {
            List<List<Row>> beside = texts.subList(first, Math.min(texts.size(), first + count));
            if (count == 1) {
                rows.addAll(beside.getFirst());
                continue;
            }
            if (first > 0) {
                rows.add(Row.EMPTY);
            }
            int height = beside.stream().mapToInt(List::size).max().orElse(0);
            for (int line = 0; line < height; line++) {
                rows.add(joined(beside, line));
            }
        }
        return rows;
    }

    private Row joined(List<List<Row>> beside, int line) {
        Row row = Row.EMPTY;
        for (int i = 0; i < beside.size(); i++) {
            List<Row> text = beside.get(i);
            Row cell = line < text.size() ? text.get(line) : Row.EMPTY;
            row = i + 1 < beside.size()
                    ? row.plus(cell.padded(width, Style.TEXT)).plus(RULE)
                    : row.plus(cell.cut(width));
        }
        return row;
    }
}
