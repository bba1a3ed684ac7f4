package sacred.app.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import sacred.app.panel.Panel;
import sacred.cognition.Rewound;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Cost;
import sacred.timeline.Event;
import sacred.timeline.Stage;
import sacred.timeline.Timeline;
import sacred.timeline.Usage;

/**
 * What one turn answered, and what it took: everything is read from its blocks.
 *
 * @param timeline the name of the timeline
 * @param place the turn that asked the prompt first; the turn itself, unless it asks it once more
 * @param who the models that answered, each once; of a logical model its members and whoever joined what they said
 * @param text the answer, or what had arrived of it
 * @param problem why there is no whole answer; empty where there is one
 * @param outcome empty where the turn did not end
 * @param usage of every call of the turn
 * @param durationMs of the whole turn
 * @param firstTokenMs of the call that gave the answer, as it was measured; empty where nobody knows
 */
public record Answer(
        String timeline,
        int turn,
        int place,
        String prompt,
        List<String> who,
        String text,
        Optional<String> problem,
        Optional<Event.Outcome> outcome,
        Usage usage,
        Cost cost,
        OptionalLong durationMs,
        OptionalLong firstTokenMs) {

    public Answer {
        who = List.copyOf(who);
    }

    /** The answer of one turn; empty where nothing was asked in it. */
    public static Optional<Answer> of(String name, Timeline timeline, int turn) {
        return of(name, timeline.blocks().ofTurn(turn), timeline);
    }

    /** One answer a prompt, as the conversation goes: of several to the same prompt the newest that is whole, else the newest. */
    public static List<Answer> conversation(String name, Timeline timeline) {
        TreeMap<Integer, Answer> counting = new TreeMap<>();
        Rewound rewound = new Rewound(timeline);
        all(name, timeline).stream()
                .filter(answer -> !rewound.contains(answer.turn()))
                .forEach(answer -> counting.merge(
                        answer.place(), answer, (before, later) -> before.whole() && !later.whole() ? before : later));
        return List.copyOf(counting.values());
    }

    /** Every turn that asked something, in order. */
    public static List<Answer> all(String name, Timeline timeline) {
        List<Answer> answers = new ArrayList<>();
        List<Block> turn = new ArrayList<>();
        for (Block block : timeline.blocks()) {
            if (block instanceof Block.Input) {
                of(name, turn, timeline).ifPresent(answers::add);
                turn.clear();
            }
            turn.add(block);
        }
        of(name, turn, timeline).ifPresent(answers::add);
        return answers;
    }

    private static Optional<Answer> of(String name, List<Block> turn, Timeline timeline) {
        if (turn.isEmpty() || !(turn.getFirst() instanceof Block.Input input) || input.command()) {
            return Optional.empty();
        }
        int number = input.head().turn();
        Optional<Event.Closed> end = timeline.closings().ofTurn(number).stream().findFirst();
        List<Call> calls =
                turn.stream().flatMap(block -> block.calls().stream()).toList();
        Optional<Block> answered =
                turn.stream().filter(Block.Format.class::isInstance).findFirst();
        Optional<Block.Error> failed = turn.stream()
                .filter(Block.Error.class::isInstance)
                .map(Block.Error.class::cast)
                .reduce((_, later) -> later)
                .filter(_ -> answered.isEmpty());
        return Optional.of(new Answer(
                name,
                number,
                input.place(),
                input.text(),
                who(calls),
                answered.map(Block::text)
                        .orElseGet(() -> failed.map(Block.Error::partial).orElse("")),
                failed.map(Block.Error::text),
                end.map(Event.Closed::outcome),
                end.map(Event.Closed::usage)
                        .orElseGet(
                                () -> Usage.sum(calls.stream().map(Call::usage).toList())),
                end.map(Event.Closed::cost)
                        .orElseGet(() -> Cost.sum(calls.stream().map(Call::cost).toList())),
                end.map(Event.Closed::durationMs).orElse(OptionalLong.empty()),
                firstToken(calls)));
    }

    private static List<String> who(List<Call> calls) {
        List<Call> answering = calls.stream()
                .filter(call -> call.isRequest() && call.status() == Call.Status.OK)
                .filter(call -> Panel.isOfStrategy(call.role()) || call.role().equals(Stage.FORMAT.wire()))
                .toList();
        return answering.stream()
                .map(call -> call.model().toString())
                .distinct()
                .toList();
    }

    private static OptionalLong firstToken(List<Call> calls) {
        return calls.stream()
                .filter(call -> call.role().equals(Stage.FORMAT.wire()) && call.status() == Call.Status.OK)
                .filter(call -> !call.cache().equals(Call.HIT))
                .map(call -> call.timing().ttftMs())
                .reduce((_, later) -> later)
                .orElse(OptionalLong.empty());
    }

    /** Whether it was answered to the end. */
    public boolean whole() {
        return outcome.equals(Optional.of(Event.Outcome.OK)) && problem.isEmpty();
    }

    /** Whether both say the same, blanks at the end aside. */
    public boolean says(Answer other) {
        return whole() && other.whole() && text.stripTrailing().equals(other.text.stripTrailing());
    }
}
