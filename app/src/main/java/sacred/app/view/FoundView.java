package sacred.app.view;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import sacred.app.find.Excerpt;
import sacred.app.find.Hit;
import sacred.app.find.Phrase;
import sacred.app.text.Row;
import sacred.app.text.Span;
import sacred.app.text.Style;
import sacred.app.text.Tone;

/** What a search over all timelines has found, two rows a place: where, and the words with their surroundings. */
public final class FoundView {

    private static final String PROMPT = "┃ search › ";
    private static final int ROWS_A_HIT = 2;

    private FoundView() {}

    /** @param state how far the search is */
    public static List<Row> rows(
            String query, List<Hit> hits, int selected, String state, ZoneId zone, int columns, int height) {
        List<Row> rows = new ArrayList<>();
        rows.add(Row.of(PROMPT, Style.ACCENT.asBold()).plus(query, Style.TEXT).cut(columns));
        rows.add(Row.leftAndRight(
                Row.of("  " + state, Style.MUTED), Row.of("Enter goes there · Esc closes ", Style.FAINT), columns));
        int visible = Math.max(1, (height - rows.size()) / ROWS_A_HIT);
        int first = Math.max(0, Math.min(selected - visible / 2, hits.size() - visible));
        for (int i = first; i < Math.min(hits.size(), first + visible); i++) {
            Tone tone = i == selected ? Tone.SELECTED : Tone.MUTED;
            Row head = Row.of((i == selected ? "▸ " : "  ") + HitList.head(hits.get(i), zone), Style.of(tone));
            rows.add(i == selected ? head.padded(columns, Style.of(tone)) : head.cut(columns));
            rows.add(excerpt(hits.get(i).excerpt()).cut(columns));
        }
        while (rows.size() < height) {
            rows.add(Row.EMPTY);
        }
        return rows;
    }

    public static int caretColumn(String query, int columns) {
        return Math.min(columns - 1, Row.of(PROMPT + query, Style.TEXT).width());
    }

    private static Row excerpt(Excerpt excerpt) {
        String line = excerpt.line();
        Row row = Row.of("    ", Style.TEXT);
        int from = 0;
        for (Phrase.Place mark : excerpt.marks()) {
            row = row.plus(new Span(line.substring(from, mark.from()), Style.TEXT))
                    .plus(new Span(line.substring(mark.from(), mark.to()), Style.of(Tone.MATCH)));
            from = mark.to();
        }
        return row.plus(new Span(line.substring(from), Style.TEXT));
    }
}
