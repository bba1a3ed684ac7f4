package sacred.app.view;

import java.util.List;
import sacred.app.panel.Panel;
import sacred.app.text.Row;

/** The rows of a panel that is read on the screen, laid out once for a width. Belongs to the loop's thread. */
public final class PanelRows {

    private final Panel panel;
    private int columns = -1;
    private List<Row> rows = List.of();

    public PanelRows(Panel panel) {
        this.panel = panel;
    }

    public List<Row> at(int width) {
        if (width != columns) {
            rows = new PanelView(panel, width).rows("j k PgUp PgDn · Esc closes");
            columns = width;
        }
        return rows;
    }
}
