package sacred.app.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One row of the screen, as styled spans from the left edge on. A row that is shorter than the screen ends in blanks. */
public record Row(List<Span> spans) {

    public static final Row EMPTY = new Row(List.of());

    public Row {
        spans = List.copyOf(spans);
    }

    public static Row of(Span... spans) {
        return new Row(Arrays.asList(spans));
    }

    public static Row of(String text, Style style) {
        return new Row(List.of(new Span(text, style)));
    }

    public Row plus(Span last) {
        List<Span> more = new ArrayList<>(spans);
        more.add(last);
        return new Row(more);
    }

    public Row plus(String text, Style style) {
        return plus(new Span(text, style));
    }

    /** Without any style. */
    public String text() {
        return spans.stream().map(Span::text).collect(Collectors.joining());
    }

    /** In columns. */
    public int width() {
        int columns = 0;
        for (Span span : spans) {
            columns += span.width();
        }
        return columns;
    }

    public Row plus(Row right) {
        List<Span> more = new ArrayList<>(spans);
        more.addAll(right.spans);
        return new Row(more);
    }

    /** The beginning of the row that fits; a wide character at the border is left out. */
    public Row cut(int columns) {
        List<Span> kept = new ArrayList<>();
        int left = columns;
        for (Span span : spans) {
            int width = span.width();
            if (width > left) {
                String part = Width.cut(span.text(), left);
                if (!part.isEmpty()) {
                    kept.add(new Span(part, span.style()));
                }
                return new Row(kept);
            }
            kept.add(span);
            left -= width;
        }
        return this;
    }

    /** As {@link #cut}, and where something is left out an ellipsis says so. */
    public Row shortened(int columns) {
        if (columns < 1 || width() <= columns) {
            return cut(columns);
        }
        Row kept = cut(columns - 1);
        Style style = kept.spans.isEmpty()
                ? spans.getFirst().style()
                : kept.spans.getLast().style();
        return kept.plus("…", style);
    }

    /** Exactly so many columns: cut, or filled with blanks in a style. */
    public Row padded(int columns, Style style) {
        Row row = cut(columns);
        int missing = columns - row.width();
        return missing <= 0 ? row : row.plus(" ".repeat(missing), style);
    }

    /** Something at the left edge and something at the right; when both do not fit, the left one is shortened. */
    public static Row leftAndRight(Row left, Row right, int columns) {
        Row end = right.cut(columns);
        int room = columns - end.width();
        Row start = left.shortened(end.spans.isEmpty() ? room : room - 1);
        Style between =
                start.spans.isEmpty() ? Style.TEXT : start.spans.getLast().style();
        return start.padded(room, between).plus(end);
    }

    public Row restyled(UnaryOperator<Style> change) {
        return new Row(spans.stream()
                .map(s -> new Span(s.text(), change.apply(s.style())))
                .toList());
    }

    /** Gives a style to every place where the query stands, whatever its case. */
    public Row highlighting(String query, Style style) {
        if (query.isEmpty()) {
            return this;
        }
        Matcher hits = Pattern.compile(Pattern.quote(query), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(text());
        boolean hit = hits.find();
        if (!hit) {
            return this;
        }
        RowBuilder marked = new RowBuilder();
        int offset = 0;
        for (Span span : spans) {
            Clusters clusters = new Clusters(span.text());
            while (clusters.next()) {
                while (hit && hits.end() <= offset + clusters.start()) {
                    hit = hits.find();
                }
                boolean inside = hit && hits.start() < offset + clusters.end();
                marked.add(span.text(), clusters.start(), clusters.end(), inside ? style : span.style());
            }
            offset += span.text().length();
        }
        return marked.row();
    }
}
