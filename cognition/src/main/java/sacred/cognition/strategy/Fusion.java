package sacred.cognition.strategy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sacred.cognition.text.JsonInText;
import sacred.cognition.text.PromptFile;
import sacred.providers.Message;
import sacred.providers.Prompt;
import sacred.providers.ProviderException;
import sacred.timeline.ModelRef;

/**
 * {@code fusion}: members answer at once, a judge compares their answers as JSON (consensus, contradictions, coverage gaps, unique
 * insights, blind spots), and a writer answers with the answers and the comparison before it.
 */
final class Fusion implements Strategy {

    private static final List<String> PARTS =
            List.of("consensus", "contradictions", "coverage_gaps", "unique_insights", "blind_spots");

    @Override
    public String name() {
        return "fusion";
    }

    @Override
    public String about() {
        return "members answer, a judge compares their answers, a writer answers from the comparison";
    }

    @Override
    public int samples() {
        return 3;
    }

    @Override
    public Optional<String> complaint(LogicalModel model) {
        return model.members().isEmpty() ? Optional.of("fusion needs models.") : Optional.empty();
    }

    @Override
    public ModelRef lastWord(LogicalModel model) {
        return model.role("answerer").orElseGet(() -> judge(model));
    }

    private static ModelRef judge(LogicalModel model) {
        return model.judge().orElseGet(() -> model.members().getFirst().model());
    }

    @Override
    public Plan plan(LogicalModel model) {
        List<Plan.Step> steps = new ArrayList<>();
        model.members()
                .forEach(seat -> steps.add(new Plan.Step(seat.model(), "member", Plan.Calls.exactly(seat.count()), 0)));
        int all = model.instances().size();
        steps.add(new Plan.Step(judge(model), "judge", new Plan.Calls(1, 1, 2), all + 1));
        steps.add(new Plan.Step(lastWord(model), "writer", Plan.Calls.exactly(1), all + 1));
        return new Plan(steps);
    }

    @Override
    public Answer run(LogicalModel model, Prompt prompt, Members members)
            throws ProviderException, InterruptedException {
        Task task = new Task(prompt, model.options());
        List<Request> requests = Panel.requests(model.instances(), task.plain(), "member");
        Panel panel = Panel.ask(model, requests, members, task.question(), "judge");
        List<String> texts = new ArrayList<>(panel.said());
        texts.add(task.question());
        Quotes quotes = new Quotes(texts);
        Map<String, String> values = new HashMap<>();
        values.put("responses", panel.quoted(quotes));
        values.put("question", quotes.of("message", task.question()));
        Optional<String> comparison = compared(model, task.file("fusion-judge.md", values), members);
        if (comparison.isEmpty()) {
            members.remark("The judge's comparison could not be read twice; the writer works from the answers alone.");
        }
        String compared = comparison.orElse("(there is none)");
        // whoever wrote the comparison has read the code of the first quotations
        texts.add(compared);
        Quotes fresh = new Quotes(texts);
        values.put("responses", panel.quoted(fresh));
        values.put("question", fresh.of("message", task.question()));
        values.put("comparison", fresh.of("comparison", compared));
        Outcome.Answered written = members.ask(Request.of(lastWord(model), task.file("fusion.md", values), "writer")
                .answering());
        String summary = "the judge saw " + panel.inWords() + " answers"
                + (comparison.isEmpty() ? ", and its comparison could not be read" : "");
        return new Answer(written.text(), summary, written.finish());
    }

    /** The comparison as JSON; asked for once more where it cannot be read. */
    private static Optional<String> compared(LogicalModel model, Prompt question, Members members)
            throws ProviderException, InterruptedException {
        Prompt asJson = new Prompt(question.system(), question.messages(), List.of(), true);
        String said = members.ask(Request.of(judge(model), asJson, "judge")).text();
        Optional<String> read = read(said);
        if (read.isPresent()) {
            return read;
        }
        List<Message> messages = new ArrayList<>(asJson.messages());
        messages.add(Message.Assistant.of(said));
        messages.add(new Message.User(PromptFile.fill(Fusion.class, "fusion-repair.md", Map.of())));
        return read(members.ask(Request.of(judge(model), asJson.with(messages), "judge"))
                .text());
    }

    /** All five lists, or nothing. */
    static Optional<String> read(String said) {
        return JsonInText.lastObject(Tags.outsideThinking(said))
                .filter(json -> PARTS.stream().allMatch(part -> json.path(part).isArray()))
                .map(JsonNode::toPrettyString);
    }
}
