package sacred.cognition.strategy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import sacred.providers.Prompt;
import sacred.providers.ProviderException;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.ErrorKind;
import sacred.timeline.ModelRef;
import sacred.timeline.Timeline;

/**
 * A turn judged anew: the members' answers are those that were recorded, and nobody pays for them again; whoever joins them is
 * asked.
 */
public final class Rearbitration implements Strategy {

    /** What joins answers again, by the role of those who gave them. */
    private static final Map<String, Strategy> INNER =
            Map.of(Consortium.MEMBER, new Consortium(), MixtureOfAgents.PROPOSER, new MixtureOfAgents());

    /** One round, whatever was meant for more. */
    private static final Options ONCE = new Options(
            Options.USUAL.threshold(),
            Options.USUAL.agreement(),
            Options.USUAL.stopOn(),
            1,
            OptionalInt.of(1),
            1,
            1,
            Optional.empty(),
            false,
            true,
            "",
            "");

    private final Strategy inner;
    private final String role;
    private final List<Call> recorded;

    private Rearbitration(Strategy inner, String role, List<Call> recorded) {
        this.inner = inner;
        this.role = role;
        this.recorded = recorded;
    }

    /**
     * Of a recorded turn.
     *
     * @param name under which it is asked
     * @throws IllegalArgumentException when its answers cannot be judged anew; a sentence for the user
     */
    public static LogicalModel of(String name, Timeline timeline, int turn, ModelRef arbiter) {
        List<Call> calls = timeline.blocks().ofTurn(turn).stream()
                .filter(block -> !(block instanceof Block.Route))
                .flatMap(block -> block.calls().stream())
                .toList();
        Call member = calls.stream()
                .filter(call -> INNER.containsKey(call.role()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Turn " + turn
                        + " was not answered by several models whose answers somebody joins:"
                        + " consortium, moa or fusion."));
        String role = member.role();
        // of older timelines the answers of logical members are not known, only those of their members
        if (calls.stream()
                .anyMatch(call -> call.role().startsWith(role + "/")
                        && call.said().within().isEmpty())) {
            throw new IllegalArgumentException(
                    "Turn " + turn + " had members that are logical models; their answers are not recorded as one.");
        }
        List<Call> last = lastRound(calls, role);
        if (last.stream().noneMatch(Call::answered)) {
            throw new IllegalArgumentException("No member answered in turn " + turn + ", so there is nothing to join.");
        }
        Map<ModelRef, Integer> counts = new LinkedHashMap<>();
        last.forEach(call -> counts.merge(call.model(), 1, Integer::sum));
        List<LogicalModel.Seat> seats = new ArrayList<>();
        counts.forEach((model, count) -> seats.add(new LogicalModel.Seat(model, count)));
        Strategy strategy = new Rearbitration(inner(member), role, last);
        return new LogicalModel(name, strategy, seats, Map.of("arbiter", arbiter), ONCE);
    }

    /** The members of a consortium are asked in rounds, those of a fusion are not. */
    private static Strategy inner(Call member) {
        boolean inRounds = member.said().iteration().isPresent();
        return member.role().equals(Consortium.MEMBER) && !inRounds ? new Fusion() : INNER.get(member.role());
    }

    /** The last attempt of each member in the last round. */
    private static List<Call> lastRound(List<Call> calls, String role) {
        List<Call> all = calls.stream().filter(call -> call.role().equals(role)).toList();
        int round = all.stream()
                .mapToInt(call -> call.said().iteration().orElse(1))
                .max()
                .orElse(1);
        Map<Object, Call> last = new LinkedHashMap<>();
        all.stream()
                .filter(call -> call.said().iteration().orElse(1) == round)
                .forEach(call -> last.put(List.of(call.model(), instance(call)), call));
        return last.values().stream()
                .sorted(Comparator.comparing((Call call) -> call.model().toString())
                        .thenComparing(Rearbitration::instance))
                .toList();
    }

    private static int instance(Call call) {
        return call.said().instance().orElse(1);
    }

    @Override
    public String name() {
        return "rearbitrate";
    }

    @Override
    public String about() {
        return "recorded answers, joined anew";
    }

    @Override
    public Optional<String> complaint(LogicalModel model) {
        return inner.complaint(model);
    }

    @Override
    public ModelRef lastWord(LogicalModel model) {
        return inner.lastWord(model);
    }

    @Override
    public Plan plan(LogicalModel model) {
        Set<String> paid = Set.of(role);
        return new Plan(inner.plan(model).steps().stream()
                .filter(step -> !paid.contains(step.role()))
                .toList());
    }

    @Override
    public Answer run(LogicalModel model, Prompt prompt, Members members)
            throws ProviderException, InterruptedException {
        members.remark("The answers of the members are recorded ones; they were not asked again.");
        return inner.run(model, prompt, new Recorded(members));
    }

    /** Gives what is recorded, and asks everybody else. */
    private final class Recorded implements Members {
        private final Members others;

        private Recorded(Members others) {
            this.others = others;
        }

        @Override
        public List<Outcome> ask(List<Request> requests, Optional<Duration> patience) throws InterruptedException {
            return requests.getFirst().role().equals(role)
                    ? requests.stream().map(Rearbitration.this::outcome).toList()
                    : others.ask(requests, patience);
        }

        @Override
        public Outcome.Answered ask(Request request) throws ProviderException, InterruptedException {
            return others.ask(request);
        }

        @Override
        public void remark(String sentence) {
            others.remark(sentence);
        }
    }

    private Outcome outcome(Request request) {
        int number = request.instance().orElse(1);
        Optional<Call> call = recorded.stream()
                .filter(c -> c.model().equals(request.model()))
                .skip(number - 1L)
                .findFirst();
        return call.filter(Call::answered)
                .<Outcome>map(c -> new Outcome.Answered(
                        request,
                        c.said().text().orElse(""),
                        c.said().reasoning().orElse(""),
                        c.finish().orElse("")))
                .orElseGet(() -> new Outcome.Failed(request, "it had not answered", ErrorKind.INTERRUPTED, false));
    }
}
