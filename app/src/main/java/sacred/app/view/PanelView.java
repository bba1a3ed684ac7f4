package sacred.app.view;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import sacred.app.panel.Panel;
import sacred.app.text.Row;
import sacred.app.text.Span;
import sacred.app.text.Style;
import sacred.app.text.Tone;
import sacred.app.text.Wrap;
import sacred.cognition.strategy.Agreement;
import sacred.cognition.strategy.Claims;
import sacred.timeline.Call;
import sacred.timeline.Live.Lane;

/**
 * The page of a panel: agreement and confidence round by round, and in each round who says what, with every claim of a whole
 * answer marked by how many make it. Members stand side by side where the screen is wide. Pure but for what it is given to keep.
 *
 * @param columns of the screen
 * @param lanes how requests that run are told of
 * @param known what is laid out already of these columns, by the identity of the sentences
 */
public record PanelView(Panel panel, int columns, LaneView lanes, Map<List<Claims.Sentence>, List<Row>> known) {

    /** Of what is still written; the whole text comes with the end. */
    private static final int MOST_GROWING_ROWS = 8;
    /** Of lines that are only printed. */
    private static final int PRINTED = 100;

    private static final int ALL = Integer.MAX_VALUE - 1;

    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        String count = panel.rounds().size() == 1 ? "1 round" : panel.rounds().size() + " rounds";
        rows.add(Row.of(" panel", Style.ACCENT.asBold())
                .plus(" of turn " + panel.turn() + " · " + count, Style.MUTED)
                .shortened(columns));
        Row bar = Row.of(" ▌ ", Style.of(Tone.USER));
        for (String line : panel.prompt().strip().lines().toList()) {
            rows.addAll(Wrap.rows(List.of(new Span(line, Style.TEXT.asBold())), columns - 1, bar, bar));
        }
        rows.add(Row.EMPTY);
        PanelChart chart = new PanelChart(panel, columns);
        rows.addAll(chart.rows());
        for (Panel.Round round : panel.rounds()) {
            rows.addAll(round(round));
        }
        rows.addAll(inside());
        rows.addAll(chart.meaning());
        return rows;
    }

    /** The same as lines. */
    public static List<String> lines(Panel panel) {
        return new PanelView(panel, PRINTED, LaneView.OVER, new IdentityHashMap<>())
                .rows().stream().map(row -> row.text().stripTrailing()).toList();
    }

    private List<Row> round(Panel.Round round) {
        List<Row> rows = new ArrayList<>();
        rows.add(Row.EMPTY);
        String title = " round " + round.number();
        if (!round.members().isEmpty()) {
            Agreement agreement = round.agreement();
            title += " · " + round.answered() + " of " + round.members().size() + " answered"
                    + (all(panel) ? "" : " themselves")
                    + (round.atWork() == 0 ? "" : ", " + round.atWork() + " at work") + " · agreement "
                    + PanelChart.share(agreement) + " (N="
                    + agreement.answers() + ")";
        }
        Row line = Row.of("──", Style.FAINT).plus(title + " ", Style.ACCENT.asBold());
        rows.add(line.plus("─".repeat(Math.max(0, columns - line.width())), Style.FAINT)
                .shortened(columns));
        boolean sure = MemberView.isAskedForConfidence(calls(round));
        Columns beside = Columns.of(round.members().size(), columns);
        Cell cell = new Cell(beside.width(), beside.several(), sure);
        rows.addAll(beside.rows(round.members().stream()
                .map(member -> member(member, round, cell))
                .toList()));
        if (beside.several() && !round.others().isEmpty()) {
            rows.add(Row.EMPTY);
        }
        round.others().forEach(judge -> rows.addAll(judge(judge, sure)));
        return rows;
    }

    /** Whether members that are logical models are among them: older timelines hold only what was asked for those. */
    private static boolean all(Panel panel) {
        return panel.inside().stream().allMatch(lane -> lane.started().within().isPresent());
    }

    private static List<Call> calls(Panel.Round round) {
        return Stream.concat(
                        round.members().stream().map(Panel.Member::lane),
                        round.others().stream().map(Panel.Judge::lane))
                .flatMap(lane -> lane.ended().stream())
                .toList();
    }

    /**
     * Where somebody has a place.
     *
     * @param width in columns
     * @param narrow beside others
     * @param sure whether members are asked how sure they are
     */
    private record Cell(int width, boolean narrow, boolean sure) {

        MemberView words() {
            return new MemberView(width, indent());
        }

        int indent() {
            return narrow ? 3 : MemberView.INDENT;
        }
    }

    private List<Row> member(Panel.Member member, Panel.Round round, Cell cell) {
        List<Row> rows = new ArrayList<>(head(member.lane(), cell));
        if (!member.terms().isEmpty()) {
            String words = "characteristic words: " + String.join(", ", member.terms());
            rows.addAll(cell.words().labelled("", words, Tone.MUTED, ALL));
        }
        if (!member.sentences().isEmpty()) {
            rows.addAll(known.computeIfAbsent(
                    member.sentences(),
                    sentences -> sentences.stream()
                            .flatMap(s -> sentence(s, round.agreement().answers(), cell).stream())
                            .toList()));
        }
        return rows;
    }

    private static List<Row> sentence(Claims.Sentence sentence, int answers, Cell cell) {
        boolean counts = sentence.isClaim() && answers > 1;
        String mark = counts ? sentence.madeBy() + "/" + answers + " " : "";
        int width = answers > 1 ? 2 * String.valueOf(answers).length() + 2 : 0;
        Style style = Style.of(sentence.madeBy() > 1 ? Tone.OK : Tone.WARNING);
        Row first = Row.of(" ".repeat(cell.indent()), Style.MUTED)
                .plus(Row.of(mark, style).padded(width, style));
        Row following = Row.of(" ".repeat(cell.indent() + width), Style.MUTED);
        return Wrap.rows(List.of(new Span(sentence.text(), Style.TEXT)), cell.width() - 1, first, following);
    }

    private List<Row> judge(Panel.Judge judge, boolean sure) {
        Cell cell = new Cell(columns, false, sure);
        List<Row> rows = new ArrayList<>(head(judge.lane(), cell));
        if (judge.reply().isPresent()) {
            rows.addAll(cell.words().verdict(judge.reply().get(), ALL));
        } else {
            rows.addAll(cell.words().labelled("", said(judge.lane()), Tone.TEXT, ALL));
        }
        return rows;
    }

    private static String said(Lane lane) {
        return lane.ended().flatMap(call -> call.said().text()).orElse("");
    }

    /** Who, how sure and at what price; below it why it failed, or the end of what it says while it runs. */
    private List<Row> head(Lane lane, Cell cell) {
        boolean ok =
                lane.ended().filter(call -> call.status() == Call.Status.OK).isPresent();
        Row indent = Row.of(" ".repeat(cell.indent()), Style.MUTED);
        List<Row> rows = new ArrayList<>();
        if (cell.narrow()) {
            rows.addAll(lanes.narrow(lane, cell.width()));
        } else {
            Row left = Row.of("   ", Style.MUTED)
                    .plus(lanes.mark(lane))
                    .plus(lane.role() + " ", Style.MUTED)
                    .plus(lane.model() + LaneView.number(lane), Style.TEXT.asBold());
            Row state = ok ? Row.EMPTY : Row.of(LaneView.state(lane) + "  ", LaneView.tone(lane));
            rows.add(Row.leftAndRight(left, state.plus(lanes.figures(lane) + " ", Style.MUTED), cell.width()));
        }
        if (ok && cell.sure()) {
            String confidence = MemberView.confidence(lane.ended().get().said().confidence());
            rows.add(indent.plus(confidence, Style.of(Tone.ROUTE)).shortened(cell.width()));
        }
        lane.ended()
                .flatMap(Call::error)
                .ifPresent(e -> rows.addAll(cell.words()
                        .labelled("", e.message(), LaneView.tone(lane).tone(), ALL)));
        if (lane.ended().isEmpty()) {
            rows.addAll(LaneView.lastRows(lane, cell.width() - cell.indent() - 1, MOST_GROWING_ROWS).stream()
                    .map(indent::plus)
                    .toList());
        }
        return rows;
    }

    private List<Row> inside() {
        if (panel.inside().isEmpty()) {
            return List.of();
        }
        List<Row> rows = new ArrayList<>();
        rows.add(Row.EMPTY);
        rows.add(Row.of("── inside of members that are logical models; not counted or compared above", Style.MUTED)
                .shortened(columns));
        Cell cell = new Cell(columns, false, false);
        panel.inside().forEach(lane -> {
            rows.addAll(head(lane, cell));
            rows.addAll(cell.words().labelled("", said(lane), Tone.TEXT, ALL));
        });
        return rows;
    }
}
