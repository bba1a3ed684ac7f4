package sacred.app.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import sacred.timeline.Stage;
import sacred.timeline.Timeline;

/**
 * How the members of a logical model came to their answer in one turn: everything is computed from the calls of the block that they
 * left, so a turn that is live no more, resumed or replayed shows the same. Pure.
 *
 * @param prompt what was asked
 * @param rounds in order; one where the strategy knows no rounds
 * @param inside calls of logical models that are members themselves; their texts are not compared
 */
public record Panel(int turn, String prompt, List<Round> rounds, List<Call> inside) {

    private static final int MOST_TERMS = 6;

    /**
     * One round.
     *
     * @param members who answered the same question, in the order in which they were asked
     * @param others who worked with what these had said: arbiter, judge, writer
     * @param agreement of the members that answered
     */
    public record Round(int number, List<Member> members, List<Judge> others, Agreement agreement) {

        public long answered() {
            return members.stream().filter(Member::answered).count();
        }

        /** What the arbiter said in this round, where there is one whose words could be read. */
        public Optional<ArbiterReply> verdict() {
            return others.stream()
                    .flatMap(judge -> judge.reply().stream())
                    .filter(ArbiterReply::readable)
                    .reduce((_, later) -> later);
        }
    }

    /**
     * A member and its last attempt.
     *
     * @param sentences of its answer, with how many make the same claim; empty where it gave none
     * @param terms the words that are most characteristic of its answer among the others
     */
    public record Member(Call call, List<Claims.Sentence> sentences, List<String> terms) {

        public boolean answered() {
            return call.answered();
        }
    }

    /**
     * Somebody who worked with the answers of the members.
     *
     * @param reply what an arbiter said; empty for every other role and without an answer
     */
    public record Judge(Call call, Optional<ArbiterReply> reply) {}

    public Panel {
        rounds = List.copyOf(rounds);
        inside = List.copyOf(inside);
    }

    /** The last turn that a logical model has answered or failed in; empty when there is none. */
    public static Optional<Panel> last(Timeline timeline) {
        return timeline.blocks().reversed().stream()
                .filter(Panel::isOfMany)
                .findFirst()
                .map(block -> of(timeline, block));
    }

    /** The panel of one turn; empty when no logical model took part in it. */
    public static Optional<Panel> of(Timeline timeline, int turn) {
        return timeline.blocks().reversed().stream()
                .filter(block -> block.head().turn() == turn && isOfMany(block))
                .findFirst()
                .map(block -> of(timeline, block));
    }

    private static boolean isOfMany(Block block) {
        return block.calls().stream().anyMatch(Panel::isOfStrategy);
    }

    /** Not a call of a stage itself. */
    public static boolean isOfStrategy(Call call) {
        return Stream.of(Stage.values()).noneMatch(stage -> stage.wire().equals(call.role()));
    }

    private static Panel of(Timeline timeline, Block block) {
        String prompt = timeline.blocks().stream()
                .filter(b -> b instanceof Block.Input input && !input.command())
                .filter(b -> b.head().turn() == block.head().turn())
                .map(Block::text)
                .findFirst()
                .orElse("");
        List<Call> calls = lastAttempts(block.calls());
        Map<Integer, List<Call>> rounds = new TreeMap<>();
        calls.stream()
                .filter(call -> !isInside(call))
                .forEach(call -> rounds.computeIfAbsent(call.said().iteration().orElse(1), _ -> new ArrayList<>())
                        .add(call));
        return new Panel(
                block.head().turn(),
                prompt,
                rounds.entrySet().stream()
                        .map(round -> round(round.getKey(), round.getValue()))
                        .toList(),
                calls.stream().filter(Panel::isInside).toList());
    }

    private static boolean isInside(Call call) {
        return call.role().contains("/") || call.said().within().isPresent();
    }

    /** Of several attempts at the same request the last one: what failed is left out when it was asked again. */
    private static List<Call> lastAttempts(List<Call> calls) {
        List<Call> last = new ArrayList<>();
        for (Call call : calls) {
            if (!isOfStrategy(call)) {
                continue;
            }
            int before = call.attempt() == 1 ? -1 : attemptBefore(last, call);
            if (before < 0) {
                last.add(call);
            } else {
                last.set(before, call);
            }
        }
        return last;
    }

    private static int attemptBefore(List<Call> calls, Call again) {
        for (int i = calls.size() - 1; i >= 0; i--) {
            Call call = calls.get(i);
            boolean same = call.role().equals(again.role())
                    && call.model().equals(again.model())
                    && call.said().instance().equals(again.said().instance())
                    && call.said().iteration().equals(again.said().iteration());
            if (same && call.attempt() == again.attempt() - 1) {
                return i;
            }
        }
        return -1;
    }

    private static Round round(int number, List<Call> calls) {
        List<Call> members =
                calls.stream().filter(call -> Strategies.isMember(call.role())).toList();
        List<String> texts = members.stream()
                .filter(Call::answered)
                .map(call -> call.said().text().orElse(""))
                .toList();
        List<List<Claims.Sentence>> sentences = Claims.of(texts);
        List<List<String>> terms = Terms.of(texts, MOST_TERMS);
        List<Member> all = new ArrayList<>();
        int answer = 0;
        for (Call call : members) {
            boolean answered = call.answered();
            all.add(new Member(
                    call, answered ? sentences.get(answer) : List.of(), answered ? terms.get(answer) : List.of()));
            answer += answered ? 1 : 0;
        }
        List<Judge> others = calls.stream()
                .filter(call -> !Strategies.isMember(call.role()))
                .map(Panel::judge)
                .toList();
        return new Round(number, List.copyOf(all), others, Agreement.of(texts));
    }

    private static Judge judge(Call call) {
        Optional<String> said = call.said().text().filter(text -> call.status() == Call.Status.OK);
        return new Judge(
                call, call.role().equals(Consortium.ARBITER) ? said.map(ArbiterReply::parse) : Optional.empty());
    }
}
