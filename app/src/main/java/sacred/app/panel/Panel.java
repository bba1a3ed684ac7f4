package sacred.app.panel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import sacred.cognition.strategy.Agreement;
import sacred.cognition.strategy.ArbiterReply;
import sacred.cognition.strategy.Claims;
import sacred.cognition.strategy.Consortium;
import sacred.cognition.strategy.Strategies;
import sacred.cognition.strategy.Terms;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Event;
import sacred.timeline.Kind;
import sacred.timeline.Live.Lane;
import sacred.timeline.Sequence;
import sacred.timeline.Stage;
import sacred.timeline.Timeline;

/**
 * How the members of a logical model come to their answer in one turn, as far as is known: of a turn that runs from its lanes, and
 * else from the calls of the block that they left, so that live, resumed and replayed show the same. Only whole answers are
 * compared. Pure.
 *
 * @param prompt what was asked
 * @param lanes of every request the last attempt, in the order in which the first ones went out
 * @param rounds in order; one where the strategy knows no rounds
 * @param inside requests of logical models that are members themselves; their texts are not compared
 */
public record Panel(int turn, String prompt, List<Lane> lanes, List<Round> rounds, List<Lane> inside) {

    private static final int MOST_TERMS = 6;

    /**
     * One round.
     *
     * @param members who answer the same question, in the order in which they were asked
     * @param others who work with what these have said: arbiter, judge, writer
     * @param agreement of the members that have answered
     */
    public record Round(int number, List<Member> members, List<Judge> others, Agreement agreement) {

        public long answered() {
            return members.stream().filter(Member::answered).count();
        }

        /** How many members have not ended. */
        public long atWork() {
            return members.stream()
                    .filter(member -> member.lane().ended().isEmpty())
                    .count();
        }

        /** What the arbiter said in this round, where there is one whose words could be read. */
        public Optional<ArbiterReply> verdict() {
            return others.stream()
                    .flatMap(judge -> judge.reply().stream())
                    .filter(ArbiterReply::readable)
                    .reduce((_, later) -> later);
        }

        private Round with(Map<Integer, Lane> now) {
            return new Round(
                    number,
                    members.stream()
                            .map(m -> new Member(now.get(m.lane().call()), m.sentences(), m.terms()))
                            .toList(),
                    others.stream()
                            .map(judge -> new Judge(now.get(judge.lane().call()), judge.reply()))
                            .toList(),
                    agreement);
        }
    }

    /**
     * A member and its last attempt.
     *
     * @param sentences of its answer, with how many make the same claim; empty where it has given none
     * @param terms the words that are most characteristic of its answer among the others
     */
    public record Member(Lane lane, List<Claims.Sentence> sentences, List<String> terms) {

        public boolean answered() {
            return Panel.answered(lane);
        }
    }

    /**
     * Somebody who works with the answers of the members.
     *
     * @param reply what an arbiter said; empty for every other role and without an answer
     */
    public record Judge(Lane lane, Optional<ArbiterReply> reply) {}

    public Panel {
        lanes = List.copyOf(lanes);
        rounds = List.copyOf(rounds);
        inside = List.copyOf(inside);
    }

    /** Of the last turn that a logical model answers, has answered or failed in; empty when there is none. */
    public static Optional<Panel> last(Timeline timeline) {
        Optional<Panel> running = timeline.live().flatMap(live -> of(timeline, live.turn()));
        return running.or(() ->
                lastSealed(timeline).map(block -> of(timeline, block.head().turn(), lanes(block))));
    }

    /** Reads nothing but blocks in which a strategy can have run: the timeline may be long. */
    private static Optional<Block> lastSealed(Timeline timeline) {
        Sequence<Block> blocks = timeline.blocks();
        for (int i = blocks.size() - 1; i >= 0; i--) {
            boolean possible =
                    blocks.kind(i) == Kind.TOOL || blocks.kind(i) == Kind.ERROR || blocks.kind(i) == Kind.FORMAT;
            if (possible && isOfMany(blocks.get(i))) {
                return Optional.of(blocks.get(i));
            }
        }
        return Optional.empty();
    }

    /** @param turn its number; empty for the last one of a logical model */
    public static Optional<Panel> find(Timeline timeline, OptionalInt turn) {
        return turn.isPresent() ? of(timeline, turn.getAsInt()) : last(timeline);
    }

    /** Why none was found, and what to do. */
    public static String none(OptionalInt turn) {
        return turn.isPresent()
                ? "No logical model has answered in turn " + turn.getAsInt() + "."
                : "No logical model has answered in this timeline yet. /strategy lists those there are.";
    }

    /** The panel of one turn; empty when no logical model takes part in it. */
    public static Optional<Panel> of(Timeline timeline, int turn) {
        return lanes(timeline, turn).map(lanes -> of(timeline, turn, lanes));
    }

    /** The same panel as it is by now. As long as nobody begins or ends only texts grow, and nothing is compared anew. */
    public Panel now(Timeline timeline) {
        List<Lane> now = lanes(timeline, turn).orElse(lanes);
        if (!turningPoints(now).equals(turningPoints(lanes))) {
            return of(timeline, turn, now);
        }
        Map<Integer, Lane> byCall = new HashMap<>();
        now.forEach(lane -> byCall.put(lane.call(), lane));
        return new Panel(
                turn,
                prompt,
                now,
                rounds.stream().map(round -> round.with(byCall)).toList(),
                inside.stream().map(lane -> byCall.get(lane.call())).toList());
    }

    private static List<Record> turningPoints(List<Lane> lanes) {
        return lanes.stream()
                .map(lane -> lane.ended().map(Record.class::cast).orElse(lane.started()))
                .toList();
    }

    private static Optional<List<Lane>> lanes(Timeline timeline, int turn) {
        Optional<List<Lane>> running = timeline.live()
                .filter(live -> live.turn() == turn)
                .map(live -> lastAttempts(live.lanes()))
                .filter(lanes -> !lanes.isEmpty());
        return running.or(() -> timeline.blocks().ofTurn(turn).reversed().stream()
                .filter(Panel::isOfMany)
                .findFirst()
                .map(Panel::lanes));
    }

    private static List<Lane> lanes(Block block) {
        return lastAttempts(block.calls().stream()
                .map(call -> Lane.of(block.head().turn(), call))
                .toList());
    }

    private static boolean isOfMany(Block block) {
        return block.calls().stream().anyMatch(call -> isOfStrategy(call.role()));
    }

    /** Whether a request in this role is not one of a stage itself. */
    public static boolean isOfStrategy(String role) {
        return Stream.of(Stage.values()).noneMatch(stage -> stage.wire().equals(role));
    }

    private static Panel of(Timeline timeline, int turn, List<Lane> lanes) {
        String prompt = timeline.blocks().ofTurn(turn).stream()
                .filter(block -> block instanceof Block.Input input && !input.command())
                .map(Block::text)
                .findFirst()
                .orElse("");
        Map<Integer, List<Lane>> rounds = new TreeMap<>();
        lanes.stream()
                .filter(lane -> !isInside(lane))
                .forEach(lane -> rounds.computeIfAbsent(round(lane), _ -> new ArrayList<>())
                        .add(lane));
        return new Panel(
                turn,
                prompt,
                lanes,
                rounds.entrySet().stream()
                        .map(round -> round(round.getKey(), round.getValue()))
                        .toList(),
                lanes.stream().filter(Panel::isInside).toList());
    }

    private static boolean isInside(Lane lane) {
        return lane.role().contains("/") || lane.started().within().isPresent();
    }

    /** The number of its round; 1 where there are none. */
    public static int round(Lane lane) {
        return lane.started().iteration().orElse(1);
    }

    /** Of the requests of a strategy the last attempt: what failed is left out when it was asked again. */
    public static List<Lane> lastAttempts(List<Lane> lanes) {
        List<Lane> last = new ArrayList<>();
        for (Lane lane : lanes) {
            if (!isOfStrategy(lane.role())) {
                continue;
            }
            int before = last.size() - 1;
            while (before >= 0 && !isNextAttempt(last.get(before).started(), lane.started())) {
                before--;
            }
            if (before < 0) {
                last.add(lane);
            } else {
                last.set(before, lane);
            }
        }
        return last;
    }

    /** By the number of the attempt: two judges at once are the same model in the same role, and two requests. */
    private static boolean isNextAttempt(Event.CallStarted call, Event.CallStarted next) {
        return next.attempt() == call.attempt() + 1
                && next.role().equals(call.role())
                && next.model().equals(call.model())
                && next.instance().equals(call.instance())
                && next.iteration().equals(call.iteration());
    }

    private static boolean answered(Lane lane) {
        return lane.ended().filter(Call::answered).isPresent();
    }

    private static Optional<String> text(Lane lane) {
        return lane.ended().flatMap(call -> call.said().text());
    }

    private static Round round(int number, List<Lane> lanes) {
        List<Lane> members =
                lanes.stream().filter(lane -> Strategies.isMember(lane.role())).toList();
        List<String> texts = members.stream()
                .filter(Panel::answered)
                .map(lane -> text(lane).orElse(""))
                .toList();
        List<List<Claims.Sentence>> sentences = Claims.of(texts);
        List<List<String>> terms = Terms.of(texts, MOST_TERMS);
        List<Member> all = new ArrayList<>();
        int answer = 0;
        for (Lane lane : members) {
            boolean answered = answered(lane);
            all.add(new Member(
                    lane, answered ? sentences.get(answer) : List.of(), answered ? terms.get(answer) : List.of()));
            answer += answered ? 1 : 0;
        }
        List<Judge> others = lanes.stream()
                .filter(lane -> !Strategies.isMember(lane.role()))
                .map(Panel::judge)
                .toList();
        return new Round(number, List.copyOf(all), others, Agreement.of(texts));
    }

    private static Judge judge(Lane lane) {
        Optional<String> said = lane.ended()
                .filter(call -> call.status() == Call.Status.OK)
                .flatMap(call -> call.said().text());
        return new Judge(
                lane, lane.role().equals(Consortium.ARBITER) ? said.map(ArbiterReply::parse) : Optional.empty());
    }
}
