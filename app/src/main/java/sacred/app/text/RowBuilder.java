package sacred.app.text;

import java.util.ArrayList;
import java.util.List;

/** Puts a row together from pieces; neighbours of one style become one span. Not thread-safe. */
final class RowBuilder {

    private final List<Span> spans = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();
    private Style style;

    RowBuilder add(String text, int start, int end, Style next) {
        if (start == end) {
            return this;
        }
        if (!next.equals(style)) {
            close();
            style = next;
        }
        open.append(text, start, end);
        return this;
    }

    RowBuilder add(String text, Style next) {
        return add(text, 0, text.length(), next);
    }

    RowBuilder add(List<Span> more) {
        more.forEach(s -> add(s.text(), s.style()));
        return this;
    }

    /** What was added so far; the builder is empty afterwards. */
    List<Span> spans() {
        close();
        List<Span> all = List.copyOf(spans);
        spans.clear();
        style = null;
        return all;
    }

    Row row() {
        return new Row(spans());
    }

    private void close() {
        if (!open.isEmpty()) {
            spans.add(new Span(open.toString(), style));
            open.setLength(0);
        }
    }
}
