package sacred.app.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import sacred.app.edit.Editor;
import sacred.app.edit.ReverseSearch;
import sacred.app.replay.Playback;
import sacred.app.text.Row;
import sacred.app.text.Style;
import sacred.app.text.Tone;
import sacred.app.view.PromptView;
import sacred.cognition.TurnSettings;

/**
 * What stands below the timeline: what is queued, the rule, the prompt, the status line.
 *
 * @param caretRow of {@link #rows}
 */
record Foot(List<Row> rows, int caretColumn, int caretRow) {

    private static final int QUEUE_ROWS = 3;
    /** So much of the timeline stays in sight whatever waits; a list needs as much. */
    private static final int BODY_ROWS = 3;

    static Foot of(State state) {
        int columns = state.size().columns();
        List<Row> rows = new ArrayList<>();
        if (state.replay().isPresent()) {
            rows.add(Chrome.rule(state));
            rows.add(progress(state.replay().get(), columns));
            rows.add(status(state, columns));
            return new Foot(rows, columns - 1, rows.size() - 1);
        }
        state.question().ifPresent(question -> rows.addAll(question.rows(state)));
        PromptView prompt = prompt(
                state, columns, state.question().isPresent() ? 1 : state.size().rows() / 3);
        // the header, the rule and the status line are rows too
        int room = state.size().rows() - 3 - prompt.rows().size() - BODY_ROWS - rows.size();
        if (room > 0 || state.question().isEmpty()) {
            rows.addAll(queue(state, columns, room));
        }
        rows.add(Chrome.rule(state));
        int caretRow = rows.size() + prompt.caretRow();
        rows.addAll(prompt.rows());
        rows.add(status(state, columns));
        return new Foot(rows, prompt.caretColumn(), caretRow);
    }

    private static PromptView prompt(State state, int columns, int most) {
        int height = Math.max(1, most);
        if (state.reading().search().filter(Reading.Search::typing).isPresent()) {
            String query = state.reading().search().get().query();
            return PromptView.of("/", query, query.length(), "search in this timeline", columns, 1);
        }
        if (state.prompt().search().isPresent()) {
            ReverseSearch search = state.prompt().search().get();
            String found = search.entry().orElse("").replace('\n', ' ');
            String words = "search " + search.query() + (search.failed() ? " (nothing more)" : "") + ": ";
            return PromptView.of("‹", words + found, words.length() - 2, "", columns, 1);
        }
        Editor editor = state.prompt().editor();
        return PromptView.of("›", editor.text(), editor.caret(), "type here…", columns, height);
    }

    private static List<Row> queue(State state, int columns, int room) {
        List<Line> queue = state.work().queue();
        List<Row> rows = new ArrayList<>();
        boolean all = queue.size() <= Math.min(QUEUE_ROWS, room);
        int shown = all ? queue.size() : Math.clamp(room - 1, 0, QUEUE_ROWS);
        for (Line line : queue.subList(0, shown)) {
            rows.add(Row.of(" ⋯ queued  ", Style.of(Tone.WARNING))
                    .plus(line.text().lines().findFirst().orElse(""), Style.MUTED)
                    .shortened(columns));
        }
        if (!all) {
            String words = shown == 0 ? queue.size() + " queued" : "and " + (queue.size() - shown) + " more";
            rows.add(Row.of(" ⋯ " + words, Style.MUTED));
        }
        return rows;
    }

    private static Row status(State state, int columns) {
        if (state.flash().isPresent()) {
            return bar(Row.of(" " + state.flash().get().text(), Style.of(Tone.WARNING)), columns);
        }
        if (state.overlay().orElse(null) instanceof Overlay.Page page) {
            String words = page.isGlanced()
                    ? " any key closes · j k PgUp PgDn scroll"
                    : " Esc closes · j k PgUp PgDn g G scroll";
            return bar(Row.of(words, Style.ACCENT), columns);
        }
        if (state.replay().isPresent()) {
            return bar(Row.of(" " + keys(state.replay().get()), Style.MUTED), columns);
        }
        if (state.reading().focused()) {
            String words = " timeline · j k move · Enter unfolds · / search · c copy · r again · q back";
            return bar(Row.of(words, Style.ACCENT), columns);
        }
        Row left = state.settings().map(Foot::answering).orElse(Row.EMPTY);
        boolean hidden = state.live().isEmpty() || state.reading().top().isPresent();
        String stops = state.story().unread().isPresent() ? "Esc leaves " : "Esc stops ";
        String hint = state.work().busy() && hidden ? stops : "? help ";
        return Row.leftAndRight(left, Row.of(hint, Style.MUTED), columns);
    }

    private static Row bar(Row row, int columns) {
        return row.shortened(columns).padded(columns, Style.MUTED);
    }

    private static String keys(Playback playback) {
        return playback.goTo()
                .map(turn -> "go to turn " + turn + "▏ Enter")
                .orElse("space pause · ← → block · + - speed · Home End · g turn · q leave");
    }

    private static Row answering(TurnSettings settings) {
        Row row = Row.of(" " + settings.format(), Style.TEXT);
        if (!settings.tool().equals(settings.format())) {
            row = row.plus(" · tools " + settings.tool(), Style.MUTED);
        }
        return row.plus(" · route " + settings.mode().name().toLowerCase(Locale.ROOT), Style.MUTED);
    }

    /** {@code ▕███░░░▏ turn 3/12  0:41 / 6:10  ▶ 4x}. */
    private static Row progress(Playback playback, int columns) {
        String speed = Double.isInfinite(playback.speed()) ? "max" : number(playback.speed()) + "x";
        String mark = playback.atEnd() ? "■" : playback.playing() ? "▶" : "‖";
        String words = "  turn " + playback.turn() + "/" + playback.script().turns() + "  "
                + clock((long) playback.atMs()) + " / "
                + clock(playback.script().lengthMs()) + "  " + mark + " "
                + speed + " ";
        int width = Math.max(4, columns - Row.of(words, Style.TEXT).width() - 3);
        long length = playback.script().lengthMs();
        double share = length == 0 ? (playback.atEnd() ? 1 : 0) : playback.atMs() / length;
        int full = (int) Math.round(Math.max(0, Math.min(1, share)) * width);
        return Row.of(" ▕", Style.FAINT)
                .plus("█".repeat(full), Style.ACCENT)
                .plus("░".repeat(width - full), Style.FAINT)
                .plus("▏", Style.FAINT)
                .plus(words, Style.MUTED)
                .cut(columns);
    }

    private static String number(double speed) {
        return speed == Math.rint(speed) ? String.valueOf((long) speed) : String.valueOf(speed);
    }

    private static String clock(long millis) {
        return String.format(Locale.ROOT, "%d:%02d", millis / 60_000, millis / 1000 % 60);
    }
}
