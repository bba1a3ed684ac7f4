package sacred.app.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sacred.app.compare.Answer;
import sacred.app.compare.Comparison;
import sacred.app.compare.Totals;
import sacred.app.compare.Wording;
import sacred.app.text.Row;
import sacred.app.text.Span;
import sacred.app.text.Style;
import sacred.app.text.Tone;
import sacred.app.text.Wrap;

/**
 * The page of a comparison: side by side where the screen is wide, else one under the other. A line that only one side has is
 * marked before it, {@code -} on the left and {@code +} on the right, and its words that differ stand out. Pure.
 *
 * @param columns of the screen
 */
public record ComparisonView(Comparison comparison, int columns) {

    private static final int WIDE = 100;
    /** Of lines that are only printed: one under the other, since nobody knows how wide the reader's window is. */
    private static final int PRINTED = 80;

    private static final Style LEFT = Style.of(Tone.WARNING);
    private static final Style RIGHT = Style.of(Tone.OK);

    /** @param hint how the page is left */
    public List<Row> rows(String hint) {
        List<Row> rows = new ArrayList<>();
        Row title = Row.of(" compare ", Style.ACCENT.asBold())
                .plus("- " + comparison.left(), LEFT)
                .plus("  ", Style.MUTED)
                .plus("+ " + comparison.right(), RIGHT);
        rows.add(Row.leftAndRight(title, Row.of(hint + " ", Style.MUTED), columns));
        comparison.pairs().forEach(pair -> rows.addAll(pair(pair)));
        if (comparison.pairs().size() > 1) {
            rows.add(rule("all of them"));
            rows.addAll(beside(List.of(totals(comparison.lefts())), List.of(totals(comparison.rights()))));
        }
        if (comparison.pairs().isEmpty()) {
            rows.add(Row.of("   Nothing was asked on either side.", Style.MUTED).shortened(columns));
        }
        return rows;
    }

    /** The same as lines. */
    public static List<String> lines(Comparison comparison) {
        return new ComparisonView(comparison, PRINTED)
                .rows("").stream().map(row -> row.text().stripTrailing()).toList();
    }

    private boolean wide() {
        return columns >= WIDE;
    }

    private Row rule(String words) {
        Row line = Row.of("── ", Style.FAINT).plus(words + " ", Style.ACCENT.asBold());
        return line.plus("─".repeat(Math.max(0, columns - line.width())), Style.FAINT)
                .shortened(columns);
    }

    private List<Row> pair(Comparison.Pair pair) {
        List<Row> rows = new ArrayList<>();
        rows.add(Row.EMPTY);
        rows.add(rule(relation(pair)));
        Optional<String> left = pair.left().map(answer -> answer.prompt().strip());
        Optional<String> right = pair.right().map(answer -> answer.prompt().strip());
        if (left.isEmpty() || right.isEmpty() || left.equals(right)) {
            rows.addAll(prompt(left.or(() -> right).orElseThrow(), columns));
        } else {
            rows.addAll(beside(prompt(left.get(), side()), prompt(right.get(), side())));
        }
        rows.addAll(beside(
                pair.left().map(answer -> head(answer, "- ", LEFT)).orElse(List.of()),
                pair.right().map(answer -> head(answer, "+ ", RIGHT)).orElse(List.of())));
        rows.addAll(texts(
                pair.left().map(Answer::text).orElse(""),
                pair.right().map(Answer::text).orElse("")));
        return rows;
    }

    private static String relation(Comparison.Pair pair) {
        String left = pair.left().map(answer -> "turn " + answer.turn()).orElse("");
        String right = pair.right().map(answer -> "turn " + answer.turn()).orElse("");
        if (left.isEmpty()) {
            return "only + " + right;
        }
        if (right.isEmpty()) {
            return "only - " + left;
        }
        String turns = left.equals(right) ? left : left + " and " + right;
        return turns + (pair.same() ? ": the same answer" : ": the answers differ");
    }

    private static List<Row> prompt(String text, int width) {
        Row bar = Row.of(" ▌ ", Style.of(Tone.USER));
        return text.lines()
                .flatMap(line -> Wrap.rows(List.of(new Span(line, Style.TEXT.asBold())), width - 1, bar, bar).stream())
                .toList();
    }

    /** Who, how it ended and what it took. */
    private List<Row> head(Answer answer, String mark, Style style) {
        List<Row> rows = new ArrayList<>();
        String who = answer.who().isEmpty() ? "nobody" : String.join(", ", answer.who());
        Row first = Row.of(" " + mark, style.asBold());
        Row following = Row.of("   ", Style.MUTED);
        rows.addAll(Wrap.rows(List.of(new Span(who, style.asBold())), side() - 1, first, following));
        rows.addAll(Wrap.rows(List.of(new Span(figures(answer), Style.MUTED)), side() - 1, following, following));
        answer.problem()
                .ifPresent(why -> why.lines()
                        .forEach(line -> rows.addAll(Wrap.rows(
                                List.of(new Span(line, Style.of(Tone.ERROR))), side() - 1, following, following))));
        return rows;
    }

    /** {@code ok · 38↑ 1,417↓ · 2.5s, first token 180ms · $0.0042}. */
    public static String figures(Answer answer) {
        String first =
                answer.firstTokenMs().isPresent() ? ", first token " + Figures.seconds(answer.firstTokenMs()) : "";
        return answer.outcome().map(outcome -> outcome.wire()).orElse("did not end") + " · "
                + Figures.tokens(answer.usage()) + " · " + Figures.seconds(answer.durationMs()) + first + " · "
                + Figures.money(answer.cost());
    }

    private static Row totals(Totals totals) {
        return Row.of(
                "   " + totals.whole() + " of " + totals.answers() + " answered · " + Figures.tokens(totals.usage())
                        + " · " + Figures.seconds(totals.durationMs()) + " · " + Figures.money(totals.cost()),
                Style.TEXT);
    }

    private List<Row> texts(String left, String right) {
        List<Row> rows = new ArrayList<>();
        for (Wording.Part part : Wording.of(left, right).parts()) {
            if (part.same() && !wide()) {
                part.left().forEach(line -> rows.addAll(line(line, "   ", Style.TEXT)));
            } else {
                rows.addAll(lines(part));
            }
        }
        return rows;
    }

    private List<Row> lines(Wording.Part part) {
        String left = part.same() ? "   " : " - ";
        String right = part.same() ? "   " : " + ";
        if (!wide()) {
            List<Row> rows = new ArrayList<>();
            part.left().forEach(line -> rows.addAll(line(line, left, LEFT)));
            part.right().forEach(line -> rows.addAll(line(line, right, RIGHT)));
            return rows;
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < Math.max(part.left().size(), part.right().size()); i++) {
            rows.addAll(beside(
                    i < part.left().size() ? line(part.left().get(i), left, LEFT) : List.of(),
                    i < part.right().size() ? line(part.right().get(i), right, RIGHT) : List.of()));
        }
        return rows;
    }

    private List<Row> line(List<Wording.Piece> pieces, String mark, Style style) {
        List<Span> spans = pieces.stream()
                .map(piece -> new Span(piece.text(), piece.differs() ? style.asBold() : Style.TEXT))
                .toList();
        return Wrap.rows(spans, side() - 1, Row.of(mark, style), Row.of(mark, style));
    }

    /** How wide one side is. */
    private int side() {
        return wide() ? (columns - 1) / 2 : columns;
    }

    /** Two columns where there is room, else the one under the other. */
    private List<Row> beside(List<Row> left, List<Row> right) {
        List<Row> rows = new ArrayList<>();
        if (!wide()) {
            left.forEach(row -> rows.add(row.shortened(columns)));
            right.forEach(row -> rows.add(row.shortened(columns)));
            return rows;
        }
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            Row l = i < left.size() ? left.get(i).shortened(side()) : Row.EMPTY;
            Row r = i < right.size() ? right.get(i).shortened(side()) : Row.EMPTY;
            rows.add(l.padded(side(), Style.TEXT).plus("│", Style.FAINT).plus(r));
        }
        return rows;
    }
}
