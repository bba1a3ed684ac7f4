package sacred.app.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sacred.app.text.Row;
import sacred.app.text.Style;
import sacred.app.text.Tone;
import sacred.timeline.Live;

/**
 * The tools of the live turn: what runs and for how long, what waits to be allowed, and what came of the last ones that are
 * done.
 *
 * @param spinner what turns in front of what runs
 */
record LiveTools(List<Live.Called> tools, LiveClock clock, long nowMs, String spinner) {

    /** Of those that are done the block will tell all. */
    private static final int DONE_SHOWN = 4;

    /** The whole stage in a few words; empty while no tool runs or waits. */
    Optional<String> inWords() {
        Optional<Live.Called> asked = tools.stream().filter(Live.Called::waits).findFirst();
        if (asked.isPresent()) {
            return Optional.of("waits for you, " + time(asked.get()));
        }
        List<Live.Called> running =
                tools.stream().filter(tool -> tool.ended().isEmpty()).toList();
        return running.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        running.size() == 1
                                ? "runs " + running.getFirst().name() + ", " + time(running.getFirst())
                                : "runs " + running.size() + " tools");
    }

    List<Row> rows(int columns) {
        long done = tools.stream().filter(tool -> tool.ended().isPresent()).count();
        List<Row> rows = new ArrayList<>();
        if (done > DONE_SHOWN) {
            rows.add(Row.of("     … " + (done - DONE_SHOWN) + " more done before", Style.MUTED)
                    .cut(columns));
        }
        long left = done - DONE_SHOWN;
        for (Live.Called tool : tools) {
            if (tool.ended().isEmpty()) {
                rows.add(running(tool, columns));
            } else if (left-- <= 0) {
                rows.add(new ToolView(columns).inShort(tool.ended().get()));
            }
        }
        return rows;
    }

    private Row running(Live.Called tool, int columns) {
        Row mark = Row.of("     ", Style.MUTED)
                .plus((tool.waits() ? "?" : spinner) + " ", tool.waits() ? Style.of(Tone.WARNING) : Style.ACCENT);
        Row left = mark.plus(tool.name() + " ", Style.TEXT).plus(tool.arguments(), Style.of(Tone.LITERAL));
        String right = (tool.waits() ? "waits for you, " : "") + time(tool);
        return Row.leftAndRight(left, Row.of(right + " ", Style.MUTED), columns);
    }

    private String time(Live.Called tool) {
        return Figures.tenths(nowMs - clock.toolMs(tool.tool()));
    }
}
