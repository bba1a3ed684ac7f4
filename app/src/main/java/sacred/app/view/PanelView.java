package sacred.app.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import sacred.app.panel.Panel;
import sacred.app.text.Row;
import sacred.app.text.Span;
import sacred.app.text.Style;
import sacred.app.text.Tone;
import sacred.app.text.Wrap;
import sacred.cognition.strategy.Agreement;
import sacred.cognition.strategy.ArbiterReply;
import sacred.cognition.strategy.Claims;
import sacred.timeline.Call;

/**
 * The page of a panel: agreement and confidence round by round, and in each round who said what, with every claim marked by how
 * many make it. Pure.
 *
 * @param columns of the screen
 */
public record PanelView(Panel panel, int columns) {

    /** Of lines that are only printed. */
    private static final int PRINTED = 100;

    private static final int ALL = Integer.MAX_VALUE - 1;

    /** @param hint how the page is left */
    public List<Row> rows(String hint) {
        List<Row> rows = new ArrayList<>();
        String count = panel.rounds().size() == 1 ? "1 round" : panel.rounds().size() + " rounds";
        Row title =
                Row.of(" panel", Style.ACCENT.asBold()).plus(" of turn " + panel.turn() + " · " + count, Style.MUTED);
        rows.add(Row.leftAndRight(title, Row.of(hint + " ", Style.MUTED), columns));
        Row bar = Row.of(" ▌ ", Style.of(Tone.USER));
        for (String line : panel.prompt().strip().lines().toList()) {
            rows.addAll(Wrap.rows(List.of(new Span(line, Style.TEXT.asBold())), columns - 1, bar, bar));
        }
        rows.add(Row.EMPTY);
        rows.addAll(chart());
        for (Panel.Round round : panel.rounds()) {
            rows.addAll(round(round));
        }
        rows.addAll(inside());
        return rows;
    }

    /** The same as lines. */
    public static List<String> lines(Panel panel) {
        return new PanelView(panel, PRINTED)
                .rows("").stream().map(row -> row.text().stripTrailing()).toList();
    }

    /** A row a round; what every figure means stands above them. */
    private List<Row> chart() {
        if (panel.rounds().stream().allMatch(round -> round.members().isEmpty())) {
            return List.of();
        }
        List<Row> rows = new ArrayList<>();
        boolean arbiter = panel.rounds().stream()
                .anyMatch(round ->
                        round.others().stream().anyMatch(judge -> judge.reply().isPresent()));
        rows.add(Row.of(
                        "   round  agreement (N answers)   "
                                + (arbiter ? "the arbiter's confidence (self-report)" : ""),
                        Style.MUTED)
                .shortened(columns));
        for (Panel.Round round : panel.rounds()) {
            Agreement agreement = round.agreement();
            String measured = String.format(Locale.ROOT, "%s (N=%d)", bar(agreement.share()), agreement.answers());
            Row row = Row.of(String.format(Locale.ROOT, "   %5d  ", round.number()), Style.MUTED)
                    .plus(Row.of(measured, Style.ACCENT).padded(24, Style.ACCENT));
            if (arbiter) {
                OptionalDouble own = round.verdict()
                        .map(verdict -> verdict.confidence().value())
                        .orElse(OptionalDouble.empty());
                row = row.plus(bar(own), Style.of(Tone.ROUTE));
            }
            rows.add(row.shortened(columns));
        }
        if (panel.rounds().stream().anyMatch(round -> round.agreement().answers() > 1)) {
            rows.addAll(meaning());
        }
        return rows;
    }

    private List<Row> meaning() {
        String words = "2/3 before a sentence: 2 of 3 answers make this claim; 1/3: this one alone. Agreement is over"
                + " all pairs of answers: the share of claims that both make, or of pairs that say the same value.";
        Row indent = Row.of("   ", Style.MUTED);
        return Wrap.rows(List.of(new Span(words, Style.MUTED)), columns - 1, indent, indent);
    }

    private static String bar(OptionalDouble share) {
        return share.isPresent()
                ? Activations.bar(share.getAsDouble()) + String.format(Locale.ROOT, " %.2f", share.getAsDouble())
                : "?";
    }

    private List<Row> round(Panel.Round round) {
        List<Row> rows = new ArrayList<>();
        rows.add(Row.EMPTY);
        String title = " round " + round.number();
        if (!round.members().isEmpty()) {
            Agreement agreement = round.agreement();
            String share = agreement.share().isPresent()
                    ? String.format(Locale.ROOT, "%.2f", agreement.share().getAsDouble())
                    : "?";
            title += " · " + round.answered() + " of " + round.members().size() + " answered"
                    + (panel.inside().isEmpty() ? "" : " themselves") + " · agreement " + share + " (N="
                    + agreement.answers() + ")";
        }
        Row line = Row.of("──", Style.FAINT).plus(title + " ", Style.ACCENT.asBold());
        rows.add(line.plus("─".repeat(Math.max(0, columns - line.width())), Style.FAINT)
                .shortened(columns));
        boolean sure = MemberView.isAskedForConfidence(calls(round));
        round.members().forEach(member -> rows.addAll(member(member, round, sure)));
        round.others().forEach(judge -> rows.addAll(judge(judge, sure)));
        return rows;
    }

    private static List<Call> calls(Panel.Round round) {
        return Stream.concat(
                        round.members().stream().map(Panel.Member::call),
                        round.others().stream().map(Panel.Judge::call))
                .toList();
    }

    private List<Row> member(Panel.Member member, Panel.Round round, boolean sure) {
        List<Row> rows = new ArrayList<>(head(member.call(), sure));
        if (!member.terms().isEmpty()) {
            rows.addAll(words().labelled("its own words  ", String.join(", ", member.terms()), Tone.MUTED, ALL));
        }
        for (Claims.Sentence sentence : member.sentences()) {
            rows.addAll(sentence(sentence, round.agreement().answers()));
        }
        return rows;
    }

    private List<Row> sentence(Claims.Sentence sentence, int answers) {
        boolean counts = sentence.isClaim() && answers > 1;
        String mark = counts ? sentence.madeBy() + "/" + answers + " " : "";
        int width = answers > 1 ? 2 * String.valueOf(answers).length() + 2 : 0;
        Style style = Style.of(sentence.madeBy() > 1 ? Tone.OK : Tone.WARNING);
        Row first = Row.of("       ", Style.MUTED).plus(Row.of(mark, style).padded(width, style));
        Row following = Row.of(" ".repeat(7 + width), Style.MUTED);
        return Wrap.rows(List.of(new Span(sentence.text(), Style.TEXT)), columns - 1, first, following);
    }

    private List<Row> judge(Panel.Judge judge, boolean sure) {
        List<Row> rows = new ArrayList<>(head(judge.call(), sure));
        if (judge.reply().isPresent()) {
            ArbiterReply reply = judge.reply().get();
            rows.addAll(words().verdict(reply, ALL));
        } else {
            rows.addAll(words().labelled("", judge.call().said().text().orElse(""), Tone.TEXT, ALL));
        }
        return rows;
    }

    /** Who, how sure and at what price; below it why it failed. */
    private List<Row> head(Call call, boolean sure) {
        boolean ok = call.status() == Call.Status.OK;
        Tone tone = ok ? Tone.OK : call.status() == Call.Status.CANCELLED ? Tone.WARNING : Tone.ERROR;
        Row left = Row.of("   ", Style.MUTED)
                .plus(ok ? "✓ " : call.status() == Call.Status.CANCELLED ? "■ " : "✗ ", Style.of(tone))
                .plus(call.role() + " ", Style.MUTED)
                .plus(call.model() + CallView.instance(call), Style.TEXT.asBold());
        if (!ok) {
            String kind =
                    call.error().map(e -> e.kind().wire().replace('_', ' ')).orElse("stopped");
            left = left.plus(
                    "  " + (call.status() == Call.Status.CANCELLED ? "stopped" : "failed: " + kind), Style.of(tone));
        }
        String figures = (ok ? Figures.tokens(call.usage()) + "  " : "")
                + Figures.seconds(call.timing().durationMs());
        List<Row> rows = new ArrayList<>();
        rows.add(Row.leftAndRight(left, Row.of(figures + " ", Style.MUTED), columns));
        if (ok && sure) {
            rows.add(Row.of("       ", Style.MUTED)
                    .plus(MemberView.confidence(call.said().confidence()), Style.of(Tone.ROUTE))
                    .shortened(columns));
        }
        call.error().ifPresent(e -> rows.addAll(words().labelled("", e.message(), tone, ALL)));
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
        panel.inside().forEach(call -> {
            rows.addAll(head(call, false));
            rows.addAll(words().labelled("", call.said().text().orElse(""), Tone.TEXT, ALL));
        });
        return rows;
    }

    private MemberView words() {
        return new MemberView(columns);
    }
}
