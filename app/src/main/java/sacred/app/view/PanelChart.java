package sacred.app.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import sacred.app.panel.Panel;
import sacred.app.text.Row;
import sacred.app.text.Span;
import sacred.app.text.Style;
import sacred.app.text.Tone;
import sacred.app.text.Wrap;
import sacred.cognition.strategy.Agreement;

/** Agreement and the arbiter's confidence, round by round. Pure. */
record PanelChart(Panel panel, int columns) {

    /** Narrower screens have the figures without their bars. */
    private static final int WIDE = 70;

    /** A row a round; what every figure means stands above them. */
    List<Row> rows() {
        if (panel.rounds().stream().allMatch(round -> round.members().isEmpty())) {
            return List.of();
        }
        boolean arbiter = panel.rounds().stream()
                .anyMatch(round ->
                        round.others().stream().anyMatch(judge -> judge.reply().isPresent()));
        int width = columns < WIDE ? 18 : 26;
        List<Row> rows = new ArrayList<>();
        String said = columns < WIDE ? "the arbiter's own" : "the arbiter's confidence (self-report)";
        rows.add(Row.of("   round  ", Style.MUTED)
                .plus(Row.of(columns < WIDE ? "agreement (N)" : "agreement (N answers)", Style.MUTED)
                        .padded(width, Style.MUTED))
                .plus(arbiter ? said : "", Style.MUTED)
                .shortened(columns));
        for (Panel.Round round : panel.rounds()) {
            Row row = Row.of(String.format(Locale.ROOT, "   %5d  ", round.number()), Style.MUTED)
                    .plus(Row.of(measured(round.agreement()), Style.ACCENT).padded(width, Style.ACCENT));
            if (arbiter) {
                OptionalDouble own = round.verdict()
                        .map(verdict -> verdict.confidence().value())
                        .orElse(OptionalDouble.empty());
                row = row.plus(own.isPresent() ? bar(own.getAsDouble()) : "?", Style.of(Tone.ROUTE));
            }
            rows.add(row.shortened(columns));
        }
        return rows;
    }

    private String measured(Agreement agreement) {
        String share = agreement.share().isPresent()
                ? bar(agreement.share().getAsDouble())
                : columns < WIDE ? "?" : share(agreement);
        return share + " (N=" + agreement.answers() + ")";
    }

    private String bar(double share) {
        String figure = String.format(Locale.ROOT, "%.2f", share);
        return columns < WIDE ? figure : Activations.bar(share) + " " + figure;
    }

    /** In words; an agreement of fewer than two answers is unknown. */
    static String share(Agreement agreement) {
        return agreement.share().isPresent()
                ? String.format(Locale.ROOT, "%.2f", agreement.share().getAsDouble())
                : agreement.answers() < 2 ? "?" : "not measurable";
    }

    /** What the marks of the claims mean and how agreement is counted. */
    List<Row> meaning() {
        int most = panel.rounds().stream()
                .mapToInt(round -> round.agreement().answers())
                .max()
                .orElse(0);
        if (most < 2) {
            return List.of();
        }
        boolean unknown = panel.rounds().stream()
                .map(Panel.Round::agreement)
                .anyMatch(agreement ->
                        agreement.answers() > 1 && agreement.share().isEmpty());
        String words = "2/" + most + " before a sentence: 2 of " + most + " answers make this claim; 1/" + most
                + ": this one alone. Agreement is over all pairs of answers: the share of claims that both make, or of"
                + " pairs that say the same value."
                + (unknown ? " It is not measurable where an answer claims nothing in at least four words." : "");
        Row indent = Row.of("   ", Style.MUTED);
        List<Row> rows = new ArrayList<>(List.of(Row.EMPTY));
        rows.addAll(Wrap.rows(List.of(new Span(words, Style.MUTED)), columns - 1, indent, indent));
        return rows;
    }
}
