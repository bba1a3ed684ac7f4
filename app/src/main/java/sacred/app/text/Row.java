package sacred.app.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
}
