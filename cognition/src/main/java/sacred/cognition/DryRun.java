package sacred.cognition;

import java.util.List;
import java.util.Optional;
import sacred.cognition.strategy.LogicalModel;
import sacred.cognition.strategy.Plan;
import sacred.providers.Message;
import sacred.providers.Prices;
import sacred.providers.Prompt;
import sacred.timeline.ModelRef;
import sacred.timeline.Stage;

/** What a turn would ask for its answer, without asking it. The route and tools are not in it: nobody knows them before. */
public final class DryRun {

    private DryRun() {}

    /** @param before the conversation so far */
    public static Forecast of(
            String prompt, List<Message> before, TurnSettings settings, Models models, Prices prices) {
        Prompt asked =
                FormatStage.prompt(before, List.of(new Message.User(prompt)), Optional.empty(), Optional.empty());
        return Forecast.of(
                plan(settings, models), asked, prices, models.windows().rates());
    }

    private static Plan plan(TurnSettings settings, Models models) {
        ModelRef answers = settings.format();
        Optional<LogicalModel> many = models.logical(answers);
        return many.isPresent()
                ? Plan.of(many.get(), models::logical)
                : new Plan(List.of(new Plan.Step(answers, Stage.FORMAT.wire(), new Plan.Calls(1, 1, 1), 0)));
    }
}
