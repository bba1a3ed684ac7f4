package sacred.app.view;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sacred.app.panel.Panel;
import sacred.app.text.Row;
import sacred.app.text.Size;
import sacred.app.text.Style;
import sacred.cognition.strategy.Strategies;
import sacred.timeline.Live.Lane;

/**
 * The members of the live turn's logical model, while they run: who they are, what they do, the end of what they say. Rounds
 * that are over are one row each. What does not fit is counted.
 */
record LiveMembers(List<Lane> lanes, LaneView view) {

    private static final String INDENT = "       ";
    /** More of a text would be a wall. */
    private static final int MOST_TEXT_ROWS = 8;
    /** Of texts in columns, which are short. */
    private static final int MOST_ROWS_BESIDE = 14;
    /** Narrower screens need the room for the names. */
    private static final int WITH_ROLES = 60;
    /** Who, and how it stands. */
    private static final int HEAD_BESIDE = 2;

    /** How wide the columns of the rows are. */
    private record Widths(int role, int name, int state) {}

    /** All of them in a few words: {@code round 2 · 3 of 5 at work}. */
    String inWords() {
        List<Lane> current = outer(Panel.lastAttempts(lanes));
        int round = current.stream().mapToInt(Panel::round).max().orElse(1);
        List<Lane> running =
                current.stream().filter(lane -> Panel.round(lane) == round).toList();
        long atWork = running.stream().filter(lane -> lane.ended().isEmpty()).count();
        String which = round > 1 ? "round " + round + " · " : "";
        return which + atWork + " of " + running.size() + " at work";
    }

    /** Without those that were asked in the place of a logical model, which is a lane of its own. */
    private static List<Lane> outer(List<Lane> lanes) {
        return lanes.stream().filter(lane -> lane.started().within().isEmpty()).toList();
    }

    /** @param room how many rows there are; at least a few are made */
    List<Row> rows(Size room) {
        List<Lane> current = Panel.lastAttempts(lanes);
        int round = current.stream().mapToInt(Panel::round).max().orElse(1);
        List<Row> rows = new ArrayList<>();
        for (int past = 1; past < round; past++) {
            int number = past;
            List<Lane> over = outer(current).stream()
                    .filter(lane -> Panel.round(lane) == number)
                    .toList();
            if (!over.isEmpty()) {
                rows.add(Row.of("   round " + past + ": " + counted(over), Style.MUTED)
                        .shortened(room.columns()));
            }
        }
        List<Lane> running =
                current.stream().filter(lane -> Panel.round(lane) == round).toList();
        int left = Math.max(3, room.rows() - rows.size());
        rows.addAll(running.size() > left ? some(running, room.columns(), left) : all(running, room.columns(), left));
        return rows;
    }

    private List<Row> all(List<Lane> running, int columns, int room) {
        List<Lane> members = running.stream()
                .filter(lane -> Strategies.isMember(lane.role()))
                .toList();
        List<Lane> others = running.stream()
                .filter(lane -> !Strategies.isMember(lane.role()))
                .toList();
        Columns beside = Columns.of(members.size(), columns);
        int lines = (members.size() + beside.count() - 1) / beside.count();
        int free = room - lines * HEAD_BESIDE - (lines - 1) - (others.isEmpty() ? 0 : 1 + others.size());
        int textRows = Math.min(MOST_ROWS_BESIDE, free / Math.max(1, lines + others.size()));
        if (!beside.several() || textRows < 1) {
            return below(running, columns, room);
        }
        List<Row> rows = new ArrayList<>(beside.rows(members.stream()
                .map(lane -> beside(lane, beside.width(), textRows))
                .toList()));
        if (!others.isEmpty()) {
            rows.add(Row.EMPTY);
            rows.addAll(below(others, columns, others.size() * (1 + textRows)));
        }
        return rows;
    }

    private List<Row> beside(Lane lane, int columns, int textRows) {
        List<Row> rows = new ArrayList<>(view.narrow(lane, columns));
        rows.set(
                1,
                rows.get(1)
                        .plus("  " + LaneView.confidence(lane).strip(), Style.MUTED)
                        .shortened(columns));
        Row indent = Row.of("   ", Style.MUTED);
        LaneView.lastRows(lane, columns - 4, textRows).forEach(row -> rows.add(indent.plus(row)));
        return rows;
    }

    /** One below the other, and of their texts as much as there is room for: the same for each, so that nothing jumps. */
    private List<Row> below(List<Lane> running, int columns, int room) {
        int textRows = Math.min(MOST_TEXT_ROWS, room / running.size() - 1);
        Widths widths = widths(running, columns, textRows == 0);
        List<Row> rows = new ArrayList<>();
        for (Lane lane : running) {
            rows.add(head(lane, widths, columns, textRows == 0));
            if (textRows > 0) {
                Row indent = Row.of(INDENT, Style.MUTED);
                LaneView.lastRows(lane, columns - INDENT.length() - 1, textRows)
                        .forEach(row -> rows.add(indent.plus(row)));
            }
        }
        return rows;
    }

    /** The first that fit; those that still run stand before those that have ended. */
    private List<Row> some(List<Lane> running, int columns, int room) {
        List<Lane> ordered = running.stream()
                .sorted(Comparator.comparing(lane -> lane.ended().isPresent()))
                .toList();
        List<Lane> shown = ordered.subList(0, room - 1);
        Widths widths = widths(shown, columns, true);
        List<Row> rows = new ArrayList<>();
        shown.forEach(lane -> rows.add(head(lane, widths, columns, true)));
        List<Lane> hidden = ordered.subList(room - 1, ordered.size());
        rows.add(Row.of("   … and " + hidden.size() + " more: " + counted(hidden), Style.MUTED)
                .shortened(columns));
        return rows;
    }

    /** {@code 3 done, 1 failed: rate limited}. */
    private static String counted(Collection<Lane> lanes) {
        Map<String, Long> states = lanes.stream()
                .collect(Collectors.groupingBy(LaneView::state, LinkedHashMap::new, Collectors.counting()));
        return states.entrySet().stream()
                .map(state -> state.getValue() + " " + state.getKey())
                .collect(Collectors.joining(", "));
    }

    private static Widths widths(List<Lane> lanes, int columns, boolean withText) {
        return new Widths(
                columns < WITH_ROLES ? 0 : widest(lanes.stream().map(Lane::role), columns / 6),
                widest(
                        lanes.stream().map(lane -> lane.model() + LaneView.number(lane)),
                        columns * (withText ? 3 : 4) / 10),
                widest(Stream.concat(Stream.of("thinking"), lanes.stream().map(LaneView::state)), columns / 4));
    }

    private static int widest(Stream<String> texts, int most) {
        return Math.min(
                most,
                texts.mapToInt(text -> Row.of(text, Style.TEXT).width()).max().orElse(0));
    }

    private Row head(Lane lane, Widths widths, int columns, boolean withText) {
        // the number stays where the name is too long: without it two members look alike
        int model = Math.max(1, widths.name() - LaneView.number(lane).length());
        Row name = Row.of(lane.model().toString(), Style.TEXT).shortened(model).plus(LaneView.number(lane), Style.TEXT);
        Row left = Row.of("   ", Style.MUTED)
                .plus(view.mark(lane))
                .plus(cell(lane.role(), widths.role(), Style.MUTED))
                .plus(name.padded(widths.name(), Style.TEXT).plus(" ", Style.TEXT));
        Row right = Row.of(LaneView.confidence(lane) + view.figures(lane) + " ", Style.MUTED);
        if (!withText) {
            return Row.leftAndRight(left.plus(LaneView.state(lane), LaneView.tone(lane)), right, columns);
        }
        left = left.plus(cell(LaneView.state(lane), widths.state(), LaneView.tone(lane)));
        int free = columns - left.width() - right.width() - 1;
        if (free > 1) {
            left = left.plus(LaneView.lastWords(lane, free), Style.MUTED);
        }
        return Row.leftAndRight(left, right, columns);
    }

    private static Row cell(String text, int columns, Style style) {
        return columns == 0
                ? Row.EMPTY
                : Row.of(text, style).shortened(columns).padded(columns, style).plus(" ", style);
    }
}
