package sacred.app.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sacred.app.panel.Panel;
import sacred.app.text.Row;
import sacred.app.text.Span;
import sacred.app.text.Style;
import sacred.app.text.Tone;
import sacred.app.text.Wrap;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Timing;
import sacred.timeline.Usage;

/** The requests of a stage: in one phrase, and each in full with its timing bar. */
record CallView(int columns) {

    private static final int BAR = 24;
    /** Narrower screens have the timing in words only. */
    private static final int WIDE = 100;

    /** Who did it in the end: the model of the last call. */
    static Optional<String> who(List<Call> calls) {
        return calls.isEmpty()
                ? Optional.empty()
                : Optional.of(calls.getLast().model().toString());
    }

    /** Whether another model than the first one asked gave the answer. */
    static boolean fellBack(List<Call> calls) {
        return !calls.isEmpty()
                && !calls.getFirst().model().equals(calls.getLast().model());
    }

    static String outcome(List<Call> calls) {
        if (calls.isEmpty()) {
            return "passed through";
        }
        Call last = calls.getLast();
        String words = switch (last.status()) {
            case OK ->
                last.cache().equals(Call.HIT)
                        ? "from the cache"
                        : last.finish().filter("length"::equals).isPresent()
                                ? "answered, cut at the length limit"
                                : "answered";
            case FAILED -> "failed";
            case CANCELLED -> "stopped";
        };
        long failed =
                calls.stream().filter(c -> c.status() == Call.Status.FAILED).count();
        return failed == 0 ? words : words + " after " + failed + (failed == 1 ? " failure" : " failures");
    }

    /** Tokens, time and speed of a whole stage. */
    static String figures(Block block) {
        List<Call> calls = block.calls();
        String time = Figures.time(block);
        if (calls.isEmpty()) {
            return time;
        }
        Usage usage = Usage.sum(calls.stream().map(Call::usage).toList());
        String speed = "";
        if (calls.size() == 1
                && block instanceof Block.Format
                && streamed(calls.getFirst().timing())) {
            Timing timing = calls.getFirst().timing();
            speed = BlockView.tokensPerSecond(
                    usage, timing.durationMs().getAsLong() - timing.ttftMs().getAsLong());
        }
        return Figures.tokens(usage) + "  " + time + speed;
    }

    private static boolean streamed(Timing timing) {
        return timing.ttftMs().isPresent() && timing.durationMs().isPresent();
    }

    List<Row> rows(List<Call> calls) {
        List<Row> rows = new ArrayList<>();
        long origin = calls.stream().mapToLong(c -> c.timing().startMs()).min().orElse(0);
        long end = calls.stream().mapToLong(c -> c.timing().lastKnownMs()).max().orElse(0);
        boolean sure = MemberView.isAskedForConfidence(calls);
        for (Call call : calls) {
            rows.add(head(call));
            if (!call.isUnasked()) {
                rows.add(timing(call, origin, end));
            }
            rows.addAll(failure(call));
            if (Panel.isOfStrategy(call.role())) {
                if (sure && call.status() == Call.Status.OK) {
                    rows.add(Row.of("       ", Style.MUTED)
                            .plus(MemberView.confidence(call.said().confidence()), Style.of(Tone.ROUTE))
                            .shortened(columns));
                }
                rows.addAll(new MemberView(columns, MemberView.INDENT).folded(call));
            }
        }
        return rows;
    }

    /** What was asked and what was said, where the calls hold it. */
    List<Row> words(List<Call> calls) {
        List<Row> rows = new ArrayList<>();
        for (Call call : calls) {
            String which = calls.size() == 1 ? "" : " (attempt " + call.attempt() + ")";
            call.said().prompt().ifPresent(prompt -> {
                rows.add(Row.of("     asked" + which, Style.MUTED));
                rows.addAll(detail(prompt, Tone.MUTED));
            });
            call.said().reasoning().ifPresent(thought -> {
                rows.add(Row.of("     thought" + which, Style.MUTED));
                rows.addAll(detail(thought, Tone.MUTED));
            });
            call.said().text().ifPresent(text -> {
                rows.add(Row.of("     said" + which, Style.MUTED));
                rows.addAll(detail(text, Tone.TEXT));
            });
        }
        return rows;
    }

    /** Only what went wrong on the way to the answer. */
    List<Row> failures(List<Call> calls) {
        return calls.stream()
                .filter(call -> call.error().isPresent())
                .flatMap(call -> {
                    String why = call.model() + ": " + call.error().get().message();
                    return detail(why, Tone.WARNING).stream();
                })
                .toList();
    }

    private Row head(Call call) {
        Tone tone = switch (call.status()) {
            case OK -> Tone.OK;
            case FAILED -> call.isUnasked() ? Tone.WARNING : Tone.ERROR;
            case CANCELLED -> Tone.WARNING;
        };
        return Row.of("     ", Style.MUTED)
                .plus(CallWords.mark(call) + " ", Style.of(tone))
                .plus(call.role() + CallWords.instance(call) + "  ", Style.MUTED)
                .plus(Figures.call(call), Style.TEXT)
                .cut(columns);
    }

    private Row timing(Call call, long origin, long end) {
        Row row = Row.of("       ", Style.MUTED);
        if (columns >= WIDE) {
            row = row.plus(bar(call, origin, end), Style.ACCENT).plus("  ", Style.MUTED);
        }
        return row.plus(String.join(" · ", CallWords.timing(call)), Style.MUTED).shortened(columns);
    }

    /** Where in the stage the call ran: {@code ░} until its first token, {@code █} while it streamed. */
    static String bar(Call call, long origin, long end) {
        double scale = end > origin ? (double) BAR / (end - origin) : 0;
        long start = call.timing().startMs() - origin;
        long first =
                start + call.timing().ttftMs().orElse(call.timing().durationMs().orElse(0));
        long stop = call.timing().lastKnownMs() - origin;
        StringBuilder bar = new StringBuilder("▕");
        for (int cell = 0; cell < BAR; cell++) {
            double at = scale == 0 ? stop : (cell + 0.5) / scale;
            bar.append(at < start || at > stop ? ' ' : at < first ? '░' : '█');
        }
        return bar.append('▏').toString();
    }

    private List<Row> failure(Call call) {
        return call.error()
                .map(e -> detail(
                        (e.httpStatus().isPresent() ? "HTTP " + e.httpStatus().getAsInt() + ": " : "") + e.message(),
                        Tone.ERROR))
                .orElse(List.of());
    }

    private List<Row> detail(String text, Tone tone) {
        Row indent = Row.of("       ", Style.MUTED);
        return text.lines()
                .flatMap(line -> Wrap.rows(List.of(new Span(line, Style.of(tone))), Math.max(1, columns - 8)).stream())
                .map(indent::plus)
                .toList();
    }

    private static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }
}
