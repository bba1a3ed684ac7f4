package sacred.cognition;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sacred.cognition.Asking.Question;
import sacred.providers.Message;
import sacred.providers.Prompt;
import sacred.providers.Reply;
import sacred.timeline.ModelRef;
import sacred.timeline.Stage;

/** The third stage: streams the answer, given the conversation and what the tools found. */
final class FormatStage {

    private final Asking asking;
    private final Narrator narrator;

    FormatStage(Asking asking, Narrator narrator) {
        this.asking = asking;
        this.narrator = narrator;
    }

    /** What is asked once the tools are done. */
    static Question question(List<Message> conversation, ToolStage.Outcome tools, TurnSettings settings) {
        ModelRef model = settings.format();
        return new Question(
                model,
                settings.fallback(),
                prompt(conversation, tools.messages(), tools.failure()),
                Stage.FORMAT.wire(),
                1,
                settings.isNamed(model),
                false,
                Keeping.THOUGHTS);
    }

    /** @param begun an answer that may be on its way already */
    void run(List<Message> conversation, ToolStage.Outcome tools, TurnSettings settings, Speculation begun)
            throws IOException, StageException, InterruptedException {
        narrator.begin(Stage.FORMAT);
        Question question = question(conversation, tools, settings);
        Asking.Answered answer = begun.isFor(question) ? begun.answer() : asking.ask(question);
        String finish = answer.reply().finish().orElse("");
        if (finish.equals(Reply.LENGTH)) {
            narrator.remark(answer.model() + " stopped at its length limit: the answer is cut.");
        } else if (finish.equals(Reply.CONTENT_FILTER) || finish.equals(Reply.REFUSAL)) {
            narrator.remark(answer.model() + " refused or filtered the answer (" + finish + ").");
        }
        narrator.sealFormat(answer.reply().text());
    }

    /** @param failure why there are no results of tools, or not all */
    static Prompt prompt(List<Message> conversation, List<Message> more, Optional<String> failure) {
        List<Message> messages = new ArrayList<>(conversation);
        messages.addAll(more);
        String failed = failure.map(why -> "\n\n" + Prompts.fill("tools-failed.md", Map.of("reason", why)))
                .orElse("");
        return Prompt.of(Prompts.fill("format.md", Map.of()) + failed, messages);
    }
}
