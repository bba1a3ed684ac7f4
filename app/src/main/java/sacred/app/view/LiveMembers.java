package sacred.app.view;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sacred.app.text.Row;
import sacred.app.text.Size;
import sacred.app.text.Span;
import sacred.app.text.Style;
import sacred.app.text.Tone;
import sacred.app.text.Wrap;
import sacred.timeline.Call;
import sacred.timeline.Event;
import sacred.timeline.Live.Lane;

/**
 * The members of the live turn's logical model, while they run: who they are, what they do, the end of what they say. Rounds
 * that are over are one row each. What does not fit is counted.
 *
 * @param spinner what turns in front of what runs
 */
record LiveMembers(List<Lane> lanes, LiveClock clock, long nowMs, String spinner) {

    /** More of a text would be a wall. */
    private static final int MOST_TEXT_ROWS = 8;

    private static final String INDENT = "       ";
    private static final String DONE = "done";

    /** How wide the columns of the rows are. */
    private record Widths(int role, int name, int state) {}

    /** All of them in a few words: {@code round 2 · 3 of 5 at work}. */
    String inWords() {
        List<Lane> current = lastAttempts();
        int round = current.stream().mapToInt(LiveMembers::round).max().orElse(1);
        List<Lane> running =
                current.stream().filter(lane -> round(lane) == round).toList();
        long atWork = running.stream().filter(lane -> lane.ended().isEmpty()).count();
        String which = round > 1 ? "round " + round + " · " : "";
        return which + atWork + " of " + running.size() + " at work";
    }

    /** @param room how many rows there are; at least a few are made */
    List<Row> rows(Size room) {
        List<Lane> current = lastAttempts();
        int round = current.stream().mapToInt(LiveMembers::round).max().orElse(1);
        List<Row> rows = new ArrayList<>();
        for (int past = 1; past < round; past++) {
            int number = past;
            List<Lane> over =
                    current.stream().filter(lane -> round(lane) == number).toList();
            if (!over.isEmpty()) {
                rows.add(Row.of("   round " + past + ": " + counted(over), Style.MUTED)
                        .shortened(room.columns()));
            }
        }
        List<Lane> running =
                current.stream().filter(lane -> round(lane) == round).toList();
        int left = Math.max(3, room.rows() - rows.size());
        rows.addAll(running.size() > left ? some(running, room.columns(), left) : all(running, room.columns(), left));
        return rows;
    }

    /** Of each request the last attempt, in the order in which the first ones went out. */
    private List<Lane> lastAttempts() {
        List<Lane> last = new ArrayList<>();
        for (Lane lane : lanes) {
            int before = last.size() - 1;
            while (before >= 0 && !isNextAttempt(last.get(before).started(), lane.started())) {
                before--;
            }
            if (before < 0) {
                last.add(lane);
            } else {
                last.set(before, lane);
            }
        }
        return last;
    }

    /** By the number of the attempt: two judges at once are the same model in the same role, and two requests. */
    private static boolean isNextAttempt(Event.CallStarted call, Event.CallStarted next) {
        return next.attempt() == call.attempt() + 1
                && next.role().equals(call.role())
                && next.model().equals(call.model())
                && next.instance().equals(call.instance())
                && next.iteration().equals(call.iteration());
    }

    private static int round(Lane lane) {
        return lane.started().iteration().orElse(1);
    }

    /** All of them, and of their texts as much as there is room for: the same for each, so that nothing jumps. */
    private List<Row> all(List<Lane> running, int columns, int room) {
        int textRows = Math.min(MOST_TEXT_ROWS, room / running.size() - 1);
        Widths widths = widths(running, columns, textRows == 0);
        List<Row> rows = new ArrayList<>();
        for (Lane lane : running) {
            rows.add(head(lane, widths, columns, textRows == 0));
            if (textRows > 0) {
                Row indent = Row.of(INDENT, Style.MUTED);
                rowsOf(end(lane, columns), columns - INDENT.length() - 1, textRows)
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
                .collect(Collectors.groupingBy(LiveMembers::state, LinkedHashMap::new, Collectors.counting()));
        return states.entrySet().stream()
                .map(state -> state.getValue() + " " + state.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String state(Lane lane) {
        if (lane.ended().isPresent()) {
            Call call = lane.ended().get();
            return switch (call.status()) {
                case OK -> DONE;
                case CANCELLED -> "stopped";
                case FAILED ->
                    "failed"
                            + call.error()
                                    .map(e -> ": " + e.kind().wire().replace('_', ' '))
                                    .orElse("");
            };
        }
        if (lane.said().length() > 0) {
            return "writing";
        }
        return lane.thought().length() > 0 ? "thinking" : "waiting";
    }

    private static Widths widths(List<Lane> lanes, int columns, boolean withText) {
        return new Widths(
                widest(lanes.stream().map(Lane::role), columns / 6),
                widest(lanes.stream().map(lane -> lane.model() + number(lane)), columns * (withText ? 3 : 4) / 10),
                widest(Stream.concat(Stream.of("thinking"), lanes.stream().map(LiveMembers::state)), columns / 4));
    }

    private static int widest(Stream<String> texts, int most) {
        return Math.min(
                most,
                texts.mapToInt(text -> Row.of(text, Style.TEXT).width()).max().orElse(0));
    }

    /** Which of several of the same model it is, and which attempt: {@code  #2, attempt 2}. */
    private static String number(Lane lane) {
        Event.CallStarted call = lane.started();
        return (call.instance().orElse(1) > 1 ? " #" + call.instance().getAsInt() : "")
                + (call.attempt() > 1 ? ", attempt " + call.attempt() : "");
    }

    private Row head(Lane lane, Widths widths, int columns, boolean withText) {
        // the number stays where the name is too long: without it two members look alike
        int model = Math.max(1, widths.name() - number(lane).length());
        Row name = Row.of(lane.model().toString(), Style.TEXT).shortened(model).plus(number(lane), Style.TEXT);
        Row left = Row.of("   ", Style.MUTED)
                .plus(mark(lane))
                .plus(cell(lane.role(), widths.role(), Style.MUTED))
                .plus(name.padded(widths.name(), Style.TEXT).plus(" ", Style.TEXT));
        Row right = Row.of(figures(lane) + " ", Style.MUTED);
        if (!withText) {
            return Row.leftAndRight(left.plus(state(lane), tone(lane)), right, columns);
        }
        left = left.plus(cell(state(lane), widths.state(), tone(lane)));
        int free = columns - left.width() - right.width() - 1;
        if (free > 1) {
            left = left.plus(tail(end(lane, columns).replaceAll("\\s+", " "), free), Style.MUTED);
        }
        return Row.leftAndRight(left, right, columns);
    }

    private static Row cell(String text, int columns, Style style) {
        return Row.of(text, style).shortened(columns).padded(columns, style).plus(" ", style);
    }

    private Span mark(Lane lane) {
        if (lane.ended().isEmpty()) {
            return new Span(spinner + " ", Style.ACCENT);
        }
        String mark = switch (lane.ended().get().status()) {
            case OK -> "✓ ";
            case FAILED -> "✗ ";
            case CANCELLED -> "■ ";
        };
        return new Span(mark, tone(lane));
    }

    private static Style tone(Lane lane) {
        return lane.ended()
                .map(call -> switch (call.status()) {
                    case OK -> Style.of(Tone.OK);
                    case FAILED -> Style.of(Tone.ERROR);
                    case CANCELLED -> Style.of(Tone.WARNING);
                })
                .orElse(Style.ACCENT);
    }

    /** While it runs measured characters and never guessed tokens; when it has ended, what the provider counted. */
    private String figures(Lane lane) {
        if (lane.ended().isPresent()) {
            Call call = lane.ended().get();
            String tokens = call.status() == Call.Status.OK ? Figures.tokens(call.usage()) + "  " : "";
            return confidence(call) + tokens + Figures.seconds(call.timing().durationMs());
        }
        int characters =
                lane.said().length() > 0 ? lane.said().length() : lane.thought().length();
        String length = characters == 0 ? "" : String.format(Locale.ROOT, "%,d chars  ", characters);
        return length + Figures.tenths(nowMs - clock.callMs(lane.call()));
    }

    private static String confidence(Call call) {
        return call.said().confidence().isPresent()
                ? String.format(
                        Locale.ROOT, "conf %.2f  ", call.said().confidence().getAsDouble())
                : "";
    }

    /** The end of what it says, thinks, or failed with; cut at places that stay where they are while it grows. */
    private static String end(Lane lane, int columns) {
        String failure =
                lane.ended().flatMap(Call::error).map(Call.Failure::message).orElse("");
        if (!failure.isEmpty()) {
            return failure;
        }
        String text = lane.said().length() > 0 ? lane.text() : kept(lane).orElseGet(lane::thinking);
        int step = columns * MOST_TEXT_ROWS;
        int from = Math.max(0, text.length() / step - 1) * step;
        boolean inside = from > 0 && Character.isLowSurrogate(text.charAt(from));
        return text.substring(inside ? from + 1 : from).strip();
    }

    /** In a replay nothing streams: what it said comes with its end. */
    private static Optional<String> kept(Lane lane) {
        return lane.ended().flatMap(call -> call.said().text());
    }

    /** The end of a text in one row. */
    private static String tail(String text, int columns) {
        int from = 0;
        if (Row.of(text, Style.MUTED).width() > columns) {
            // a character is a column or two
            from = Math.max(0, text.length() - columns + 1);
            while (Row.of(text.substring(from), Style.MUTED).width() >= columns) {
                from = text.offsetByCodePoints(from, 1);
            }
        }
        return from == 0 ? text : "…" + text.substring(from);
    }

    private static List<Row> rowsOf(String text, int columns, int most) {
        List<Row> rows = text.lines()
                .filter(line -> !line.isBlank())
                .flatMap(line -> Wrap.rows(List.of(new Span(line, Style.MUTED)), Math.max(1, columns)).stream())
                .toList();
        return rows.subList(Math.max(0, rows.size() - most), rows.size());
    }
}
