package sacred.app.text;

import java.util.ArrayList;
import java.util.List;

/** One line of spans as one text, from which pieces are taken in ascending order. Not thread-safe. */
final class Slices {

    private final List<Span> spans;
    private final int[] starts;
    private final String text;
    private int at;

    Slices(List<Span> line) {
        spans = List.copyOf(line);
        starts = new int[spans.size() + 1];
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < spans.size(); i++) {
            starts[i] = all.length();
            all.append(spans.get(i).text());
        }
        starts[spans.size()] = all.length();
        text = all.toString();
    }

    /** The same line for rows of one column, where a wide character has no room. */
    static List<Span> narrowed(List<Span> line) {
        List<Span> narrow = new ArrayList<>();
        for (Span span : line) {
            StringBuilder out = new StringBuilder();
            Clusters clusters = new Clusters(span.text());
            while (clusters.next()) {
                out.append(clusters.columns() > 1 ? "?" : span.text().substring(clusters.start(), clusters.end()));
            }
            narrow.add(new Span(out.toString(), span.style()));
        }
        return narrow;
    }

    String text() {
        return text;
    }

    int count() {
        return spans.size();
    }

    String text(int span) {
        return spans.get(span).text();
    }

    int start(int span) {
        return starts[span];
    }

    /** The spans of a piece; pieces are asked from left to right. */
    List<Span> between(int from, int to) {
        List<Span> piece = new ArrayList<>();
        while (at < spans.size() && starts[at] < to) {
            Span span = spans.get(at);
            int start = Math.max(from, starts[at]);
            int end = Math.min(to, starts[at + 1]);
            if (start == starts[at] && end == starts[at + 1]) {
                piece.add(span);
            } else if (start < end) {
                piece.add(new Span(text.substring(start, end), span.style()));
            }
            if (starts[at + 1] > to) {
                break;
            }
            at++;
        }
        return piece;
    }
}
