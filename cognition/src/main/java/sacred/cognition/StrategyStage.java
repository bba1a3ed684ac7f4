package sacred.cognition;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import sacred.cognition.Asking.Question;
import sacred.providers.Prompt;
import sacred.providers.ToolSpec;
import sacred.timeline.ModelRef;
import sacred.timeline.Stage;

/** The second stage of a turn that a logical model answers: its members are calls of the block, its synthesis is the answer. */
final class StrategyStage {

    private final Asking asking;
    private final Narrator narrator;

    StrategyStage(Asking asking, Narrator narrator) {
        this.asking = asking;
        this.narrator = narrator;
    }

    /**
     * @param prompt with what tools found before
     * @param settings with the logical model as the one that answers
     */
    Asking.Answered run(Prompt prompt, TurnSettings settings) throws IOException, StageException, InterruptedException {
        narrator.begin(Stage.TOOL);
        ModelRef many = settings.format();
        if (!settings.tools().callers().isEmpty()) {
            String names =
                    settings.tools().callers().stream().map(ToolSpec::name).collect(Collectors.joining(", "));
            narrator.remark("The caller's tools were not offered (" + names + "): " + many
                    + " is made of several models, which cannot hand a call back. Ask a single model for that.");
        }
        Asking.Answered answered = asking.ask(new Question(
                many,
                settings.fallback(),
                prompt,
                Stage.FORMAT.wire(),
                1,
                settings.isNamed(many),
                false,
                settings.finisher().isEmpty() ? Keeping.ANSWER : Keeping.THOUGHTS));
        narrator.sealTool(
                answered.how().isEmpty() ? answered.model() + " stood in" : many + ", " + answered.how(), List.of());
        return answered;
    }
}
