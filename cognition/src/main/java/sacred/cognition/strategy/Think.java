package sacred.cognition.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import sacred.cognition.text.PromptFile;
import sacred.providers.Message;
import sacred.providers.Prompt;
import sacred.providers.ProviderException;
import sacred.timeline.ModelRef;

/**
 * {@code think}: a model thinks first, in elements that are taken out; then it, or another one, answers with these thoughts. One
 * that reasons by itself has done so before its first word, and its answer is taken as it is.
 */
final class Think implements Strategy {

    private static final String THINKER = "thinker";
    private static final String ANSWERER = "answerer";

    @Override
    public String name() {
        return "think";
    }

    @Override
    public String about() {
        return "a model thinks first, then it or another one answers";
    }

    @Override
    public Optional<String> complaint(LogicalModel model) {
        return model.single().isEmpty() ? Optional.of("think needs a model.") : Optional.empty();
    }

    @Override
    public ModelRef lastWord(LogicalModel model) {
        return model.role(ANSWERER).orElseGet(() -> model.single().orElseThrow());
    }

    @Override
    public Plan plan(LogicalModel model) {
        ModelRef thinker = model.single().orElseThrow();
        return new Plan(List.of(
                new Plan.Step(thinker, THINKER, Plan.Calls.exactly(1), 0),
                new Plan.Step(lastWord(model), ANSWERER, new Plan.Calls(0, 1, 1), 1)));
    }

    @Override
    public Answer run(LogicalModel model, Prompt prompt, Members members)
            throws ProviderException, InterruptedException {
        Task task = new Task(prompt, model.options());
        Prompt first = instructed(task);
        Outcome.Answered thought = members.ask(Request.of(model.single().orElseThrow(), first, THINKER));
        String beside = Tags.outsideThinking(thought.text()).strip();
        if (!thought.thinking().isEmpty() && !beside.isEmpty()) {
            String thoughts = Tags.thinking(thought.text()).orElse(thought.thinking());
            return answer(model, thoughts, beside, thought.finish(), "the model reasons by itself");
        }
        String thoughts = Tags.thinking(thought.text()).orElse(beside);
        Request last = Request.of(lastWord(model), withThoughts(task, thoughts), ANSWERER);
        // thoughts that are shown stand before it
        Outcome.Answered answer = members.ask(model.options().includeThoughts() ? last : last.answering());
        return answer(model, thoughts, answer.text(), answer.finish(), "thought first, then answered");
    }

    private static Answer answer(LogicalModel model, String thoughts, String text, String finish, String summary) {
        String quoted = thoughts.lines().map(line -> "> " + line).collect(Collectors.joining("\n"));
        return new Answer(model.options().includeThoughts() ? quoted + "\n\n" + text : text, summary, finish);
    }

    private static Prompt instructed(Task task) {
        Prompt plain = task.plain();
        return Prompt.of(
                plain.system() + "\n\n" + PromptFile.fill(Think.class, "think.md", Map.of()), plain.messages());
    }

    private static Prompt withThoughts(Task task, String thoughts) {
        Prompt plain = task.plain();
        List<Message> messages = new ArrayList<>(plain.messages());
        // a model whose server swallows the opening tag leaves the closing one
        String bare = thoughts.replaceAll("(?i)</?\\s*thinking\\s*>", "");
        messages.add(Message.Assistant.of("<thinking>\n" + bare + "\n</thinking>"));
        messages.add(new Message.User(PromptFile.fill(Think.class, "think-answer.md", Map.of())));
        return plain.with(messages);
    }
}
