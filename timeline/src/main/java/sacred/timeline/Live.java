package sacred.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The turn that is running now, below the fold: at most one.
 *
 * @param stage empty between the input and the first stage
 * @param lanes one per request of the stage, in the order they went out; cleared when the stage seals
 * @param notes what the user was told since the last seal
 * @param waits what the turn waits for, where that was told
 */
public record Live(
        int turn, Optional<Stage> stage, List<Lane> lanes, List<String> notes, Optional<Event.Waiting> waits) {

    /** One request: what it has said and thought so far, and how it ended once it has. */
    public record Lane(
            int call,
            ModelRef model,
            String role,
            int attempt,
            GrowingText said,
            GrowingText thought,
            Optional<Call> ended) {

        public String text() {
            return said.toString();
        }

        public String thinking() {
            return thought.toString();
        }

        Lane heard(String more, boolean isThinking) {
            return isThinking
                    ? new Lane(call, model, role, attempt, said, thought.plus(more), ended)
                    : new Lane(call, model, role, attempt, said.plus(more), thought, ended);
        }

        Lane ended(Call how) {
            return new Lane(call, model, role, attempt, said, thought, Optional.of(how));
        }
    }

    public Live {
        lanes = List.copyOf(lanes);
        notes = List.copyOf(notes);
    }

    static Live begin(int turn) {
        return new Live(turn, Optional.empty(), List.of(), List.of(), Optional.empty());
    }

    Live started(Stage next) {
        return new Live(turn, Optional.of(next), lanes, notes, Optional.empty());
    }

    Live called(Event.CallStarted e) {
        List<Lane> more = new ArrayList<>(lanes);
        more.add(new Lane(
                e.call(), e.model(), e.role(), e.attempt(), GrowingText.EMPTY, GrowingText.EMPTY, Optional.empty()));
        return new Live(turn, stage, more, notes, Optional.empty());
    }

    Live change(int call, UnaryOperator<Lane> how) {
        return new Live(
                turn,
                stage,
                lanes.stream().map(l -> l.call() == call ? how.apply(l) : l).toList(),
                notes,
                Optional.empty());
    }

    Live noted(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new Live(turn, stage, lanes, more, Optional.empty());
    }

    Live waiting(Event.Waiting now) {
        return new Live(turn, stage, lanes, notes, Optional.of(now));
    }

    Live sealed() {
        return new Live(turn, Optional.empty(), List.of(), List.of(), Optional.empty());
    }
}
