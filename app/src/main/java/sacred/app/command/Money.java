package sacred.app.command;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import sacred.app.host.Sentence;
import sacred.app.view.Figures;
import sacred.cognition.Budget;
import sacred.timeline.Call;
import sacred.timeline.Cost;
import sacred.timeline.Event;
import sacred.timeline.Usage;

/** /cost and /budget: what was spent, and what may be. */
final class Money {

    private Money() {}

    static void cost(Desk desk, String argument) {
        List<Call> all = calls(desk);
        Map<String, List<Call>> byModel = all.stream()
                .collect(Collectors.groupingBy(c -> c.model().toString(), LinkedHashMap::new, Collectors.toList()));
        byModel.forEach((model, calls) -> desk.say(row(model, calls)));
        desk.say(row("all of this timeline", all));
        all.stream()
                .filter(call -> call.cost().listedUsd().isPresent())
                .forEach(call -> desk.say("  " + call.model() + " reported " + Figures.money(call.cost())));
        all.stream()
                .flatMap(call -> desk.session().world().prices().listed(call.model()).stream())
                .distinct()
                .forEach(list -> desk.say("  Prices as of " + list.asOf() + ", built in: " + list.source()));
        standing(desk, unknown(all));
    }

    static void budget(Desk desk, String argument) {
        List<Event.Closed> closings = desk.session().timeline().closings();
        String last = closings.isEmpty()
                ? ""
                : ", the last one cost " + Figures.money(closings.getLast().cost());
        desk.say("  per turn     "
                + limit(desk.session().world().budget().limits().perTurn()) + last);
        long unknown = unknown(calls(desk));
        standing(desk, unknown);
        if (unknown > 0) {
            desk.say("  " + unknown
                    + (unknown == 1
                            ? " request of this timeline has no known cost and is in no sum."
                            : " requests of this timeline have no known cost and are in no sum."));
        }
    }

    /** How many requests of this timeline may have cost something that nobody knows. */
    private static long unknown(List<Call> calls) {
        return calls.stream()
                .filter(call -> call.mayBeBilled() && call.cost().usd().isEmpty())
                .count();
    }

    /**
     * What was spent is a lower bound where the cost of a request is unknown, and what is left an upper one. Of a day nobody knows
     * whether there was such a request in another timeline.
     */
    private static void standing(Desk desk, long unknown) {
        boolean whole = unknown == 0;
        try {
            for (Budget.Standing s : desk.session().world().budget().standing()) {
                String left = s.limit()
                        .map(limit -> (whole ? ", left " : ", left at most ")
                                + Figures.money(
                                        Cost.of(limit.subtract(s.spent()).max(BigDecimal.ZERO))))
                        .orElse("");
                desk.say(String.format("  per %-8s ", s.scope()) + limit(s.limit()) + ", spent "
                        + Figures.money(new Cost(Optional.of(s.spent()), whole)) + left);
            }
        } catch (IOException e) {
            desk.say("  What was spent today cannot be read: " + Sentence.of(e));
        }
    }

    private static String limit(Optional<BigDecimal> usd) {
        return usd.map(amount -> "limit $" + amount.toPlainString()).orElse("no limit");
    }

    private static List<Call> calls(Desk desk) {
        return desk.session().timeline().blocks().stream()
                .flatMap(b -> b.calls().stream())
                .filter(Call::isRequest)
                .toList();
    }

    private static String row(String name, List<Call> calls) {
        Usage usage = Usage.sum(calls.stream().map(Call::usage).toList());
        Cost cost = Cost.sum(calls.stream().map(Call::cost).toList());
        String saved = Figures.saved(calls);
        long hits = calls.stream().filter(c -> c.saved().isPresent()).count();
        return String.format(
                        "  %-32s %3d call%s  %s  %s",
                        name, calls.size(), calls.size() == 1 ? " " : "s", Figures.tokens(usage), Figures.money(cost))
                + (saved.isEmpty() ? "" : "  " + hits + " from the cache, " + saved);
    }
}
