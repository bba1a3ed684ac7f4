package sacred.app.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sacred.app.edit.ListBox;
import sacred.app.text.Frame;
import sacred.app.text.Row;
import sacred.app.text.Size;
import sacred.app.text.Span;
import sacred.app.text.Stacked;
import sacred.app.text.Style;
import sacred.app.text.Tone;
import sacred.app.view.BoxView;
import sacred.app.view.FoundView;
import sacred.app.view.LiveView;
import sacred.app.view.Scroll;
import sacred.app.view.StoryRows;

/**
 * The whole screen as a function of the state: header, timeline, rule, prompt, status line. Keeps what is expensive to lay
 * out; the same state gives the same frame. Belongs to the loop's thread.
 */
final class Screen {

    static final int MIN_COLUMNS = 40;
    static final int MIN_ROWS = 10;
    /** Lists leave some of the timeline in sight. */
    private static final int MAX_BOX = 14;

    private final StoryRows story;
    private final LiveView live;
    private final Chrome chrome = new Chrome();
    private Optional<State> laidOut = Optional.empty();
    private List<Row> liveRows = List.of();

    Screen(StoryRows story) {
        this.story = story;
        this.live = new LiveView(story);
    }

    Frame frame(State state) {
        int columns = state.size().columns();
        int height = state.size().rows();
        if (columns < MIN_COLUMNS || height < MIN_ROWS) {
            return tooSmall(state);
        }
        Foot foot = Foot.of(state);
        int bodyHeight = bodyHeight(state, foot);
        List<Row> rows = new ArrayList<>();
        rows.add(chrome.header(state));
        rows.addAll(body(state, bodyHeight));
        int column = foot.caretColumn();
        int row = rows.size() + foot.caretRow();
        rows.addAll(foot.rows());
        if (state.overlay().orElse(null) instanceof Overlay.Choosing choosing) {
            ListBox box = choosing.box();
            List<Row> over = BoxView.rows(box, columns, Math.min(bodyHeight, MAX_BOX));
            int top = 1 + bodyHeight - over.size();
            lay(rows, over, top);
            column = BoxView.caretColumn(box, columns);
            row = top;
        } else if (state.overlay().orElse(null) instanceof Overlay.Search(Finding finding)) {
            lay(rows, found(finding, columns, bodyHeight), 1);
            column = FoundView.caretColumn(finding.query(), columns);
            row = 1;
        } else if (state.overlay().orElse(null) instanceof Overlay.Doubt doubt) {
            List<Row> over = Doubting.rows(doubt, columns, bodyHeight);
            lay(rows, over, 1 + bodyHeight - over.size());
        } else if (state.overlay().isEmpty()) {
            List<Row> over = Completions.rows(state, Math.max(1, bodyHeight / 2));
            lay(rows, over, 1 + bodyHeight - over.size());
        }
        return new Frame(rows, Math.min(column, columns - 1), row, state.look().theme());
    }

    private List<Row> found(Finding finding, int columns, int height) {
        return FoundView.rows(
                finding.query(), finding.hits(), finding.selected(), finding.state(), story.zone(), columns, height);
    }

    private static void lay(List<Row> rows, List<Row> over, int top) {
        for (int i = 0; i < over.size(); i++) {
            rows.set(top + i, over.get(i));
        }
    }

    /** The timeline as it can be scrolled now. */
    Scroll scroll(State state) {
        return scroll(state, Math.max(1, bodyHeight(state, Foot.of(state))));
    }

    private Scroll scroll(State state, int height) {
        return new Scroll(item -> item(state, item), state.story().lastItem(), height);
    }

    private List<Row> item(State state, int item) {
        if (item <= state.story().lastBlock()) {
            return story.item(
                    state.story(), item, state.size().columns(), state.reading().unfolded());
        }
        if (state.story().timeline().live().isEmpty() || state.live().isEmpty()) {
            return story.said(state.story(), state.size().columns());
        }
        if (laidOut.filter(known -> known == state).isEmpty()) {
            List<Row> said = story.said(state.story(), state.size().columns());
            liveRows = new Stacked(live(state, said.size()), said);
            laidOut = Optional.of(state);
        }
        return liveRows;
    }

    /**
     * The live turn; a frame asks for it more than once.
     *
     * @param below how many rows stand below it
     */
    private List<Row> live(State state, int below) {
        String hint = state.replay().isPresent() ? "" : "Esc to stop";
        return live.rows(
                state.story().timeline().live().get(),
                state.live().get(),
                state.liveMs(),
                new Size(state.size().columns(), bodyHeight(state, Foot.of(state)) - below),
                hint);
    }

    /** The row of a page that is at the top when its last one is at the bottom. */
    static int lastOfPage(State state, Overlay.Page page) {
        int rows = page.rows(state).size();
        return Math.max(0, rows - bodyHeight(state, Foot.of(state)));
    }

    private static int bodyHeight(State state, Foot foot) {
        return state.size().rows() - 1 - foot.rows().size();
    }

    private List<Row> body(State state, int height) {
        List<Row> rows = new ArrayList<>();
        if (state.overlay().orElse(null) instanceof Overlay.Page open) {
            List<Row> page = open.rows(state);
            int first = Math.max(0, Math.min(open.top(), page.size() - height));
            rows.addAll(page.subList(first, Math.min(page.size(), first + height)));
        } else {
            Optional<String> query = state.reading().search().map(Reading.Search::query);
            int selected = state.reading().selected().orElse(-1);
            for (Scroll.Visible visible :
                    scroll(state, height).rows(state.reading().top())) {
                Row row = visible.row();
                if (query.isPresent() && !query.get().isBlank()) {
                    row = row.highlighting(query.get(), Style.of(Tone.MATCH));
                }
                rows.add(visible.item() == selected ? chosen(row) : row);
            }
        }
        while (rows.size() < height) {
            rows.add(Row.EMPTY);
        }
        return rows;
    }

    /** A bar in the first column, which every row leaves free. */
    private static Row chosen(Row row) {
        Row bar = Row.of("┃", Style.ACCENT.asBold());
        if (row.spans().isEmpty()) {
            return bar;
        }
        Span first = row.spans().getFirst();
        if (!first.text().startsWith(" ")) {
            return row;
        }
        List<Span> rest = new ArrayList<>(row.spans());
        rest.set(0, new Span(first.text().substring(1), first.style()));
        return bar.plus(new Row(rest));
    }

    private static Frame tooSmall(State state) {
        List<Row> rows = new ArrayList<>();
        String size = state.size().columns() + "x" + state.size().rows();
        rows.add(Row.of("too small: " + size, Style.of(Tone.WARNING))
                .cut(state.size().columns()));
        rows.add(Row.of("needs " + MIN_COLUMNS + "x" + MIN_ROWS, Style.MUTED)
                .cut(state.size().columns()));
        while (rows.size() < state.size().rows()) {
            rows.add(Row.EMPTY);
        }
        return new Frame(
                rows.subList(0, Math.max(0, state.size().rows())),
                0,
                0,
                state.look().theme());
    }
}
