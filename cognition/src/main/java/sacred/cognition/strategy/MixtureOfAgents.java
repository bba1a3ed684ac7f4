package sacred.cognition.strategy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sacred.providers.Prompt;
import sacred.providers.ProviderException;
import sacred.timeline.ModelRef;

/**
 * {@code moa}: proposers answer at once and without knowing of each other; an aggregator reads all of it and answers. With more
 * layers the proposers of the next one read the layer before.
 */
final class MixtureOfAgents implements Strategy {

    static final String PROPOSER = "proposer";
    private static final String AGGREGATOR = "aggregator";

    @Override
    public String name() {
        return "moa";
    }

    @Override
    public String about() {
        return "proposers answer at once, an aggregator joins their answers";
    }

    @Override
    public int samples() {
        return 3;
    }

    @Override
    public Optional<String> complaint(LogicalModel model) {
        return model.members().isEmpty() ? Optional.of("moa needs proposers.") : Optional.empty();
    }

    @Override
    public ModelRef lastWord(LogicalModel model) {
        return model.judge().orElseGet(() -> model.members().getFirst().model());
    }

    @Override
    public Plan plan(LogicalModel model) {
        List<Plan.Step> steps = new ArrayList<>();
        int all = model.instances().size();
        for (int layer = 1; layer <= model.options().layers(); layer++) {
            int reads = layer == 1 ? 0 : all;
            model.members()
                    .forEach(seat ->
                            steps.add(new Plan.Step(seat.model(), PROPOSER, Plan.Calls.exactly(seat.count()), reads)));
        }
        steps.add(new Plan.Step(lastWord(model), AGGREGATOR, Plan.Calls.exactly(1), all));
        return new Plan(steps);
    }

    @Override
    public Answer run(LogicalModel model, Prompt prompt, Members members)
            throws ProviderException, InterruptedException {
        Task task = new Task(prompt, model.options());
        int layers = model.options().layers();
        Prompt next = task.plain();
        Panel panel = null;
        for (int layer = 1; layer <= layers; layer++) {
            int round = layer;
            List<Request> requests = Panel.requests(model.instances(), next, PROPOSER).stream()
                    .map(r -> layers == 1 ? r : r.iteration(round))
                    .toList();
            panel = Panel.ask(model, requests, members, task.question(), layer < layers ? "next layer" : AGGREGATOR);
            next = joined(task, panel, layer < layers ? "moa-layer.md" : "moa.md");
        }
        Outcome.Answered answer =
                members.ask(Request.of(lastWord(model), next, AGGREGATOR).answering());
        return new Answer(answer.text(), "the aggregator saw " + panel.inWords() + " answers", answer.finish());
    }

    private static Prompt joined(Task task, Panel panel, String file) {
        List<String> texts = new ArrayList<>(panel.said());
        texts.add(task.question());
        Quotes quotes = new Quotes(texts);
        Map<String, String> values = new HashMap<>();
        values.put("responses", panel.quoted(quotes));
        values.put("question", quotes.of("message", task.question()));
        return task.file(file, values);
    }
}
