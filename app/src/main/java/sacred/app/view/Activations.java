package sacred.app.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import sacred.app.text.Row;
import sacred.app.text.Style;
import sacred.app.text.Tone;
import sacred.timeline.Routing;

/** The activations of a route as bars: {@code CD ▇▇▇▇▇▇▁▁ 0.71}. */
final class Activations {

    private static final int BAR = 8;
    /** Two bars with their numbers, and the indent. */
    private static final int WIDE = 80;

    private Activations() {}

    static List<Row> rows(Routing routing, int columns) {
        if (routing.domains().isEmpty()) {
            return List.of();
        }
        Row row = Row.of("     ", Style.MUTED);
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<String, Double> domain : routing.domains().entrySet()) {
            row = row.plus(domain.getKey() + " ", Style.MUTED)
                    .plus(bar(domain.getValue()), Style.of(Tone.ROUTE))
                    .plus(String.format(Locale.ROOT, " %.2f   ", domain.getValue()), Style.MUTED);
            if (columns < WIDE) {
                rows.add(row.cut(columns));
                row = Row.of("     ", Style.MUTED);
            }
        }
        if (columns >= WIDE) {
            rows.add(row.cut(columns));
        }
        return rows;
    }

    static String bar(double share) {
        int full = (int) Math.round(Math.max(0, Math.min(1, share)) * BAR);
        return "▇".repeat(full) + "▁".repeat(BAR - full);
    }
}
