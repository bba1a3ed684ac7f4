package sacred.app.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import sacred.app.text.Row;
import sacred.app.text.Span;
import sacred.app.text.Style;
import sacred.app.text.Tone;
import sacred.app.text.Wrap;
import sacred.cognition.strategy.ArbiterReply;
import sacred.cognition.strategy.Consortium;
import sacred.cognition.strategy.MemberAnswer;
import sacred.timeline.Call;

/**
 * What a member of a logical model said, and what an arbiter made of it.
 *
 * @param indent of every row, in columns
 */
record MemberView(int columns, int indent) {

    /** Below a line that begins with its mark and its role. */
    static final int INDENT = 7;
    /** A longer text is folded; the panel shows all of it. */
    private static final int FOLDED = 4;

    /** Below its line in an unfolded block; nothing for a call of a stage itself. */
    List<Row> folded(Call call) {
        if (call.said().text().filter(text -> !text.isBlank()).isEmpty()) {
            return List.of();
        }
        String text = call.said().text().get();
        if (call.role().equals(Consortium.ARBITER)) {
            return verdict(ArbiterReply.parse(text), FOLDED);
        }
        return labelled("", MemberAnswer.of(text), Tone.TEXT, FOLDED);
    }

    /** What an arbiter decided, part by part; its raw words where they could not be read. */
    List<Row> verdict(ArbiterReply reply, int most) {
        List<Row> rows = new ArrayList<>();
        if (!reply.readable()) {
            rows.addAll(labelled("", "its reply could not be read; these are its words:", Tone.WARNING, most));
            rows.addAll(labelled("", reply.synthesis(), Tone.TEXT, most));
            return rows;
        }
        rows.addAll(labelled("synthesis  ", reply.synthesis(), Tone.TEXT, most));
        rows.addAll(labelled("analysis   ", reply.analysis(), Tone.TEXT, most));
        rows.addAll(labelled("dissent    ", reply.dissent(), Tone.WARNING, most));
        for (String area : reply.refinementAreas()) {
            rows.addAll(labelled("to refine  ", "• " + area, Tone.TEXT, most));
        }
        rows.addAll(
                labelled("asks for   ", reply.needsIteration() ? "another round" : "no other round", Tone.TEXT, most));
        return rows;
    }

    /** A text beside its label, wrapped; beyond so many rows a row says how much there is. Nothing for no text. */
    List<Row> labelled(String label, String text, Tone tone, int most) {
        Row first = Row.of(" ".repeat(indent), Style.MUTED).plus(label, Style.MUTED);
        Row following = Row.of(" ".repeat(indent + label.length()), Style.MUTED);
        List<Row> rows = new ArrayList<>();
        for (String line : text.strip().lines().toList()) {
            Row before = rows.isEmpty() ? first : following;
            rows.addAll(Wrap.rows(List.of(new Span(line, Style.of(tone))), columns - 1, before, following));
        }
        if (rows.size() > most + 1) {
            int more = rows.size() - most;
            rows.subList(most, rows.size()).clear();
            rows.add(following.plus("… " + more + " more rows · p shows all", Style.MUTED));
        }
        return rows;
    }

    /** {@code confidence ▇▇▇▇▇▇▁▁ 0.80 (self-report)}; an unknown one is a question mark. */
    static String confidence(OptionalDouble value) {
        return "confidence "
                + (value.isPresent()
                        ? Activations.bar(value.getAsDouble())
                                + String.format(Locale.ROOT, " %.2f", value.getAsDouble())
                        : "?")
                + " (self-report)";
    }

    /** Whether its strategy asks members how sure they are, as far as the calls tell. */
    static boolean isAskedForConfidence(List<Call> calls) {
        return calls.stream()
                .anyMatch(call -> call.role().equals(Consortium.ARBITER)
                        || call.said().confidence().isPresent());
    }
}
