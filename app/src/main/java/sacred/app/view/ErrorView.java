package sacred.app.view;

import java.util.ArrayList;
import java.util.List;
import sacred.app.text.Row;
import sacred.app.text.Span;
import sacred.app.text.Style;
import sacred.app.text.Tone;
import sacred.app.text.Wrap;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.ErrorKind;

/** An error block: what happened, what the provider said, what had arrived, and what to do next. */
record ErrorView(int columns, Answers answers) {

    List<Row> rows(Block.Error block, boolean unfolded) {
        boolean stopped = block.error() == ErrorKind.CANCELLED;
        Tone tone = stopped ? Tone.WARNING : Tone.ERROR;
        StageLine line = StageLine.of(
                        block.stage().wire(),
                        tone,
                        CallView.who(block.calls()).orElse(""),
                        kind(block),
                        CallView.figures(block))
                .marked(stopped ? "■" : "✗")
                .saying(kind(block), tone);
        List<Row> rows = new ArrayList<>();
        rows.add(line.row(columns));
        block.text()
                .lines()
                .forEach(text -> Wrap.rows(List.of(new Span(text, Style.TEXT)), Math.max(1, columns - 6))
                        .forEach(row -> rows.add(Row.of("     ", Style.TEXT).plus(row))));
        block.tools()
                .forEach(run -> rows.addAll(BlockView.detail(
                        run.name() + " " + run.arguments() + " → " + run.status() + ": " + run.result(), columns)));
        if (unfolded) {
            rows.addAll(new CallView(columns).rows(block.calls()));
        }
        if (!block.partial().isBlank()) {
            rows.addAll(answers.indented(block.partial(), columns));
            rows.add(Row.of("   ⋯ ", Style.of(tone))
                    .plus(stopped ? "stopped here" : "the answer broke off here", Style.MUTED));
        }
        if (block.retryable() && !stopped) {
            rows.add(Row.of("     /retry", Style.ACCENT)
                    .plus(" asks again · ", Style.MUTED)
                    .plus("/model", Style.ACCENT)
                    .plus(" switches first", Style.MUTED)
                    .cut(columns));
        }
        return rows;
    }

    private static String kind(Block.Error block) {
        String words = block.error().wire().replace('_', ' ');
        String status = block.calls().reversed().stream()
                .flatMap(call -> call.error().stream())
                .flatMapToInt(failure -> failure.httpStatus().stream())
                .mapToObj(code -> " (" + code + ")")
                .findFirst()
                .orElse("");
        long attempts = block.calls().stream()
                .filter(call -> call.isRequest() && call.status() != Call.Status.OK)
                .count();
        return words + status + (attempts > 1 ? " · " + attempts + " attempts" : "");
    }
}
