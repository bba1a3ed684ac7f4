package sacred.app.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sacred.app.panel.Panel;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Cost;
import sacred.timeline.Event;
import sacred.timeline.Timeline;
import sacred.timeline.Usage;

/**
 * The requests of a turn in the order in which they went out, each with when it ran: what waited for whom is seen. Where a
 * logical model answered, also which member its rounds had to wait for. Pure.
 */
public final class Waterfall {

    private Waterfall() {}

    /** @return empty where nothing was asked in that turn */
    public static List<String> lines(Timeline timeline, int turn) {
        List<Block> blocks = timeline.blocks().ofTurn(turn);
        Optional<Block.Input> input = blocks.stream()
                .filter(Block.Input.class::isInstance)
                .map(Block.Input.class::cast)
                .filter(prompt -> !prompt.command())
                .findFirst();
        if (input.isEmpty()) {
            return List.of();
        }
        List<Call> calls = blocks.stream()
                .flatMap(block -> block.calls().stream())
                .sorted(Comparator.comparingLong((Call call) -> call.timing().startMs())
                        .thenComparingInt(Call::index))
                .toList();
        List<String> lines = new ArrayList<>();
        lines.add("turn " + turn + "  "
                + input.get().text().strip().lines().findFirst().orElse(""));
        lines.add("  " + total(calls, timeline, turn));
        long end = calls.stream().mapToLong(Waterfall::end).max().orElse(0);
        calls.forEach(call -> lines.add(line(call, end)));
        Panel.of(timeline, turn).ifPresent(panel -> lines.addAll(bottlenecks(panel)));
        return lines;
    }

    private static String total(List<Call> calls, Timeline timeline, int turn) {
        Optional<Event.Closed> closed =
                timeline.closings().ofTurn(turn).stream().findFirst();
        List<Call> requests = calls.stream().filter(Call::isRequest).toList();
        String time = closed.map(end -> end.outcome().wire() + ", " + Figures.seconds(end.durationMs()))
                .orElse("did not end");
        return time + ", " + requests.size() + (requests.size() == 1 ? " call" : " calls")
                + (requests.size() > 1 ? ", at most " + atOnce(requests) + " at once" : "") + ", "
                + Figures.tokens(Usage.sum(requests.stream().map(Call::usage).toList())) + ", "
                + Figures.money(Cost.sum(requests.stream().map(Call::cost).toList()));
    }

    private static long atOnce(List<Call> calls) {
        return calls.stream()
                .mapToLong(call -> calls.stream()
                        .filter(other ->
                                other.timing().startMs() <= call.timing().startMs()
                                        && (end(other) > call.timing().startMs() || other == call))
                        .count())
                .max()
                .orElse(0);
    }

    private static String line(Call call, long end) {
        String why = call.error().map(e -> e.kind().wire()).orElse("failed");
        String state = switch (call.status()) {
            case OK -> call.cache().equals(Call.HIT) ? "  from the cache" : "";
            case FAILED -> call.isUnasked() ? "  – not asked: " + why : "  ✗ " + why;
            case CANCELLED -> call.isUnasked() ? "  – not asked" : "  ■ stopped";
        };
        String took = call.isRequest() ? "  " + Figures.tokens(call.usage()) + "  " + Figures.money(call.cost()) : "";
        return String.format(
                Locale.ROOT,
                "  %s %7s %7s  %s %s%s%s%s",
                CallView.bar(call, 0, end),
                "@" + Figures.seconds(call.timing().startMs()),
                Figures.seconds(call.timing().durationMs()),
                call.role(),
                call.model(),
                CallWords.instance(call),
                took,
                state);
    }

    private static long end(Call call) {
        return call.timing().lastKnownMs();
    }

    /** A round ends with its last member; how much earlier it would have ended without that one is what it cost. */
    private static List<String> bottlenecks(Panel panel) {
        List<String> lines = new ArrayList<>();
        for (Panel.Round round : panel.rounds()) {
            List<Call> byEnd = round.members().stream()
                    .flatMap(member -> member.lane().ended().stream())
                    .filter(call -> !call.isUnasked())
                    .sorted(Comparator.comparingLong(Waterfall::end))
                    .toList();
            if (byEnd.size() > 1) {
                Call last = byEnd.getLast();
                long alone = end(last) - end(byEnd.get(byEnd.size() - 2));
                lines.add("  round " + round.number() + " waited for " + last.model() + CallWords.instance(last)
                        + " last, " + Figures.seconds(alone) + " after the other "
                        + (byEnd.size() == 2 ? "member" : byEnd.size() - 1 + " members"));
            }
        }
        return lines;
    }
}
