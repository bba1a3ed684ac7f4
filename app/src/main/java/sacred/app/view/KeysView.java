package sacred.app.view;

import java.util.ArrayList;
import java.util.List;
import sacred.app.text.Row;
import sacred.app.text.Span;
import sacred.app.text.Style;
import sacred.app.text.Wrap;

/** The page of keys and commands. */
public final class KeysView {

    /** A key or a command and what it does. An empty name is a heading. */
    public record Line(String name, String about) {}

    private static final int INDENT = 4;

    private KeysView() {}

    public static List<Row> rows(List<Line> lines, int columns) {
        int name = Math.min(
                columns / 2,
                2
                        + lines.stream()
                                .mapToInt(l -> Row.of(l.name(), Style.TEXT).width())
                                .max()
                                .orElse(0));
        List<Row> rows = new ArrayList<>();
        for (Line line : lines) {
            if (line.name().isEmpty()) {
                rows.add(Row.EMPTY);
                rows.add(Row.of("  " + line.about(), Style.ACCENT.asBold()));
                continue;
            }
            Row key = Row.of(" ".repeat(INDENT), Style.TEXT)
                    .plus(Row.of(line.name(), Style.TEXT).shortened(name).padded(name, Style.TEXT));
            List<Row> about =
                    Wrap.rows(List.of(new Span(line.about(), Style.MUTED)), Math.max(8, columns - INDENT - name - 1));
            for (int i = 0; i < about.size(); i++) {
                rows.add((i == 0 ? key : Row.of(" ".repeat(INDENT + name), Style.TEXT)).plus(about.get(i)));
            }
        }
        return rows;
    }
}
