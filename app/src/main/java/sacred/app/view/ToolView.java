package sacred.app.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import sacred.app.text.Row;
import sacred.app.text.Style;
import sacred.app.text.Tone;
import sacred.timeline.Block;
import sacred.timeline.ToolRun;

/** A tool block: which tools ran with what result; unfolded also their whole arguments and results. */
record ToolView(int columns) {

    List<Row> rows(Block.Tool block, boolean unfolded) {
        String who = CallView.who(block.calls()).orElse("");
        StageLine line = StageLine.of("tool", Tone.TOOL, who, summary(block), CallView.figures(block))
                .marked(unfolded ? "▾" : " ");
        List<Row> rows = new ArrayList<>();
        rows.add(line.row(columns));
        if (unfolded) {
            block.tools().forEach(run -> rows.addAll(whole(run)));
            rows.addAll(new CallView(columns).rows(block.calls()));
            rows.addAll(BlockView.detail(block.text(), columns));
        } else {
            block.tools().forEach(run -> rows.add(inShort(run)));
        }
        return rows;
    }

    private static String summary(Block.Tool block) {
        if (block.tools().isEmpty()) {
            String text = block.text().lines().findFirst().orElse("");
            return text.isEmpty() ? "no tool called" : text;
        }
        return block.tools().stream().map(ToolRun::name).distinct().collect(Collectors.joining(", "));
    }

    /** {@code calculator {"expression":"1+1"} → 2   3ms}. */
    Row inShort(ToolRun run) {
        boolean ok = run.status().equals(ToolRun.OK);
        String result = run.result().lines().findFirst().orElse("");
        Row left = Row.of("     ", Style.MUTED)
                .plus(ok ? "✓ " : "✗ ", Style.of(ok ? Tone.OK : Tone.ERROR))
                .plus(run.name() + " ", Style.TEXT)
                .plus(run.arguments() + " ", Style.of(Tone.LITERAL))
                .plus("→ " + (ok ? "" : run.status() + ": ") + result, Style.TEXT);
        return Row.leftAndRight(left, Row.of(Figures.seconds(run.durationMs()) + " ", Style.MUTED), columns);
    }

    private List<Row> whole(ToolRun run) {
        List<Row> rows = new ArrayList<>();
        boolean ok = run.status().equals(ToolRun.OK);
        String approval = run.approval().map(who -> " · allowed by " + who).orElse("");
        String leftOut =
                run.leftOut() > 0 ? String.format(Locale.ROOT, " · %,d characters left out", run.leftOut()) : "";
        Row head = Row.of("     ", Style.MUTED)
                .plus(ok ? "✓ " : "✗ ", Style.of(ok ? Tone.OK : Tone.ERROR))
                .plus(run.name(), Style.TEXT.asBold())
                .plus("  " + run.status() + approval + leftOut, Style.MUTED);
        rows.add(Row.leftAndRight(head, Row.of(Figures.seconds(run.durationMs()) + " ", Style.MUTED), columns));
        rows.addAll(BlockView.detail("  arguments  " + run.arguments(), columns));
        rows.addAll(BlockView.detail("  result     " + run.result().replace("\n", "\n             "), columns));
        return rows;
    }
}
