package sacred.cognition.strategy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import sacred.providers.Prompt;
import sacred.providers.ProviderException;
import sacred.timeline.ModelRef;

/** {@code self-moa}: several answers of one model, joined by the same model. Better than a mixture where one model is best. */
final class SelfMixture implements Strategy {

    private static final MixtureOfAgents MIXTURE = new MixtureOfAgents();

    @Override
    public String name() {
        return "self-moa";
    }

    @Override
    public String about() {
        return "several answers of one model, joined by itself";
    }

    @Override
    public int samples() {
        return 4;
    }

    @Override
    public Optional<String> complaint(LogicalModel model) {
        boolean one = model.members().size() == 1
                || model.members().isEmpty() && model.single().isPresent();
        return one ? Optional.empty() : Optional.of("self-moa needs exactly one model, with its count of answers.");
    }

    @Override
    public ModelRef lastWord(LogicalModel model) {
        return model.single().orElseThrow();
    }

    @Override
    public Plan plan(LogicalModel model) {
        return MIXTURE.plan(mixture(model));
    }

    @Override
    public Answer run(LogicalModel model, Prompt prompt, Members members)
            throws ProviderException, InterruptedException {
        return MIXTURE.run(mixture(model), prompt, members);
    }

    private LogicalModel mixture(LogicalModel model) {
        ModelRef one = lastWord(model);
        List<LogicalModel.Seat> seats =
                model.members().isEmpty() ? List.of(new LogicalModel.Seat(one, samples())) : model.members();
        return new LogicalModel(model.name(), MIXTURE, seats, Map.of("aggregator", one), model.options());
    }
}
