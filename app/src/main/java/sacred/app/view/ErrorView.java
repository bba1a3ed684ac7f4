package sacred.app.view;

import java.util.ArrayList;
import java.util.List;
import sacred.app.panel.Panel;
import sacred.app.text.Row;
import sacred.app.text.Span;
import sacred.app.text.Style;
import sacred.app.text.Tone;
import sacred.app.text.Wrap;
import sacred.cognition.strategy.Strategies;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.ErrorKind;

/** An error block: what happened, what the provider said, what had arrived, and what to do next. */
record ErrorView(int columns, Answers answers) {

    List<Row> rows(Block.Error block, boolean unfolded) {
        boolean stopped = block.error() == ErrorKind.CANCELLED;
        Tone tone = stopped ? Tone.WARNING : Tone.ERROR;
        StageLine line = StageLine.of(
                        block.stage().wire(), tone, who(block.calls()), kind(block), CallView.figures(block))
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

    /** The block does not say which logical model it was: of several members, how many were asked. */
    private static String who(List<Call> calls) {
        long members = calls.stream()
                .filter(call -> Strategies.isMember(call.role()))
                .map(call -> List.of(call.model(), call.said().instance()))
                .distinct()
                .count();
        return members > 1 ? members + " members" : CallView.who(calls).orElse("");
    }

    private static String kind(Block.Error block) {
        String words = block.error().wire().replace('_', ' ');
        // one that had failed before is not why it was stopped
        List<Call> failed = block.error() == ErrorKind.CANCELLED ? List.of() : block.calls();
        String status = failed.reversed().stream()
                .flatMap(call -> call.error().stream())
                .flatMapToInt(failure -> failure.httpStatus().stream())
                .mapToObj(code -> " (" + code + ")")
                .findFirst()
                .orElse("");
        long attempts = block.calls().stream()
                .filter(call -> call.isRequest() && call.status() != Call.Status.OK)
                .filter(call -> !Panel.isOfStrategy(call.role()))
                .count();
        return words + status + (attempts > 1 ? " · " + attempts + " attempts" : "");
    }
}
