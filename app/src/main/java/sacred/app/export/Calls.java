package sacred.app.export;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import sacred.app.panel.Panel;
import sacred.app.text.MarkdownHtml;
import sacred.app.view.CallWords;
import sacred.app.view.Figures;
import sacred.timeline.Call;

/** The requests of a block as HTML: each in one line with its figures and its place in time, and its words to unfold. */
record Calls(Html html) {

    private static final int WIDTH = 200;
    private static final int HEIGHT = 8;

    /** @param ends when each is shown in a replay, where that is before the whole block */
    void write(List<Call> calls, Map<Integer, Long> ends) {
        if (calls.isEmpty()) {
            return;
        }
        long origin = calls.stream().mapToLong(c -> c.timing().startMs()).min().orElse(0);
        long end = calls.stream().mapToLong(c -> c.timing().lastKnownMs()).max().orElse(0);
        html.open("ul", "class", "calls");
        for (Call call : calls) {
            Long at = ends.get(call.index());
            String classes = "call " + call.status().wire();
            if (at == null) {
                html.open("li", "class", classes);
            } else {
                html.open("li", "class", classes, "data-at", String.valueOf(at));
            }
            line(call);
            bar(call, origin, Math.max(1, end - origin));
            timing(call);
            call.error().ifPresent(e -> html.leaf("p", "problem", problem(e)));
            words(call);
            html.close("li").newline();
        }
        html.close("ul").newline();
    }

    private void line(Call call) {
        String round = call.said().iteration().isPresent()
                ? " round " + call.said().iteration().getAsInt()
                : "";
        html.open("p").leaf("span", "mark", CallWords.mark(call)).text(" ");
        html.leaf("span", "role", call.role() + CallWords.instance(call) + round)
                .text(" ");
        html.leaf("span", "figures", Figures.call(call));
        if (Panel.isOfStrategy(call.role()) && call.said().confidence().isPresent()) {
            double confidence = call.said().confidence().getAsDouble();
            String shown = String.format(Locale.ROOT, "%.2f", confidence);
            html.text(" ")
                    .open("meter", "min", "0", "max", "1", "value", shown)
                    .text(shown)
                    .close("meter");
            html.leaf("span", "figures", " confidence " + shown);
        }
        html.close("p");
    }

    /** Where in the stage it ran: pale until its first token, full while it streamed. */
    private void bar(Call call, long origin, long length) {
        long start = call.timing().startMs() - origin;
        long first =
                start + call.timing().ttftMs().orElse(call.timing().durationMs().orElse(0));
        long stop = call.timing().lastKnownMs() - origin;
        html.open(
                "svg",
                "class",
                "bar",
                "viewBox",
                "0 0 " + WIDTH + " " + HEIGHT,
                "aria-hidden",
                "true",
                "focusable",
                "false");
        rect("wait", start, first, length);
        rect("stream", first, stop, length);
        html.close("svg");
    }

    private void rect(String classes, long from, long to, long length) {
        String x = String.format(Locale.ROOT, "%.1f", (double) from * WIDTH / length);
        String width = String.format(Locale.ROOT, "%.1f", (double) Math.max(0, to - from) * WIDTH / length);
        html.open("rect", "class", classes, "x", x, "y", "0", "width", width, "height", String.valueOf(HEIGHT))
                .close("rect");
    }

    private void timing(Call call) {
        List<String> parts = CallWords.timing(call);
        call.finish().ifPresent(why -> parts.add("ended with " + why));
        html.leaf("p", "timing", String.join(" · ", parts));
    }

    private static String problem(Call.Failure failure) {
        String status = failure.httpStatus().isPresent()
                ? "HTTP " + failure.httpStatus().getAsInt() + ": "
                : "";
        return status + failure.message();
    }

    private void words(Call call) {
        folded("asked", call.said().prompt());
        folded("thought", call.said().reasoning());
        call.said().text().ifPresent(text -> {
            html.open("details").leaf("summary", "", "said");
            html.open("div", "class", "answer").raw(MarkdownHtml.of(text)).close("div");
            html.close("details");
        });
    }

    private void folded(String what, Optional<String> words) {
        words.ifPresent(text -> html.open("details")
                .leaf("summary", "", what)
                .leaf("pre", "words", text)
                .close("details"));
    }
}
