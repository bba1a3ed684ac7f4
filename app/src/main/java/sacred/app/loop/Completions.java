package sacred.app.loop;

import java.util.ArrayList;
import java.util.List;
import sacred.app.edit.Candidate;
import sacred.app.text.Row;
import sacred.app.text.Style;
import sacred.app.text.Tone;

/** The completions as rows, above the prompt. */
final class Completions {

    private static final int ROWS = 8;

    private Completions() {}

    static List<Row> rows(State state, int height) {
        if (state.prompt().completing().isEmpty()) {
            return List.of();
        }
        Completing completing = state.prompt().completing().get();
        List<Candidate> all = completing.choice().offer().candidates();
        int columns = state.size().columns();
        int shown = Math.min(Math.min(ROWS, height), all.size());
        int chosen = completing.choice().chosen();
        int first = Math.max(0, Math.min(chosen - shown / 2, all.size() - shown));
        int label = all.stream()
                .mapToInt(c -> Row.of(c.text(), Style.TEXT).width())
                .max()
                .orElse(0);
        label = Math.min(label, columns / 2);
        List<Row> rows = new ArrayList<>();
        for (int i = first; i < first + shown; i++) {
            Candidate candidate = all.get(i);
            Row row = Row.of("   ", Style.TEXT)
                    .plus(Row.of(candidate.text(), Style.ACCENT)
                            .shortened(label)
                            .padded(label, Style.ACCENT))
                    .plus("  " + candidate.help(), Style.MUTED)
                    .shortened(columns)
                    .padded(columns, Style.TEXT);
            rows.add(completing.chosen() && i == chosen ? row.restyled(style -> style.with(Tone.SELECTED)) : row);
        }
        return rows;
    }
}
