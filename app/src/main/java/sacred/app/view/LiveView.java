package sacred.app.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sacred.app.panel.Panel;
import sacred.app.text.Row;
import sacred.app.text.Size;
import sacred.app.text.Stacked;
import sacred.app.text.Style;
import sacred.app.text.Tone;
import sacred.timeline.Call;
import sacred.timeline.Event;
import sacred.timeline.Live;
import sacred.timeline.Live.Lane;
import sacred.timeline.Stage;

/**
 * What stands below the fold: the stage that runs, a line for each of its calls when there are several, the text as it
 * arrives. Keeps what is laid out of the streaming text. Belongs to the loop's thread.
 */
public final class LiveView {

    private static final String[] SPINNER = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
    /** Turns of the spinner, and the step of every clock on the screen. */
    public static final long STEP_MS = 100;
    /** A wait that is longer names its reason. */
    private static final long LONG_WAIT_MS = 2_000;

    private static final String NAME = " the fold ";

    private final Answers answers;

    /** @param story below which the live turn stands, and into which it is sealed */
    public LiveView(StoryRows story) {
        this.answers = story.answers();
    }

    /**
     * @param room of the timeline; only the members of a logical model are as many as fit in it
     * @param hint how it is stopped; empty where it cannot be
     */
    public List<Row> rows(Live live, LiveClock clock, long nowMs, Size room, String hint) {
        int columns = room.columns();
        if (live.stage().isEmpty() && live.notes().isEmpty()) {
            return List.of();
        }
        List<Row> rows = new ArrayList<>();
        rows.add(fold(columns));
        rows.add(stage(live, clock, nowMs, columns, hint));
        for (String note : live.notes()) {
            rows.addAll(BlockView.detail(note, columns));
        }
        live.waits()
                .filter(wait -> !wait.unsaved())
                .ifPresent(wait -> rows.addAll(BlockView.detail(wait.why(), Style.MUTED, columns)));
        List<Row> unsaved = live.waits()
                .filter(Event.Waiting::unsaved)
                .map(wait -> BlockView.detail(wait.why(), Style.of(Tone.ERROR), columns))
                .orElse(List.of());
        List<Lane> lanes = live.lanes();
        if (lanes.stream().map(Lane::role).anyMatch(Panel::isOfStrategy)) {
            Size left = new Size(columns, room.rows() - rows.size() - unsaved.size());
            rows.addAll(members(live, clock, nowMs).rows(left));
            rows.addAll(unsaved);
            return rows;
        }
        lanes.stream()
                .filter(LiveView::failed)
                .forEach(lane -> rows.add(failure(lane, lane.ended().orElseThrow(), columns)));
        rows.addAll(tools(live, clock, nowMs).rows(columns));
        List<Row> text = lanes.stream()
                .filter(lane -> !failed(lane))
                .reduce((_, last) -> last)
                .map(lane -> text(live, lane, columns))
                .orElse(List.of());
        // below the answer, whose beginning may have left the screen
        return new Stacked(rows, unsaved.isEmpty() ? text : new Stacked(text, unsaved));
    }

    private static LiveTools tools(Live live, LiveClock clock, long nowMs) {
        return new LiveTools(live.tools(), clock, nowMs, spinner(nowMs));
    }

    private static LiveMembers members(Live live, LiveClock clock, long nowMs) {
        return new LiveMembers(live.lanes(), LaneView.at(clock, nowMs));
    }

    private static boolean failed(Lane lane) {
        return lane.ended().filter(call -> call.error().isPresent()).isPresent();
    }

    private static Row fold(int columns) {
        int left = Math.max(0, (columns - NAME.length()) / 2);
        int right = Math.max(0, columns - NAME.length() - left);
        return Row.of("─".repeat(left), Style.FAINT)
                .plus(NAME, Style.FAINT)
                .plus("─".repeat(right), Style.FAINT)
                .cut(columns);
    }

    private Row stage(Live live, LiveClock clock, long nowMs, int columns, String hint) {
        Optional<Lane> lane =
                live.lanes().stream().filter(l -> l.ended().isEmpty()).reduce((_, last) -> last);
        String name = live.stage().map(Stage::wire).orElse("turn");
        Tone tone = switch (live.stage().orElse(Stage.FORMAT)) {
            case ROUTE -> Tone.ROUTE;
            case TOOL -> Tone.TOOL;
            case FORMAT -> Tone.FORMAT;
        };
        String figures = Figures.tenths(nowMs - clock.stageMs()) + (hint.isEmpty() ? "" : "   " + hint);
        boolean together = live.lanes().stream().map(Lane::role).anyMatch(Panel::isOfStrategy);
        String who = together ? "" : lane.map(l -> l.model().toString()).orElse("");
        String what = live.waits()
                .map(wait -> waiting(wait, nowMs - clock.waitMs()))
                .or(() -> tools(live, clock, nowMs).inWords())
                .or(() -> together ? Optional.of(members(live, clock, nowMs).inWords()) : Optional.empty())
                .or(() -> lane.map(l -> progress(l, clock, nowMs)))
                .orElse("working");
        return StageLine.of(name, tone, who, what, figures)
                .marked(spinner(nowMs))
                .row(columns);
    }

    /** A wait counts down where its end is known, and up where it is not. */
    private static String waiting(Event.Waiting wait, long waitedMs) {
        String time = wait.left()
                .map(left -> Figures.tenths(Math.max(0, left.toMillis() - waitedMs)) + " left")
                .orElseGet(() -> Figures.tenths(waitedMs));
        return "waiting, " + time;
    }

    /** What can be said of a request that runs: measured characters, never guessed tokens. */
    private static String progress(Lane lane, LiveClock clock, long nowMs) {
        String attempt = lane.attempt() > 1 ? "attempt " + lane.attempt() + " · " : "";
        long waited = nowMs - clock.callMs(lane.call());
        if (lane.said().length() > 0) {
            return attempt + count(lane.said().length()) + " characters";
        }
        if (lane.thought().length() > 0) {
            return attempt + "thinking, " + count(lane.thought().length()) + " characters";
        }
        return attempt + (waited > LONG_WAIT_MS ? "no token yet after " + Figures.tenths(waited) : "waiting");
    }

    /** An attempt that failed, above the one that runs. */
    private static Row failure(Lane lane, Call call, int columns) {
        String name = lane.model() + (lane.attempt() > 1 ? "  attempt " + lane.attempt() : "");
        Row left = Row.of("   ", Style.MUTED)
                .plus("✗ ", Style.of(Tone.ERROR))
                .plus(name + "  ", Style.TEXT)
                .plus(call.error().map(Call.Failure::message).orElse(""), Style.MUTED);
        return Row.leftAndRight(left, Row.of(Figures.seconds(call.timing().durationMs()) + " ", Style.MUTED), columns);
    }

    private List<Row> text(Live live, Lane lane, int columns) {
        boolean formats = live.stage().filter(Stage.FORMAT::equals).isPresent();
        if (formats && lane.said().length() > 0) {
            return answers.growing(lane.text(), columns);
        }
        String aloud = lane.said().length() > 0 ? lane.text() : lane.thinking();
        List<Row> rows = BlockView.detail(aloud.substring(Math.max(0, aloud.length() - 4 * columns)), columns);
        return rows.subList(Math.max(0, rows.size() - 4), rows.size());
    }

    static String spinner(long nowMs) {
        return SPINNER[(int) Math.floorMod(nowMs / STEP_MS, (long) SPINNER.length)];
    }

    private static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }
}
