package sacred.app.view;

import java.util.ArrayList;
import java.util.List;
import sacred.app.edit.ListBox;
import sacred.app.text.Row;
import sacred.app.text.Span;
import sacred.app.text.Style;
import sacred.app.text.Tone;

/** A list to choose from, in a frame: {@code ┌ model ──── › llama ─┐}. */
public final class BoxView {

    private static final int MARK_COLUMNS = 2;

    private BoxView() {}

    /** @param height of the whole box with its frame */
    public static List<Row> rows(ListBox box, int columns, int height) {
        int inner = Math.max(1, columns - 4);
        List<ListBox.Entry> entries = box.matching();
        int visible = Math.max(1, Math.min(height - 2, Math.max(1, entries.size())));
        int first = Math.max(0, Math.min(box.selected() - visible / 2, entries.size() - visible));
        List<Row> rows = new ArrayList<>();
        rows.add(top(box, columns));
        if (entries.isEmpty()) {
            rows.add(framed(Row.of("  nothing matches", Style.MUTED), inner));
        }
        int label = labelColumns(entries, inner);
        for (int i = first; i < Math.min(entries.size(), first + visible); i++) {
            Row row = entry(entries.get(i), label).cut(inner);
            rows.add(framed(
                    i == box.selected()
                            ? row.padded(inner, Style.TEXT).restyled(style -> style.with(Tone.SELECTED))
                            : row,
                    inner));
        }
        String more = entries.size() > visible ? " " + (box.selected() + 1) + " of " + entries.size() + " " : "";
        rows.add(edge("└", more, "┘", columns));
        return rows;
    }

    /** Where the caret stands in the top row. */
    public static int caretColumn(ListBox box, int columns) {
        return Math.min(
                columns - 3,
                columns
                        - queryColumns(columns)
                        - 2
                        + 3
                        + Row.of(box.query(), Style.TEXT).width());
    }

    private static int queryColumns(int columns) {
        return Math.max(8, columns / 3);
    }

    private static Row top(ListBox box, int columns) {
        int query = queryColumns(columns);
        Row title = Row.of("┌ ", Style.FAINT)
                .plus(box.title() + " ", Style.ACCENT.asBold())
                .cut(columns - query - 3);
        int line = columns - title.width() - query - 2;
        return title.plus("─".repeat(Math.max(0, line)), Style.FAINT)
                .plus(Row.of(" › ", Style.of(Tone.USER))
                        .plus(box.query(), Style.TEXT)
                        .padded(query, Style.TEXT))
                .plus(" ┐", Style.FAINT);
    }

    private static Row edge(String left, String words, String right, int columns) {
        int line = Math.max(0, columns - 2 - Row.of(words, Style.TEXT).width());
        return Row.of(left + "─".repeat(line), Style.FAINT)
                .plus(words, Style.MUTED)
                .plus(right, Style.FAINT);
    }

    private static Row framed(Row row, int inner) {
        return Row.of("│ ", Style.FAINT).plus(row.padded(inner, Style.TEXT)).plus(" │", Style.FAINT);
    }

    /** Where nothing stands beside the labels they have all the room; details begin in the same column. */
    private static int labelColumns(List<ListBox.Entry> entries, int inner) {
        if (entries.stream().allMatch(entry -> entry.detail().isEmpty())) {
            return Math.max(1, inner - MARK_COLUMNS);
        }
        int longest = entries.stream()
                .mapToInt(e -> Row.of(e.label(), Style.TEXT).width())
                .max()
                .orElse(0);
        return Math.min(longest, Math.max(8, inner * 3 / 5));
    }

    private static Row entry(ListBox.Entry entry, int label) {
        Style style = entry.value().isPresent() ? Style.TEXT : Style.MUTED;
        Row name = Row.of(new Span(entry.label(), style)).shortened(label).padded(label, style);
        return Row.of(entry.current() ? "● " : "  ", Style.of(Tone.OK))
                .plus(name)
                .plus("  " + entry.detail(), Style.MUTED);
    }
}
