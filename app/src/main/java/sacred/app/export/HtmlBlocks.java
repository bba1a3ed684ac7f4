package sacred.app.export;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import sacred.app.panel.Panel;
import sacred.app.text.MarkdownHtml;
import sacred.app.view.Figures;
import sacred.app.view.PlainView;
import sacred.timeline.Attachment;
import sacred.timeline.Block;
import sacred.timeline.Boundary;
import sacred.timeline.Call;
import sacred.timeline.Contents;
import sacred.timeline.Event;
import sacred.timeline.Routing;
import sacred.timeline.ToolRun;
import sacred.timeline.Usage;

/**
 * Blocks as articles of a page. Everything is in it, folded or not; what the script needs to play it stands in attributes:
 * {@code data-at} is when an element is there, {@code data-from} when its stage begins, {@code data-pace} how its text arrives.
 */
record HtmlBlocks(Html html, ZoneId zone, Contents contents) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    void write(Staged.Shown shown) {
        Block block = shown.block();
        String kind = block instanceof Block.Input input && input.command() ? "command" : block.kind();
        html.open(
                "article",
                "class",
                "block " + kind,
                "data-from",
                String.valueOf(shown.fromMs()),
                "data-at",
                String.valueOf(shown.atMs()),
                "data-pace",
                shown.arrivals().stream().map(a -> a.atMs() + ":" + a.soFar()).collect(Collectors.joining(" ")));
        switch (block) {
            case Block.Input input -> input(input);
            case Block.Route route -> route(route);
            case Block.Tool tool -> tool(tool, shown.ends());
            case Block.Format format -> format(format, shown.ends());
            case Block.Error error -> error(error, shown.ends());
        }
        html.close("article").newline();
    }

    void write(Staged.End shown) {
        Event.Closed end = shown.end();
        html.open("p", "class", "end " + end.outcome().wire(), "data-at", String.valueOf(shown.atMs()));
        html.text("turn " + end.turn() + " · " + end.outcome().wire() + " · " + Figures.seconds(end.durationMs())
                + " · " + Figures.tokens(end.usage()) + " · " + Figures.money(end.cost()));
        html.close("p").newline();
    }

    void write(Staged.Remark remark) {
        html.open("p", "class", "remark", "data-at", String.valueOf(remark.atMs()))
                .text(remark.text())
                .close("p")
                .newline();
    }

    private void input(Block.Input block) {
        html.leaf("p", "prompt", block.text());
        block.attachments().forEach(this::attached);
        block.retryOf().ifPresent(turn -> html.leaf("p", "fact", "asks turn " + turn + " once more"));
        time(block);
        notes(block);
    }

    private void attached(Attachment file) {
        Optional<String> content = contents.of(file);
        if (content.isEmpty()) {
            html.leaf("p", "fact", "@ " + file.described());
            return;
        }
        html.open("details", "class", "attached").leaf("summary", "", "@ " + file.described());
        html.leaf("pre", "words", content.get()).close("details").newline();
    }

    private void time(Block block) {
        html.open("time", "datetime", block.head().at().toString())
                .text(TIME.format(block.head().at().atZone(zone)))
                .close("time");
    }

    private void route(Block.Route block) {
        Routing routing = block.routing();
        String by = routing.source() == Routing.Source.OFF
                ? "routing is off"
                : "by " + routing.source().wire();
        head(block, routing.summary() + " · " + by);
        notes(block);
        html.open("details", "class", "more sealed").leaf("summary", "", "how it was decided");
        facts(routing).forEach(fact -> html.leaf("p", "fact", fact));
        activations(routing);
        new Calls(html).write(block.calls(), Map.of());
        html.close("details");
    }

    private static List<String> facts(Routing routing) {
        List<String> facts = new ArrayList<>();
        if (!routing.reason().isEmpty()) {
            facts.add(routing.reason());
        }
        routing.decidedAt().ifPresent(at -> facts.add("as decided at " + at));
        routing.difficulty().ifPresent(difficulty -> facts.add("difficulty: " + difficulty.wire()));
        if (!routing.tools().isEmpty()) {
            facts.add("tools: " + String.join(", ", routing.tools()));
        }
        routing.effect().ifPresent(effect -> {
            facts.add("framing " + effect.framing());
            effect.answerer().ifPresent(a -> facts.add("answered by " + a.model() + " (" + a.why() + ")"));
        });
        return facts;
    }

    private void activations(Routing routing) {
        if (routing.domains().isEmpty()) {
            return;
        }
        html.open("dl", "class", "domains");
        routing.domains().forEach(this::share);
        for (Boundary boundary : routing.boundaries()) {
            share(boundary.between() + " (" + boundary.status().wire() + ")", boundary.permeability());
        }
        html.close("dl");
    }

    private void share(String name, double value) {
        String shown = String.format(Locale.ROOT, "%.2f", value);
        html.leaf("dt", "", name).open("dd");
        html.open("meter", "min", "0", "max", "1", "value", shown).text(shown).close("meter");
        html.text(" " + shown).close("dd");
    }

    private void tool(Block.Tool block, Map<Integer, Long> ends) {
        head(block, block.tools().isEmpty() ? block.text() : block.tools().size() + " called");
        notes(block);
        runs(block.tools());
        calls(block.calls(), ends);
        if (!block.tools().isEmpty() && !block.text().isBlank()) {
            answer(block.text());
        }
    }

    private void format(Block.Format block, Map<Integer, Long> ends) {
        head(block, block.calls().isEmpty() ? PlainView.passedThrough(block) : who(block.calls()));
        block.compaction().ifPresent(c -> html.leaf("p", "fact", "a summary of " + c.turns()));
        notes(block);
        answer(block.text());
        calls(block.calls(), ends);
    }

    private void error(Block.Error block, Map<Integer, Long> ends) {
        head(block, block.stage().wire() + " failed: " + block.error().wire().replace('_', ' '));
        html.leaf("pre", "problem", block.text());
        notes(block);
        runs(block.tools());
        if (!block.partial().isEmpty()) {
            html.leaf("p", "fact", "What had arrived before:");
            answer(block.partial());
        }
        calls(block.calls(), ends);
    }

    /** The name of the stage, what came of it, and its figures. */
    private void head(Block block, String what) {
        html.open("p", "class", "head").leaf("span", "stage", block.kind()).text(" ");
        html.leaf("span", "sealed", what).text(" ");
        html.leaf("span", "figures sealed", figures(block)).close("p").newline();
    }

    private static String figures(Block block) {
        String time = Figures.time(block);
        if (block.calls().isEmpty()) {
            return time;
        }
        Usage usage = Usage.sum(block.calls().stream().map(Call::usage).toList());
        return Figures.tokens(usage) + "  " + time;
    }

    private static String who(List<Call> calls) {
        Call last = calls.getLast();
        long failed =
                calls.stream().filter(c -> c.status() == Call.Status.FAILED).count();
        String after = failed == 0 ? "" : " after " + failed + (failed == 1 ? " failure" : " failures");
        return last.model() + (last.cache().equals(Call.HIT) ? " from the cache" : "") + after;
    }

    private void notes(Block block) {
        block.head().notes().forEach(note -> html.leaf("p", "note sealed", note));
    }

    private void answer(String text) {
        html.open("div", "class", "answer")
                .raw(MarkdownHtml.of(text))
                .close("div")
                .newline();
    }

    private void runs(List<ToolRun> runs) {
        for (ToolRun run : runs) {
            html.open("details", "class", "run sealed " + (run.status().equals(ToolRun.OK) ? "ok" : "failed"));
            html.open("summary").leaf("span", "role", run.name()).text(" ");
            html.leaf(
                    "span",
                    "figures",
                    run.status() + "  " + Figures.seconds(run.durationMs())
                            + run.approval().map(by -> "  allowed by " + by).orElse(""));
            html.close("summary");
            html.leaf("p", "fact", "arguments").leaf("pre", "words", run.arguments());
            html.leaf("p", "fact", "result").leaf("pre", "words", run.result());
            html.close("details").newline();
        }
    }

    private void calls(List<Call> calls, Map<Integer, Long> ends) {
        if (calls.isEmpty()) {
            return;
        }
        // members are seen to answer while the others still do
        boolean many = calls.stream().map(Call::role).anyMatch(Panel::isOfStrategy);
        if (many) {
            html.open("details", "class", "more", "open", "");
        } else {
            html.open("details", "class", "more sealed");
        }
        html.leaf("summary", "", calls.size() == 1 ? "1 call" : calls.size() + " calls");
        new Calls(html).write(calls, many ? ends : Map.of());
        html.close("details");
    }
}
