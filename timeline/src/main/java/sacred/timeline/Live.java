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
 * @param tools one per call of a tool of the stage, in the order in which they were called; cleared when the stage seals
 * @param notes what the user was told since the last seal
 * @param waits what the turn waits for, where that was told
 */
public record Live(
        int turn,
        Optional<Stage> stage,
        List<Lane> lanes,
        List<Called> tools,
        List<String> notes,
        Optional<Event.Waiting> waits) {

    /**
     * A call of a tool.
     *
     * @param waits it does not run yet: somebody has to allow it
     * @param ended what came of it, once something has
     */
    public record Called(int tool, String name, String arguments, boolean waits, Optional<ToolRun> ended) {}

    /**
     * One request: how it began, what it has said and thought so far, and how it ended once it has.
     *
     * @param started the request as it went out
     */
    public record Lane(Event.CallStarted started, GrowingText said, GrowingText thought, Optional<Call> ended) {

        /** Of a request that is known by its end alone: what it said stands in the call. */
        public static Lane of(int turn, Call call) {
            Event.CallStarted started = new Event.CallStarted(
                    turn,
                    call.index(),
                    call.model(),
                    call.role(),
                    call.attempt(),
                    call.said().instance(),
                    call.said().iteration(),
                    call.said().within(),
                    false);
            return new Lane(started, GrowingText.EMPTY, GrowingText.EMPTY, Optional.of(call));
        }

        public int call() {
            return started.call();
        }

        public ModelRef model() {
            return started.model();
        }

        public String role() {
            return started.role();
        }

        public int attempt() {
            return started.attempt();
        }

        public String text() {
            return said.toString();
        }

        public String thinking() {
            return thought.toString();
        }

        Lane heard(String more, boolean isThinking) {
            return isThinking
                    ? new Lane(started, said, thought.plus(more), ended)
                    : new Lane(started, said.plus(more), thought, ended);
        }

        Lane ended(Call how) {
            return new Lane(started, said, thought, Optional.of(how));
        }
    }

    public Live {
        lanes = List.copyOf(lanes);
        tools = List.copyOf(tools);
        notes = List.copyOf(notes);
    }

    static Live begin(int turn) {
        return new Live(turn, Optional.empty(), List.of(), List.of(), List.of(), Optional.empty());
    }

    Live started(Stage next) {
        return new Live(turn, Optional.of(next), lanes, tools, notes, Optional.empty());
    }

    Live called(Event.CallStarted e) {
        Lane lane = new Lane(e, GrowingText.EMPTY, GrowingText.EMPTY, Optional.empty());
        return with(plus(lanes, lane), tools, notes);
    }

    Live change(int call, UnaryOperator<Lane> how) {
        return with(lanes.stream().map(l -> l.call() == call ? how.apply(l) : l).toList(), tools, notes);
    }

    Live called(Event.ToolStarted e) {
        Called call = new Called(e.tool(), e.name(), e.arguments(), e.waits(), Optional.empty());
        boolean known = tools.stream().anyMatch(t -> t.tool() == e.tool());
        return with(
                lanes,
                known ? tools.stream().map(t -> t.tool() == e.tool() ? call : t).toList() : plus(tools, call),
                notes);
    }

    Live ended(Event.ToolEnded e) {
        return with(
                lanes,
                tools.stream()
                        .map(t -> t.tool() == e.tool()
                                ? new Called(t.tool(), t.name(), t.arguments(), false, Optional.of(e.run()))
                                : t)
                        .toList(),
                notes);
    }

    Live noted(String note) {
        return with(lanes, tools, plus(notes, note));
    }

    Live waiting(Event.Waiting now) {
        return new Live(turn, stage, lanes, tools, notes, Optional.of(now));
    }

    Live sealed() {
        return begin(turn);
    }

    /** Whatever happens ends the wait. */
    private Live with(List<Lane> allLanes, List<Called> allTools, List<String> allNotes) {
        return new Live(turn, stage, allLanes, allTools, allNotes, Optional.empty());
    }

    private static <T> List<T> plus(List<T> list, T last) {
        List<T> more = new ArrayList<>(list);
        more.add(last);
        return more;
    }
}
