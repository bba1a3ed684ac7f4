package sacred.cognition;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import sacred.cognition.Asking.Question;
import sacred.providers.Prompt;
import sacred.timeline.ModelRef;
import sacred.timeline.Routing;
import sacred.timeline.Stage;

/** The second stage of a turn that a logical model answers: its members are calls of the block, its synthesis is the answer. */
final class StrategyStage {

    private final Asking asking;
    private final Narrator narrator;

    StrategyStage(Asking asking, Narrator narrator) {
        this.asking = asking;
        this.narrator = narrator;
    }

    /** The logical model that answers: the route's, else the one that was set. */
    static Optional<ModelRef> of(Routing routing, TurnSettings settings) {
        if (!routing.plan().equals(Routing.DIRECT) && !routing.plan().equals(Routing.TOOLS)) {
            return Optional.of(ModelRef.logical(routing.plan()));
        }
        return Optional.of(settings.format()).filter(ModelRef::isLogical);
    }

    /** @param prompt with what tools found before */
    Asking.Answered run(ModelRef many, Prompt prompt, TurnSettings settings)
            throws IOException, StageException, InterruptedException {
        narrator.begin(Stage.TOOL);
        Asking.Answered answered = asking.ask(new Question(
                many,
                settings.fallback(),
                prompt,
                Stage.FORMAT.wire(),
                1,
                settings.isNamed(many),
                false,
                Keeping.THOUGHTS));
        narrator.sealTool(
                answered.how().isEmpty() ? answered.model() + " stood in" : many + ", " + answered.how(), List.of());
        return answered;
    }
}
