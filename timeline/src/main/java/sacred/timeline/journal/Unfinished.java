package sacred.timeline.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Cost;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.Event.Outcome;
import sacred.timeline.Live;
import sacred.timeline.Stage;
import sacred.timeline.Timeline;
import sacred.timeline.Usage;

/** How a turn is closed that the program did not live to close. */
final class Unfinished {

    private static final String TEXT =
            "The program ended before this turn did. What was sealed until then is kept; ask again to get an answer.";

    private Unfinished() {}

    /**
     * The events that close the live turn; none when there is no such turn.
     *
     * @param partial what had arrived of the block that was not sealed
     */
    static List<Event.Durable> closing(Timeline timeline, Optional<Partial> partial, Instant now) {
        return timeline.live()
                .map(live -> closing(timeline, live, partial.filter(p -> p.turn() == live.turn()), now))
                .orElse(List.of());
    }

    private static List<Event.Durable> closing(Timeline timeline, Live live, Optional<Partial> partial, Instant now) {
        int turn = live.turn();
        List<Block> blocks = timeline.blocks().ofTurn(turn);
        List<Call> calls = blocks.stream().flatMap(b -> b.calls().stream()).toList();
        Usage usage = Usage.sum(calls.stream().map(Call::usage).toList());
        Cost cost = Cost.sum(calls.stream().map(Call::cost).toList());
        // An answer or an error that ended the turn may be sealed already: then only its closing is missing.
        Outcome outcome = switch (blocks.isEmpty() ? null : blocks.getLast()) {
            case Block.Format _ -> Outcome.OK;
            case Block.Error e when e.error() == ErrorKind.CANCELLED -> Outcome.CANCELLED;
            case Block.Error e when e.error() == ErrorKind.INTERRUPTED || e.stage() == Stage.FORMAT -> Outcome.FAILED;
            case null, default -> null;
        };
        if (outcome != null) {
            return List.of(closed(turn, now, outcome, usage, cost));
        }
        // A request may have been on its way: what it used, nobody knows.
        List<Usage> usages = new ArrayList<>(calls.stream().map(Call::usage).toList());
        usages.add(Usage.UNKNOWN);
        List<Cost> costs = new ArrayList<>(calls.stream().map(Call::cost).toList());
        costs.add(Cost.UNKNOWN);
        return List.of(
                new Event.Sealed(interrupted(turn, partial.map(Partial::stage).orElse(stage(blocks)), partial, now)),
                closed(turn, now, Outcome.FAILED, Usage.sum(usages), Cost.sum(costs)));
    }

    private static Event.Closed closed(int turn, Instant now, Outcome outcome, Usage usage, Cost cost) {
        return new Event.Closed(turn, Ulid.next(now), now, outcome, OptionalLong.empty(), usage, cost);
    }

    private static Block.Error interrupted(int turn, Stage stage, Optional<Partial> partial, Instant now) {
        List<String> notes = partial.map(p -> p.notes(now)).orElse(List.of());
        return new Block.Error(
                new Block.Head(Ulid.next(now), turn, now, 0, notes),
                TEXT,
                stage,
                ErrorKind.INTERRUPTED,
                true,
                partial.map(Partial::text).orElse(""),
                List.of(),
                List.of(),
                List.of());
    }

    private static Stage stage(List<Block> blocks) {
        if (blocks.stream().anyMatch(Block.Tool.class::isInstance)) {
            return Stage.FORMAT;
        }
        return blocks.stream().anyMatch(Block.Route.class::isInstance) ? Stage.TOOL : Stage.ROUTE;
    }
}
