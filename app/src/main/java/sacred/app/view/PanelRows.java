package sacred.app.view;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sacred.app.panel.Panel;
import sacred.app.text.Row;
import sacred.cognition.strategy.Claims;
import sacred.timeline.Live;
import sacred.timeline.Timeline;

/**
 * The rows of a panel that is read on the screen. While its turn runs they grow with it; what is whole is compared and laid out
 * once. Belongs to the loop's thread.
 */
public final class PanelRows {

    /** Answers whose rows are kept; every round has new ones while it runs. */
    private static final int KEPT = 2_000;

    private final Map<List<Claims.Sentence>, List<Row>> known = new IdentityHashMap<>();
    private Panel panel;
    private boolean over;
    private int columns = -1;
    private List<Row> rows = List.of();

    public PanelRows(Panel panel) {
        this.panel = panel;
    }

    /** @param clock empty where no turn runs */
    public List<Row> at(Timeline timeline, Optional<LiveClock> clock, long nowMs, int width) {
        if (over && width == columns) {
            return rows;
        }
        if (width != columns || known.size() > KEPT) {
            known.clear();
            columns = width;
        }
        boolean runs = timeline.live()
                .map(Live::turn)
                .filter(turn -> turn == panel.turn())
                .isPresent();
        panel = panel.now(timeline);
        LaneView lanes = clock.map(running -> LaneView.at(running, nowMs)).orElse(LaneView.OVER);
        rows = new PanelView(panel, width, lanes, known).rows();
        over = !runs;
        return rows;
    }
}
