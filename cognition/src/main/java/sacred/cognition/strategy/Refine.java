package sacred.cognition.strategy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import sacred.providers.Prompt;
import sacred.providers.ProviderException;
import sacred.timeline.ModelRef;

/**
 * {@code refine}: a draft, a critique with a score against criteria, a better draft, until the score is enough. The draft with
 * the best score wins, whichever it was. It ends at the most rounds, when two rounds bring nothing, and when the critic cannot be
 * read.
 */
final class Refine implements Strategy {

    private static final int USUAL_ROUNDS = 3;
    private static final int ROUNDS_WITHOUT_GAIN = 2;
    private static final String CRITERIA = "correctness, completeness, clarity, and whether it answers what was asked";

    @Override
    public String name() {
        return "refine";
    }

    @Override
    public String about() {
        return "a draft, a critique with a score, a better draft; the best one wins";
    }

    @Override
    public Optional<String> complaint(LogicalModel model) {
        return model.single().isEmpty() ? Optional.of("refine needs a model.") : Optional.empty();
    }

    @Override
    public ModelRef lastWord(LogicalModel model) {
        return model.single().orElseThrow();
    }

    @Override
    public Plan plan(LogicalModel model) {
        ModelRef author = lastWord(model);
        int most = model.options().mostIterations(USUAL_ROUNDS);
        return new Plan(List.of(
                new Plan.Step(author, "draft", Plan.Calls.exactly(1), 0),
                new Plan.Step(critic(model), "critic", new Plan.Calls(1, Math.min(2, most), most), 1),
                new Plan.Step(author, "reviser", new Plan.Calls(0, Math.min(1, most - 1), most - 1), 2)));
    }

    private ModelRef critic(LogicalModel model) {
        return model.role("critic").orElseGet(() -> lastWord(model));
    }

    /** A draft, and what the critic said of it. */
    private record Draft(String text, String finish, OptionalDouble score, String critique) {}

    @Override
    public Answer run(LogicalModel model, Prompt prompt, Members members)
            throws ProviderException, InterruptedException {
        Task task = new Task(prompt, model.options());
        int most = model.options().mostIterations(USUAL_ROUNDS);
        Outcome.Answered written =
                members.ask(Request.of(lastWord(model), task.plain(), "draft").iteration(1));
        Optional<Draft> best = Optional.empty();
        int withoutGain = 0;
        for (int round = 1; ; round++) {
            Draft draft = judged(model, task, written, round, members);
            if (draft.score().isEmpty()) {
                members.remark("The critic's score could not be read, so the rounds end here.");
                Draft last = best.orElse(draft);
                return answer(last, "no score could be read in round " + round);
            }
            boolean gain = best.isEmpty()
                    || draft.score().getAsDouble() > best.get().score().getAsDouble();
            best = gain ? Optional.of(draft) : best;
            withoutGain = gain ? 0 : withoutGain + 1;
            boolean enough = best.get().score().getAsDouble() >= model.options().threshold();
            if (enough && round >= model.options().minIterations()
                    || withoutGain == ROUNDS_WITHOUT_GAIN
                    || round == most) {
                return answer(best.get(), score(best.get()) + " after " + round + (round == 1 ? " round" : " rounds"));
            }
            Prompt better = task.file("refine-improve.md", values(task, draft.text(), "critique", draft.critique()));
            written = members.ask(Request.of(lastWord(model), better, "reviser").iteration(round + 1));
        }
    }

    private Draft judged(LogicalModel model, Task task, Outcome.Answered written, int round, Members members)
            throws ProviderException, InterruptedException {
        String criteria = model.options().criteria().isEmpty()
                ? CRITERIA
                : model.options().criteria();
        Prompt question = task.file("refine-critique.md", values(task, written.text(), "criteria", criteria));
        Outcome.Answered said = members.ask(
                Request.of(critic(model), question, "critic").iteration(round).reading(text -> Score.in(text)));
        return new Draft(written.text(), written.finish(), Score.in(said.text()), MemberAnswer.of(said.text()));
    }

    private static Map<String, String> values(Task task, String draft, String name, String value) {
        Quotes quotes = new Quotes(List.of(task.question(), draft, value));
        return Map.of(
                "question",
                quotes.of("message", task.question()),
                "draft",
                quotes.of("draft", draft),
                name,
                quotes.of(name, value));
    }

    private static Answer answer(Draft draft, String summary) {
        return new Answer(draft.text(), summary, draft.finish());
    }

    private static String score(Draft draft) {
        return String.format(Locale.ROOT, "score %.2f", draft.score().orElseThrow());
    }
}
