package sacred.app.command;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import sacred.app.host.Sentence;
import sacred.app.view.Figures;
import sacred.cognition.Budget;
import sacred.timeline.Cost;
import sacred.timeline.Event;

/** /cost and /budget: what was spent, and what may be. */
final class Money {

    private Money() {}

    static void cost(Desk desk, String argument) {
        Spent spent = Spent.in(desk.session().timeline());
        spent.rows().forEach(desk::say);
        spent.reported().forEach(desk::say);
        spent.models().stream()
                .flatMap(model -> desk.session().world().prices().listed(model).stream())
                .distinct()
                .forEach(list -> desk.say("  Prices as of " + list.asOf() + ", built in: " + list.source()));
        standing(desk, spent.unknown());
    }

    static void budget(Desk desk, String argument) {
        List<Event.Closed> closings = desk.session().timeline().closings();
        String last = closings.isEmpty()
                ? ""
                : ", the last one cost " + Figures.money(closings.getLast().cost());
        desk.say("  per turn     "
                + limit(desk.session().world().budget().limits().perTurn()) + last);
        long unknown = Spent.in(desk.session().timeline()).unknown();
        standing(desk, unknown);
        if (unknown > 0) {
            desk.say("  " + unknown
                    + (unknown == 1
                            ? " request of this timeline has no known cost and is in no sum."
                            : " requests of this timeline have no known cost and are in no sum."));
        }
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
}
