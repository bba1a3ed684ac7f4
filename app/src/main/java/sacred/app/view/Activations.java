package sacred.app.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import sacred.app.text.Row;
import sacred.app.text.Style;
import sacred.app.text.Tone;
import sacred.timeline.Boundary;
import sacred.timeline.Routing;

/** The activations of a route as bars, {@code CD ▇▇▇▇▇▇▁▁ 0.71}, and the boundaries between them. */
final class Activations {

    private static final String INDENT = "     ";
    private static final int BAR = 8;
    private static final int BOUNDARY_COLUMNS = 27;
    /** Two bars with their numbers, and the indent. */
    private static final int WIDE = 80;

    private Activations() {}

    static List<Row> rows(Routing routing, int columns) {
        if (routing.domains().isEmpty()) {
            return List.of();
        }
        Row row = Row.of(INDENT, Style.MUTED);
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<String, Double> domain : routing.domains().entrySet()) {
            row = row.plus(domain.getKey() + " ", Style.MUTED)
                    .plus(bar(domain.getValue()), Style.of(Tone.ROUTE))
                    .plus(String.format(Locale.ROOT, " %.2f   ", domain.getValue()), Style.MUTED);
            if (columns < WIDE) {
                rows.add(row.cut(columns));
                row = Row.of(INDENT, Style.MUTED);
            }
        }
        if (columns >= WIDE) {
            rows.add(row.cut(columns));
        }
        return rows;
    }

    /** {@code CD-SD 0.79 Transitional}, as many in a row as there is room for: six, three, two or one. */
    static List<Row> boundaries(Routing routing, int columns) {
        int fit = (columns - INDENT.length()) / BOUNDARY_COLUMNS;
        int inARow = fit >= 6 ? 6 : Math.clamp(fit, 1, 3);
        List<Row> rows = new ArrayList<>();
        Row row = Row.of(INDENT, Style.MUTED);
        for (int i = 0; i < routing.boundaries().size(); i++) {
            Boundary boundary = routing.boundaries().get(i);
            row = row.plus(
                            String.format(Locale.ROOT, "%-6s %.2f ", boundary.between(), boundary.permeability()),
                            Style.MUTED)
                    .plus(String.format(Locale.ROOT, "%-15s", boundary.status().wire()), tone(boundary.status()));
            if ((i + 1) % inARow == 0 || i + 1 == routing.boundaries().size()) {
                rows.add(row.cut(columns));
                row = Row.of(INDENT, Style.MUTED);
            }
        }
        return rows;
    }

    private static Style tone(Boundary.Status status) {
        return status == Boundary.Status.MAINTAINED ? Style.MUTED : Style.of(Tone.ROUTE);
    }

    /** In one line: {@code CD 0.71  SD 0.88  CuD 0.22  ED 0.10 · Transitional CD-SD}; a boundary that is maintained is not told. */
    static String line(Routing routing) {
        String domains = routing.domains().entrySet().stream()
                .map(d -> String.format(Locale.ROOT, "%s %.2f", d.getKey(), d.getValue()))
                .collect(Collectors.joining("  "));
        String boundaries = routing.boundaries().stream()
                .filter(b -> b.status() != Boundary.Status.MAINTAINED)
                .map(b -> b.status().wire() + " " + b.between())
                .collect(Collectors.joining(", "));
        return domains + (boundaries.isEmpty() ? "" : " · " + boundaries);
    }

    static String bar(double share) {
        int full = (int) Math.round(Math.max(0, Math.min(1, share)) * BAR);
        return "▇".repeat(full) + "▁".repeat(BAR - full);
    }
}
