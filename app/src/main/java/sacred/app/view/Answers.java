package sacred.app.view;

import java.util.ArrayList;
import java.util.List;
import sacred.app.text.Markdown;
import sacred.app.text.MarkdownStream;
import sacred.app.text.Row;

/**
 * Answers as rows, indented. The one that streams is laid out as it grows, and not again when it is sealed: one of megabytes
 * would keep the screen waiting for seconds. Belongs to the loop's thread.
 */
final class Answers {

    private final MarkdownStream live = new MarkdownStream();

    /** @param columns of the screen, as everywhere */
    List<Row> growing(String textSoFar, int columns) {
        return BlockView.indent(live.rows(textSoFar, width(columns)));
    }

    /** With a blank row above; nothing for a blank text. */
    List<Row> indented(String text, int columns) {
        if (text.isBlank()) {
            return List.of();
        }
        int width = width(columns);
        List<Row> rows = new ArrayList<>();
        rows.add(Row.EMPTY);
        if (live.shows(text, width)) {
            rows.addAll(BlockView.indent(live.rows(text, width)));
            return rows;
        }
        Excerpt excerpt = Excerpt.of(text);
        rows.addAll(BlockView.indent(Markdown.rows(excerpt.shown(), width)));
        excerpt.note(columns).ifPresent(rows::add);
        return rows;
    }

    private static int width(int columns) {
        return Math.max(1, columns - BlockView.TEXT_INDENT - 1);
    }
}
