package sacred.timeline;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What is counted of a timeline while it grows, so that nobody has to walk through it. Part of the fold: the same events give
 * the same totals.
 *
 * @param lastTurn the highest number of a turn that has a block; 0 when there is none
 * @param prompts how many prompts were asked; what was said to the program is none
 * @param commandTurn the turn of the last command; 0 when there is none
 * @param asked the sums over the turns of prompts that have ended; empty while there is none
 * @param spentUsd the known amounts of all turns that have ended
 */
public record Totals(int lastTurn, long prompts, int commandTurn, Optional<Sum> asked, BigDecimal spentUsd) {

    public static final Totals NONE = new Totals(0, 0, 0, Optional.empty(), BigDecimal.ZERO);

    /** What turns used and cost. */
    public record Sum(Usage usage, Cost cost) {

        Sum plus(Event.Closed end) {
            return new Sum(Usage.sum(List.of(usage, end.usage())), Cost.sum(List.of(cost, end.cost())));
        }
    }

    static Totals of(List<Block> blocks, List<Event.Closed> closings) {
        Totals totals = NONE;
        int closed = 0;
        for (Block block : blocks) {
            while (closed < closings.size()
                    && closings.get(closed).turn() < block.head().turn()) {
                totals = totals.plus(closings.get(closed++));
            }
            totals = totals.plus(block);
        }
        while (closed < closings.size()) {
            totals = totals.plus(closings.get(closed++));
        }
        return totals;
    }

    Totals plus(Block block) {
        int turn = block.head().turn();
        Kind kind = Kind.of(block);
        return new Totals(
                Math.max(lastTurn, turn),
                prompts + (kind == Kind.INPUT ? 1 : 0),
                kind == Kind.COMMAND ? turn : commandTurn,
                asked,
                spentUsd);
    }

    Totals plus(Event.Closed end) {
        BigDecimal spent = end.cost().usd().map(spentUsd::add).orElse(spentUsd);
        if (end.turn() == commandTurn && end.usage().equals(Usage.NONE)) {
            return new Totals(lastTurn, prompts, commandTurn, asked, spent);
        }
        Sum sum = asked.map(before -> before.plus(end))
                .orElseGet(() -> new Sum(Usage.sum(List.of(end.usage())), Cost.sum(List.of(end.cost()))));
        return new Totals(lastTurn, prompts, commandTurn, Optional.of(sum), spent);
    }
}
