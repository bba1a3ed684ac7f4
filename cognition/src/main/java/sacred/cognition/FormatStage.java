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

    /** What a logical model has answered passes through as it is, unless somebody is set to word it anew. */
    void pass(Asking.Answered synthesis, List<Message> conversation, ToolStage.Outcome tools, TurnSettings settings)
            throws IOException, StageException, InterruptedException {
        narrator.begin(Stage.FORMAT);
        sayWhatCutIt(synthesis);
        if (settings.finisher().isEmpty()) {
            narrator.sealFormat(synthesis.reply().text());
            return;
        }
        Prompt plain = prompt(conversation, tools.messages(), tools.failure());
        String draft = Prompts.fill(
                "format-synthesis.md", Map.of("synthesis", synthesis.reply().text()));
        Prompt prompt = Prompt.of(plain.system() + "\n\n" + draft, plain.messages());
        stream(settings.finisher().get(), prompt, settings);
    }

    void run(List<Message> conversation, ToolStage.Outcome tools, TurnSettings settings)
            throws IOException, StageException, InterruptedException {
        narrator.begin(Stage.FORMAT);
        Prompt prompt = prompt(conversation, tools.messages(), tools.failure());
        stream(settings.format(), prompt, settings);
    }

    private void stream(ModelRef model, Prompt prompt, TurnSettings settings)
            throws IOException, StageException, InterruptedException {
        Asking.Answered answer = asking.ask(new Question(
                model,
                settings.fallback(),
                prompt,
                Stage.FORMAT.wire(),
                1,
                settings.isNamed(model),
                false,
                Keeping.THOUGHTS));
        sayWhatCutIt(answer);
        narrator.sealFormat(answer.reply().text());
    }

    private void sayWhatCutIt(Asking.Answered answer) {
        String finish = answer.reply().finish().orElse("");
        if (finish.equals(Reply.LENGTH)) {
            narrator.remark(answer.model() + " stopped at its length limit: the answer is cut.");
        } else if (finish.equals(Reply.CONTENT_FILTER) || finish.equals(Reply.REFUSAL)) {
            narrator.remark(answer.model() + " refused or filtered the answer (" + finish + ").");
        }
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
