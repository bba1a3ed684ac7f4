package sacred.cognition.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import sacred.providers.Prompt;
import sacred.providers.ProviderException;
import sacred.timeline.ModelRef;

/**
 * {@code cascade}: a cheap model answers, its answer is checked, and only where the check fails the next, stronger one is asked.
 * Several answers of one model are checked by their agreement, a single one by a critic. The last model's answer is not checked.
 */
final class Cascade implements Strategy {

    static final String CHEAP = "cheap";

    @Override
    public String name() {
        return "cascade";
    }

    @Override
    public String about() {
        return "a cheap model first; a stronger one only where a check of its answer fails";
    }

    @Override
    public Optional<String> complaint(LogicalModel model) {
        return model.members().size() < 2
                ? Optional.of("cascade needs at least two models, the cheapest first.")
                : Optional.empty();
    }

    @Override
    public ModelRef lastWord(LogicalModel model) {
        return model.members().getLast().model();
    }

    @Override
    public Plan plan(LogicalModel model) {
        List<Plan.Step> steps = new ArrayList<>();
        for (LogicalModel.Seat seat : model.members()) {
            boolean first = seat == model.members().getFirst();
            boolean last = seat == model.members().getLast();
            int count = last ? 1 : seat.count();
            int least = first ? count : 0;
            steps.add(
                    new Plan.Step(seat.model(), role(model, seat), new Plan.Calls(least, first ? count : 0, count), 0));
            if (!last && count == 1) {
                steps.add(new Plan.Step(critic(model), "check", new Plan.Calls(first ? 1 : 0, first ? 1 : 0, 1), 1));
            }
        }
        return new Plan(steps);
    }

    private static String role(LogicalModel model, LogicalModel.Seat seat) {
        return seat == model.members().getLast() ? "strong" : CHEAP;
    }

    private static ModelRef critic(LogicalModel model) {
        return model.role("critic").orElseGet(() -> model.members().getFirst().model());
    }

    @Override
    public Answer run(LogicalModel model, Prompt prompt, Members members)
            throws ProviderException, InterruptedException {
        Task task = new Task(prompt, model.options());
        int escalations = 0;
        for (LogicalModel.Seat seat : model.members()) {
            if (seat == model.members().getLast()) {
                break;
            }
            Optional<Answer> accepted = attempt(model, seat, task, members);
            if (accepted.isPresent()) {
                return accepted.get();
            }
            escalations++;
        }
        Outcome.Answered strong =
                members.ask(Request.of(lastWord(model), task.plain(), "strong").answering());
        return new Answer(
                strong.text(), "escalated " + (escalations == 1 ? "once" : escalations + " times"), strong.finish());
    }

    /** The answer of one model of the chain, if it is good enough. */
    private static Optional<Answer> attempt(LogicalModel model, LogicalModel.Seat seat, Task task, Members members)
            throws InterruptedException {
        List<ModelRef> instances = new ArrayList<>();
        for (int i = 0; i < seat.count(); i++) {
            instances.add(seat.model());
        }
        List<Outcome.Answered> answers = new ArrayList<>();
        for (Outcome outcome : members.ask(
                Panel.requests(instances, task.plain(), CHEAP), model.options().patience())) {
            switch (outcome) {
                case Outcome.Answered answered -> answers.add(answered);
                case Outcome.Failed failed ->
                    members.remark("Escalated: " + failed.request().who() + " failed: " + failed.why());
            }
        }
        if (answers.size() < seat.count()) {
            return Optional.empty();
        }
        return seat.count() > 1 ? agreed(model, answers, members) : approved(model, answers.getFirst(), task, members);
    }

    private static Optional<Answer> agreed(LogicalModel model, List<Outcome.Answered> answers, Members members) {
        Agreement agreement =
                Agreement.of(answers.stream().map(Outcome.Answered::text).toList());
        if (agreement.share().orElse(0) >= model.options().agreement()
                && agreement.share().isPresent()) {
            Outcome.Answered first = answers.getFirst();
            return Optional.of(new Answer(first.text(), agreement.inWords() + ", not escalated", first.finish()));
        }
        members.remark("Escalated: " + agreement.inWords() + ", wanted "
                + model.options().agreement() + ".");
        return Optional.empty();
    }

    private static Optional<Answer> approved(LogicalModel model, Outcome.Answered answer, Task task, Members members)
            throws InterruptedException {
        Quotes quotes = new Quotes(List.of(task.question(), answer.text()));
        Prompt check = task.file(
                "cascade-check.md",
                Map.of(
                        "question",
                        quotes.of("message", task.question()),
                        "answer",
                        quotes.of("answer", MemberAnswer.of(answer.text()))));
        OptionalDouble score;
        try {
            score = Score.in(
                    members.ask(Request.of(critic(model), check, "check").reading(Score::in))
                            .text());
        } catch (ProviderException e) {
            members.remark("Escalated: the answer could not be checked: " + e.getMessage());
            return Optional.empty();
        }
        if (score.isPresent() && score.getAsDouble() >= model.options().threshold()) {
            return Optional.of(new Answer(
                    answer.text(), "checked, score " + score.getAsDouble() + ", not escalated", answer.finish()));
        }
        members.remark(
                score.isEmpty()
                        ? "Escalated: the score of the check could not be read."
                        : "Escalated: score " + score.getAsDouble() + ", wanted "
                                + model.options().threshold() + ".");
        return Optional.empty();
    }
}
