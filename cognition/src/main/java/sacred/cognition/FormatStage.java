package sacred.cognition;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import sacred.cognition.Asking.Question;
import sacred.cognition.strategy.Quotes;
import sacred.providers.Message;
import sacred.providers.Prompt;
import sacred.providers.Reply;
import sacred.providers.ToolCall;
import sacred.timeline.ModelRef;
import sacred.timeline.Routing;
import sacred.timeline.Stage;

/** The third stage: streams the answer, given the conversation and what the tools found. */
final class FormatStage {

    /** Of the arguments of a call that is returned. */
    private static final int SHOWN_CHARACTERS = 200;

    private final Asking asking;
    private final Narrator narrator;
    private final List<String> remarks;

    /** @param remarks what the user should find on the block about the conversation */
    FormatStage(Asking asking, Narrator narrator, List<String> remarks) {
        this.asking = asking;
        this.narrator = narrator;
        this.remarks = remarks;
    }

    /**
     * What is asked once the tools are done.
     *
     * @param settings of this route
     */
    static Question question(
            List<Message> conversation,
            ToolStage.Outcome tools,
            Optional<Routing.Effect> effect,
            TurnSettings settings) {
        Prompt prompt = prompt(conversation, tools.messages(), effect, tools.instruction())
                .offering(settings.tools().callers());
        return question(settings.format(), prompt, settings);
    }

    /** Asked of who answers, with those that may stand in. */
    static Question question(ModelRef model, Prompt prompt, TurnSettings settings) {
        return new Question(
                model,
                settings.fallback(),
                prompt,
                Stage.FORMAT.wire(),
                1,
                settings.isNamed(model),
                false,
                Keeping.ANSWER);
    }

    /** What a logical model has answered passes through as it is, unless somebody is set to word it anew. */
    void pass(Asking.Answered synthesis, Prompt asked, TurnSettings settings)
            throws IOException, StageException, InterruptedException {
        begin();
        sayWhatCutIt(synthesis);
        if (settings.finisher().isEmpty()) {
            if (synthesis.model().isLogical()) {
                narrator.deliberates(synthesis.model());
            }
            narrator.sealFormat(synthesis.reply().text());
            return;
        }
        String text = synthesis.reply().text();
        List<Message> messages = new ArrayList<>(asked.flat().messages());
        Message.User last = (Message.User) messages.removeLast();
        messages.add(new Message.User(
                last.text() + "\n\n" + new Quotes(List.of(last.text(), text)).of("joint answer", text)));
        Prompt prompt = Prompt.of(asked.system() + "\n\n" + Prompts.fill("format-synthesis.md", Map.of()), messages);
        finish(asking.ask(question(settings.finisher().get(), prompt, settings)));
    }

    /**
     * Returns the calls of the caller's own tools, which are not run; none where the answer is complete.
     *
     * @param begun an answer that may be on its way already
     */
    List<ToolCall> run(Question question, Speculation begun) throws IOException, StageException, InterruptedException {
        begin();
        return finish(begun.isFor(question) ? begun.answer() : asking.ask(question));
    }

    private void begin() {
        narrator.begin(Stage.FORMAT);
        remarks.forEach(narrator::remark);
    }

    private List<ToolCall> finish(Asking.Answered answer) throws IOException {
        sayWhatCutIt(answer);
        List<ToolCall> calls = new CallIds().distinct(answer.reply().toolCalls());
        if (!calls.isEmpty()) {
            narrator.remark("Returned to the caller: "
                    + calls.stream().map(FormatStage::inShort).collect(Collectors.joining(", ")) + ".");
        }
        narrator.sealFormat(answer.reply().text());
        return calls;
    }

    private void sayWhatCutIt(Asking.Answered answer) {
        String finish = answer.reply().finish().orElse("");
        if (finish.equals(Reply.LENGTH)) {
            narrator.remark(answer.model() + " stopped at its length limit: the answer is cut.");
        } else if (finish.equals(Reply.CONTENT_FILTER) || finish.equals(Reply.REFUSAL)) {
            narrator.remark(answer.model() + " refused or filtered the answer (" + finish + ").");
        }
    }

    private static String inShort(ToolCall call) {
        String arguments = call.arguments();
        boolean whole = arguments.codePointCount(0, arguments.length()) <= SHOWN_CHARACTERS;
        return call.name() + " "
                + (whole ? arguments : arguments.substring(0, arguments.offsetByCodePoints(0, SHOWN_CHARACTERS)) + "…");
    }

    /** @param instruction what the model is told besides of how the tools went */
    static Prompt prompt(
            List<Message> conversation,
            List<Message> more,
            Optional<Routing.Effect> effect,
            Optional<String> instruction) {
        List<Message> messages = new ArrayList<>(conversation);
        messages.addAll(more);
        String addition = instruction.map(text -> "\n\n" + text).orElse("");
        return Prompt.of(Prompts.fill("format.md", Map.of()) + Framing.words(effect) + addition, messages);
    }
}
