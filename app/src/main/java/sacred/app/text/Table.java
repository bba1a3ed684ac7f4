package sacred.app.text;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.node.Node;

/**
 * A table of Markdown as rows: columns as wide as what is in them, wide ones shrunk and wrapped until they fit. Where even
 * that leaves too little room, each row becomes a list of "header: value".
 */
final class Table {

    private static final int NARROWEST_COLUMN = 6;
    private static final Style BOLD = Style.TEXT.asBold();

    /** One cell: its lines before wrapping. */
    private record Cell(List<List<Span>> lines, TableCell.Alignment alignment) {
        int width() {
            return lines.stream().mapToInt(l -> new Row(l).width()).max().orElse(0);
        }
    }

    private final List<List<Cell>> body = new ArrayList<>();
    private final int columns;
    private List<Cell> head = List.of();

    private Table(TableBlock block, int columns) {
        this.columns = columns;
        for (Node section = block.getFirstChild(); section != null; section = section.getNext()) {
            boolean header = section instanceof TableHead;
            for (Node row = section.getFirstChild(); row != null; row = row.getNext()) {
                List<Cell> cells = cells(row, header ? BOLD : Style.TEXT);
                if (header) {
                    head = cells;
                } else {
                    body.add(cells);
                }
            }
        }
    }

    static List<Row> rows(TableBlock block, int columns) {
        Table table = new Table(block, columns);
        int[] widths = table.widths();
        return widths.length == 0 ? table.asList() : table.asGrid(widths);
    }

    private static List<Cell> cells(Node row, Style style) {
        List<Cell> cells = new ArrayList<>();
        for (Node node = row.getFirstChild(); node != null; node = node.getNext()) {
            TableCell.Alignment alignment = node instanceof TableCell cell ? cell.getAlignment() : null;
            cells.add(new Cell(Inlines.lines(node, style), alignment));
        }
        return cells;
    }

    /** Of each column, or none when they do not fit. */
    private int[] widths() {
        int count = head.size();
        int[] natural = new int[count];
        for (int i = 0; i < count; i++) {
            natural[i] = Math.max(1, head.get(i).width());
            for (List<Cell> row : body) {
                natural[i] = Math.max(natural[i], i < row.size() ? row.get(i).width() : 0);
            }
        }
        int room = columns - 3 * (count - 1);
        return room < count ? new int[0] : shrunk(natural, room);
    }

    /** Columns that need less than their share keep what they need; the others share the rest. */
    private static int[] shrunk(int[] natural, int room) {
        int[] widths = new int[natural.length];
        int open = natural.length;
        int left = room;
        boolean changed = true;
        while (changed && open > 0) {
            changed = false;
            int share = left / open;
            for (int i = 0; i < natural.length; i++) {
                if (widths[i] == 0 && natural[i] <= share) {
                    widths[i] = natural[i];
                    left -= natural[i];
                    open--;
                    changed = true;
                }
            }
        }
        for (int i = 0; i < natural.length; i++) {
            if (widths[i] == 0) {
                widths[i] = left / open;
                left -= widths[i];
                open--;
                if (widths[i] < NARROWEST_COLUMN) {
                    return new int[0];
                }
            }
        }
        return widths;
    }

    private List<Row> asGrid(int[] widths) {
        List<List<Row>> grid = new ArrayList<>();
        body.forEach(cells -> grid.add(gridRow(cells, widths)));
        boolean ruled = grid.stream().anyMatch(r -> r.size() > 1);
        List<Row> rows = new ArrayList<>(gridRow(head, widths));
        rows.add(rule(widths, "─", "─┼─"));
        for (int i = 0; i < grid.size(); i++) {
            if (ruled && i > 0) {
                rows.add(rule(widths, "╌", "╌┼╌"));
            }
            rows.addAll(grid.get(i));
        }
        return rows;
    }

    private static Row rule(int[] widths, String line, String crossing) {
        List<String> parts = new ArrayList<>();
        for (int width : widths) {
            parts.add(line.repeat(width));
        }
        return Row.of(String.join(crossing, parts), Style.FAINT);
    }

    private static List<Row> gridRow(List<Cell> cells, int[] widths) {
        List<List<Row>> wrapped = new ArrayList<>();
        int height = 1;
        for (int i = 0; i < widths.length; i++) {
            List<Row> rows = i < cells.size() ? wrapped(cells.get(i), widths[i]) : List.of();
            wrapped.add(rows);
            height = Math.max(height, rows.size());
        }
        List<Row> rows = new ArrayList<>();
        for (int line = 0; line < height; line++) {
            RowBuilder row = new RowBuilder();
            for (int i = 0; i < widths.length; i++) {
                Row part = line < wrapped.get(i).size() ? wrapped.get(i).get(line) : Row.EMPTY;
                row.add(i == 0 ? "" : " │ ", Style.FAINT);
                TableCell.Alignment alignment = i < cells.size() ? cells.get(i).alignment() : null;
                boolean open = i == widths.length - 1 && (alignment == null || alignment == TableCell.Alignment.LEFT);
                row.add(
                        open
                                ? part.spans()
                                : aligned(part, alignment, widths[i]).spans());
            }
            rows.add(row.row());
        }
        return rows;
    }

    private static List<Row> wrapped(Cell cell, int width) {
        List<Row> rows = new ArrayList<>();
        cell.lines().forEach(l -> rows.addAll(Wrap.rows(l, width)));
        return rows;
    }

    private static Row aligned(Row part, TableCell.Alignment alignment, int width) {
        int free = Math.max(0, width - part.width());
        int before =
                alignment == TableCell.Alignment.RIGHT ? free : alignment == TableCell.Alignment.CENTER ? free / 2 : 0;
        return Row.of(" ".repeat(before), Style.TEXT).plus(part).padded(width, Style.TEXT);
    }

    private List<Row> asList() {
        List<Row> rows = new ArrayList<>();
        for (List<Cell> cells : body.isEmpty() ? List.of(head) : body) {
            if (!rows.isEmpty()) {
                rows.add(Row.EMPTY);
            }
            for (int i = 0; i < Math.min(head.size(), cells.size()); i++) {
                if (cells.get(i).width() > 0) {
                    rows.addAll(pair(head.get(i), cells.get(i)));
                }
            }
        }
        return rows;
    }

    private List<Row> pair(Cell key, Cell value) {
        RowBuilder line = new RowBuilder();
        if (key != value) {
            key.lines().forEach(line::add);
            line.add(": ", BOLD);
        }
        value.lines().forEach(line::add);
        return Wrap.rows(line.spans(), columns);
    }
}
