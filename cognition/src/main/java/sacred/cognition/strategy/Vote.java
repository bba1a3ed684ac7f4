package sacred.cognition.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sacred.providers.Prompt;
import sacred.providers.ProviderException;
import sacred.timeline.ModelRef;

/**
 * {@code vote}: the same question several times, and the answer that most samples come to. Only as many samples are drawn at
 * once as can decide it; what is decided needs no more. A tie goes to a judge, pair by pair.
 */
final class Vote implements Strategy {

    static final String SAMPLE = "sample";

    @Override
    public String name() {
        return "vote";
    }

    @Override
    public String about() {
        return "the same question several times; the most frequent answer wins";
    }

    @Override
    public int samples() {
        return 5;
    }

    @Override
    public Optional<String> complaint(LogicalModel model) {
        return model.members().isEmpty() ? Optional.of("vote needs models.") : Optional.empty();
    }

    @Override
    public ModelRef lastWord(LogicalModel model) {
        return judge(model);
    }

    private static ModelRef judge(LogicalModel model) {
        return model.judge().orElseGet(() -> model.members().getFirst().model());
    }

    @Override
    public Plan plan(LogicalModel model) {
        List<Plan.Step> steps = new ArrayList<>();
        int all = model.instances().size();
        int least = model.options().earlyStop() ? Ballot.EMPTY.needed(all) : all;
        int left = least;
        for (LogicalModel.Seat seat : model.members()) {
            int sure = Math.min(left, seat.count());
            left -= sure;
            int expected = (sure + seat.count() + 1) / 2;
            steps.add(new Plan.Step(seat.model(), SAMPLE, new Plan.Calls(sure, expected, seat.count()), 0));
        }
        steps.add(new Plan.Step(judge(model), "judge", new Plan.Calls(0, 0, 2 * (all - 1)), 2));
        return new Plan(steps);
    }

    @Override
    public Answer run(LogicalModel model, Prompt prompt, Members members)
            throws ProviderException, InterruptedException {
        Task task = new Task(prompt, model.options());
        List<Request> all = Panel.requests(model.instances(), task.plain(), SAMPLE);
        Drawn drawn = draw(all, model.options(), members);
        List<Outcome.Answered> answers = drawn.answers();
        int quorum = Math.max(1, Math.min(model.options().quorum(), drawn.asked()));
        if (answers.size() < quorum) {
            throw Panel.tooFew(model, answers.size(), drawn.asked(), quorum, drawn.failed());
        }
        if (!drawn.failed().isEmpty()) {
            members.remark(answers.size() + " of " + drawn.asked() + " samples count." + Panel.leftOut(drawn.failed()));
        }
        List<Integer> winners = drawn.ballot().winners();
        int winner = winners.size() == 1 ? winners.getFirst() : byJudge(model, task, answers, winners, members);
        Outcome.Answered won = answers.get(winner);
        return new Answer(
                MemberAnswer.of(won.text()),
                drawn.ballot().votesFor(winner) + " of " + answers.size() + " samples agree, "
                        + (all.size() - drawn.asked()) + " of " + all.size() + " were not needed",
                won.finish());
    }

    /** What came of the samples that were drawn. */
    private record Drawn(List<Outcome.Answered> answers, List<Outcome.Failed> failed, int asked, Ballot ballot) {}

    private static Drawn draw(List<Request> all, Options options, Members members) throws InterruptedException {
        List<Outcome.Answered> answers = new ArrayList<>();
        List<Outcome.Failed> failed = new ArrayList<>();
        Ballot ballot = Ballot.EMPTY;
        int asked = 0;
        while (asked < all.size()) {
            int left = all.size() - asked;
            int next = options.earlyStop() ? ballot.needed(left) : left;
            if (next == 0) {
                break;
            }
            for (Outcome outcome : members.ask(all.subList(asked, asked + next), options.patience())) {
                switch (outcome) {
                    case Outcome.Answered a -> answers.add(a);
                    case Outcome.Failed f -> failed.add(f);
                }
            }
            asked += next;
            ballot = Ballot.of(answers.stream().map(Outcome.Answered::text).toList());
        }
        return new Drawn(answers, failed, asked, ballot);
    }

    /** The winner of a tie: each is compared with the winner so far, twice, so that its place does not decide. */
    private static int byJudge(
            LogicalModel model, Task task, List<Outcome.Answered> answers, List<Integer> tied, Members members)
            throws InterruptedException {
        int best = tied.getFirst();
        for (int other : tied.subList(1, tied.size())) {
            String one = MemberAnswer.of(answers.get(best).text());
            String two = MemberAnswer.of(answers.get(other).text());
            List<Outcome> both = members.ask(
                    List.of(
                            Request.of(judge(model), pair(task, one, two), "judge")
                                    .instance(1),
                            Request.of(judge(model), pair(task, two, one), "judge")
                                    .instance(2)),
                    model.options().patience());
            boolean otherWins = choice(both.getFirst()).equals("B")
                    && choice(both.getLast()).equals("A");
            boolean bestWins = choice(both.getFirst()).equals("A")
                    && choice(both.getLast()).equals("B");
            if (!otherWins && !bestWins) {
                members.remark("The judge could not decide a tie; the answer that was drawn first stays.");
            }
            best = otherWins ? other : best;
        }
        return best;
    }

    private static Prompt pair(Task task, String first, String second) {
        Quotes quotes = new Quotes(List.of(task.question(), first, second));
        return task.file(
                "vote-judge.md",
                Map.of(
                        "question",
                        quotes.of("message", task.question()),
                        "first",
                        quotes.of("answer A", first),
                        "second",
                        quotes.of("answer B", second)));
    }

    private static String choice(Outcome outcome) {
        return outcome instanceof Outcome.Answered answered
                ? Tags.last(Tags.outsideThinking(answered.text()), "better")
                        .map(String::strip)
                        .orElse("")
                : "";
    }
}
