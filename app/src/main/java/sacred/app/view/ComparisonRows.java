package sacred.app.view;

import java.util.List;
import sacred.app.compare.Comparison;
import sacred.app.text.Row;

/** The rows of a comparison that is read on the screen, laid out once for a width. Belongs to the loop's thread. */
public final class ComparisonRows {

    private final Comparison comparison;
    private int columns = -1;
    private List<Row> rows = List.of();

    public ComparisonRows(Comparison comparison) {
        this.comparison = comparison;
    }

    public List<Row> at(int width) {
        if (width != columns) {
            rows = new ComparisonView(comparison, width).rows("j k PgUp PgDn · Esc closes");
            columns = width;
        }
        return rows;
    }
}
