package sacred.app.view;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Event;
import sacred.timeline.Routing;
import sacred.timeline.ToolRun;

/** A timeline as appended lines: what {@code show}, {@code replay --plain} and the line UI print. */
public final class PlainView {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private PlainView() {}

    /** Everything of a block but the text of an answer, which streams. */
    public static List<String> head(Block block, ZoneId zone) {
        return switch (block) {
            case Block.Input input -> input(input, zone);
            case Block.Route route -> route(route);
            case Block.Tool tool -> tool(tool);
            case Block.Format format
            when format.compaction().isPresent() -> {
                List<String> lines = calls("compact", "", format.calls());
                lines.add("          " + BlockView.standsFor(format.compaction().get()));
                yield lines;
            }
            case Block.Format format -> calls("format", passedThrough(format), format.calls());
            case Block.Error error -> error(error);
        };
    }

    /** Of an answer without a call of its own: what it is the answer of. */
    public static String passedThrough(Block.Format block) {
        return block.head().logicalModel().map(name -> name + ", ").orElse("") + "passed through";
    }

    private static List<String> input(Block.Input block, ZoneId zone) {
        List<String> lines = new ArrayList<>();
        String time = TIME.format(block.head().at().atZone(zone));
        if (block.command()) {
            String meaning =
                    BlockView.meaning(block).map(words -> " · " + words).orElse("");
            return List.of("── " + block.text() + meaning + " · " + time);
        }
        lines.add("── turn " + block.head().turn() + " · " + time);
        block.text().lines().forEach(line -> lines.add("▌ " + line));
        block.attachments().forEach(file -> lines.add("▌ @ " + file.described()));
        BlockView.sibling(block).ifPresent(sibling -> lines.add("  " + sibling));
        return lines;
    }

    private static List<String> route(Block.Route block) {
        Routing routing = block.routing();
        String decided = routing.summary() + "  " + BlockView.decidedBy(routing);
        List<String> lines = new ArrayList<>();
        lines.add("  route   " + decided + "  " + Figures.seconds(block.head().durationMs()));
        if (!routing.reason().isEmpty()) {
            lines.add("          " + routing.reason());
        }
        // the others are the same for most prompts
        boolean weighed = routing.source() == Routing.Source.MODEL || routing.source() == Routing.Source.CACHE;
        if (weighed && !routing.domains().isEmpty()) {
            lines.add("          " + Activations.line(routing));
        }
        BlockView.answerer(routing).ifPresent(answerer -> lines.add("          " + answerer));
        block.calls().forEach(call -> lines.add("          " + Figures.call(call)));
        return lines;
    }

    private static List<String> tool(Block.Tool block) {
        List<String> lines = new ArrayList<>();
        if (block.tools().isEmpty()) {
            lines.add("  tool    " + (block.text().isEmpty() ? "no tool called" : firstLine(block.text())));
        }
        block.tools().forEach(run -> lines.add("  tool    " + run(run)));
        block.calls().forEach(call -> lines.add("          " + Figures.call(call)));
        return lines;
    }

    private static String run(ToolRun run) {
        String outcome = run.status().equals(ToolRun.OK) ? "" : run.status() + ": ";
        return run.name() + " " + run.arguments() + " → " + outcome + firstLine(run.result()) + "  "
                + Figures.seconds(run.durationMs());
    }

    private static List<String> calls(String stage, String none, List<Call> calls) {
        List<String> lines = new ArrayList<>();
        String label = "  " + stage + "  ";
        if (calls.isEmpty()) {
            lines.add(label + none);
        }
        for (Call call : calls) {
            lines.add(label + Figures.call(call));
            call.error().ifPresent(e -> lines.add("          " + e.message()));
            label = "          ";
        }
        return lines;
    }

    private static List<String> error(Block.Error block) {
        List<String> lines = new ArrayList<>();
        String kind = block.error().wire().replace('_', ' ');
        lines.add("✗ " + block.stage().wire() + "  " + kind + "  "
                + Figures.seconds(block.head().durationMs()));
        block.text().lines().forEach(line -> lines.add("  " + line));
        block.tools().forEach(run -> lines.add("  tool    " + run(run)));
        block.calls().forEach(call -> lines.add("          " + Figures.call(call)));
        return lines;
    }

    /** The notes of a block; apart, because who reads along has seen them when they were made. */
    public static List<String> notes(Block block) {
        return block.head().notes().stream().map(note -> "          " + note).toList();
    }

    /** Where nothing can count down. */
    public static String waiting(Event.Waiting wait) {
        return "Waiting"
                + wait.left().map(left -> " " + Figures.tenths(left.toMillis())).orElse("") + ": " + wait.why();
    }

    /** A tool that runs now; what comes of it stands in its block. */
    public static String running(Event.ToolStarted tool) {
        return "  runs    " + tool.name() + " " + firstLine(tool.arguments());
    }

    /** A tool that took long enough to be waited for is done. */
    public static String ended(ToolRun run) {
        return "  ran     " + run.name() + "  " + run.status() + "  " + Figures.seconds(run.durationMs());
    }

    /** The last line of a turn. */
    public static String closing(Event.Closed closed) {
        return "  turn    " + closed.outcome().wire() + " · " + Figures.seconds(closed.durationMs()) + " · "
                + Figures.tokens(closed.usage()) + " · " + Figures.money(closed.cost());
    }

    private static String firstLine(String text) {
        String line = text.lines().findFirst().orElse("");
        boolean cut = line.length() > 200 || text.strip().contains("\n");
        return (line.length() > 200 ? line.substring(0, 200) : line) + (cut ? " …" : "");
    }
}
