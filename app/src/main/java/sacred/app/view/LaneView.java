package sacred.app.view;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import sacred.app.text.Row;
import sacred.app.text.Span;
import sacred.app.text.Style;
import sacred.app.text.Tone;
import sacred.app.text.Wrap;
import sacred.cognition.strategy.Consortium;
import sacred.cognition.strategy.MemberAnswer;
import sacred.timeline.Call;
import sacred.timeline.Event;
import sacred.timeline.Live.Lane;

/**
 * A request to a member of a logical model in a few words: how it stands, and what is known of it in numbers.
 *
 * @param spinner what turns in front of what runs
 */
record LaneView(LiveClock clock, long nowMs, String spinner) {

    /** Where nothing runs any more. */
    static final LaneView OVER = new LaneView(LiveClock.begin(0), 0, " ");

    private static final Pattern OPENING_TAG = Pattern.compile("<([a-z_]+)>\\s*");
    private static final Pattern NO_PART =
            Pattern.compile("<synthesis_output>|<refinement_areas>|</[a-z_]+>|</?[a-z_]*\\z");

    static final String DONE = "done";

    static LaneView at(LiveClock clock, long nowMs) {
        return new LaneView(clock, nowMs, LiveView.spinner(nowMs));
    }

    static String state(Lane lane) {
        if (lane.ended().isPresent()) {
            Call call = lane.ended().get();
            return switch (call.status()) {
                case OK -> DONE;
                case CANCELLED -> call.isUnasked() ? "not asked" : "stopped";
                case FAILED ->
                    (call.isUnasked() ? "not asked" : "failed")
                            + call.error()
                                    .map(e -> ": " + e.kind().wire().replace('_', ' '))
                                    .orElse("");
            };
        }
        if (lane.said().length() > 0) {
            return "writing";
        }
        if (lane.thought().length() > 0) {
            return "thinking";
        }
        return lane.model().isLogical() ? "at work" : "waiting";
    }

    static Style tone(Lane lane) {
        return lane.ended()
                .map(call -> switch (call.status()) {
                    case OK -> Style.of(Tone.OK);
                    case FAILED -> Style.of(call.isUnasked() ? Tone.WARNING : Tone.ERROR);
                    case CANCELLED -> Style.of(Tone.WARNING);
                })
                .orElse(Style.ACCENT);
    }

    Span mark(Lane lane) {
        if (lane.ended().isEmpty()) {
            return new Span(spinner + " ", Style.ACCENT);
        }
        Call call = lane.ended().get();
        String mark = switch (call.status()) {
            case OK -> "✓ ";
            case FAILED -> call.isUnasked() ? "– " : "✗ ";
            case CANCELLED -> call.isUnasked() ? "– " : "■ ";
        };
        return new Span(mark, tone(lane));
    }

    /** Which of several of the same model it is, and which attempt: {@code  #2, attempt 2}. */
    static String number(Lane lane) {
        Event.CallStarted call = lane.started();
        return (call.instance().orElse(1) > 1 ? " #" + call.instance().getAsInt() : "")
                + (call.attempt() > 1 ? ", attempt " + call.attempt() : "");
    }

    /** While it runs measured characters and never guessed tokens; when it has ended, what the provider counted. */
    String figures(Lane lane) {
        if (lane.ended().isPresent()) {
            Call call = lane.ended().get();
            if (call.isUnasked()) {
                return "";
            }
            boolean counted = call.status() == Call.Status.OK && call.isRequest();
            String tokens = counted ? Figures.tokens(call.usage()) + "  " : "";
            return tokens + Figures.seconds(call.timing().durationMs());
        }
        int characters =
                lane.said().length() > 0 ? lane.said().length() : lane.thought().length();
        String length = characters == 0 ? "" : String.format(Locale.ROOT, "%,d chars  ", characters);
        return length + Figures.tenths(nowMs - clock.callMs(lane.call()));
    }

    /** In two rows, for where it stands beside others: who, then how it stands. */
    List<Row> narrow(Lane lane, int columns) {
        // the number stays where the name is too long: without it two members look alike
        int name = columns - 3 - number(lane).length();
        Row who = Row.of(" ", Style.MUTED)
                .plus(mark(lane))
                .plus(Row.of(lane.model().toString(), Style.TEXT.asBold()).shortened(name))
                .plus(number(lane), Style.TEXT.asBold());
        String state =
                lane.ended().filter(call -> call.status() == Call.Status.OK).isPresent() ? "" : state(lane) + "  ";
        Row how = Row.of("   ", Style.MUTED).plus(state, tone(lane)).plus(figures(lane), Style.MUTED);
        return List.of(who.shortened(columns), how.shortened(columns));
    }

    /** {@code conf 0.80  } as the member gave it; empty where it gave none. */
    static String confidence(Lane lane) {
        return lane.ended().stream()
                .flatMapToDouble(call -> call.said().confidence().stream())
                .mapToObj(value -> String.format(Locale.ROOT, "conf %.2f  ", value))
                .findFirst()
                .orElse("");
    }

    /** The end of what it says, thinks, or failed with, in so many rows at most. */
    static List<Row> lastRows(Lane lane, int columns, int most) {
        List<Row> rows = end(lane, Math.max(1, columns) * most)
                .lines()
                .filter(line -> !line.isBlank())
                .flatMap(line -> Wrap.rows(List.of(new Span(line, Style.MUTED)), Math.max(1, columns)).stream())
                .toList();
        return rows.subList(Math.max(0, rows.size() - most), rows.size());
    }

    /** The same in one row. */
    static String lastWords(Lane lane, int columns) {
        String text = end(lane, columns).replaceAll("\\s+", " ");
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

    /** At least so many characters of it, if there are; cut at places that stay where they are while it grows. */
    private static String end(Lane lane, int step) {
        String failure =
                lane.ended().flatMap(Call::error).map(Call.Failure::message).orElse("");
        if (!failure.isEmpty()) {
            return failure;
        }
        String text = kept(lane)
                .map(MemberAnswer::of)
                .orElseGet(() -> lane.said().length() > 0 ? growing(lane) : lane.thinking());
        int from = Math.max(0, text.length() / step - 1) * step;
        boolean inside = from > 0 && Character.isLowSurrogate(text.charAt(from));
        return text.substring(inside ? from + 1 : from).strip();
    }

    /** What an arbiter writes is read by the program; while it grows, people see its parts without their brackets. */
    private static String growing(Lane lane) {
        return lane.role().equals(Consortium.ARBITER)
                ? OPENING_TAG
                        .matcher(NO_PART.matcher(lane.text()).replaceAll(""))
                        .replaceAll("\n$1  ")
                : lane.text();
    }

    /** All that it said, once it has ended. */
    private static Optional<String> kept(Lane lane) {
        return lane.ended().flatMap(call -> call.said().text()).filter(text -> !text.isEmpty());
    }
}
