package sacred.cognition;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import sacred.cognition.Asking.Answered;
import sacred.cognition.Asking.Question;
import sacred.cognition.strategy.Answer;
import sacred.cognition.strategy.LogicalModel;
import sacred.cognition.strategy.Nesting;
import sacred.cognition.strategy.Plan;
import sacred.providers.Prompt;
import sacred.providers.ProviderException;
import sacred.providers.Reply;
import sacred.timeline.ErrorKind;
import sacred.timeline.ModelRef;
import sacred.timeline.Usage;

/** A question to a logical model: its strategy runs, and its members are asked in its place. Any thread. */
final class Deliberation {

    private final Asking asking;
    private final Models models;
    private final Telling narrator;
    private final Spending spending;
    private final Capacity capacity;

    Deliberation(Asking asking, Models models, Telling narrator, Spending spending) {
        this.spending = spending;
        this.asking = asking;
        this.models = models;
        this.narrator = narrator;
        this.capacity = new Capacity(models.windows(), narrator::remark);
    }

    /** @throws ProviderException when it is defined wrongly, before anybody is asked, or when too few have answered */
    Answered answer(ModelRef ref, Question question) throws ProviderException, InterruptedException {
        Optional<String> complaint = Nesting.complaint(ref, models::logical);
        if (complaint.isPresent()) {
            throw new ProviderException(complaint.get(), ProviderException.Details.of(ErrorKind.CONFIG, false));
        }
        LogicalModel model = models.logical(ref).orElseThrow();
        Prompt prompt = question.prompt().flat();
        TurnMembers members = new TurnMembers(asking, narrator, question);
        if (!members.areNested()) {
            narrator.deliberates(ref);
            Plan plan = Plan.of(model, models::logical);
            prompt = capacity.inWords(question, models(plan));
            spending.foresee(
                    ref.toString(),
                    spending.forecast(plan, prompt, models.windows().rates()),
                    prompt);
        }
        Answer answer = model.strategy().run(model, prompt, members);
        return new Answered(
                ref, reply(answer), Optional.empty(), model.strategy().name() + ": " + answer.summary());
    }

    /** Each says now what it can do, one after the other; later the questions would go out beside the requests of others. */
    private static List<ModelRef> models(Plan plan) {
        return plan.steps().stream().map(Plan.Step::model).distinct().toList();
    }

    /** Its calls are counted where they were made; it has none of its own. */
    private static Reply reply(Answer answer) {
        return new Reply(
                answer.text(),
                "",
                "",
                List.of(),
                Optional.of(answer.finish()).filter(finish -> !finish.isEmpty()),
                Usage.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty());
    }
}
