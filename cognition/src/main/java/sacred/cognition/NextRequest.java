package sacred.cognition;

import java.util.List;
import java.util.Optional;
import sacred.providers.Message;
import sacred.providers.ModelFacts;
import sacred.providers.Prompt;
import sacred.providers.Windows;
import sacred.timeline.ModelRef;
import sacred.timeline.Timeline;

/**
 * What the next prompt takes along to the model that answers, before anything is typed.
 *
 * @param messages of the turns before
 * @param leftOut of them, because they do not fit
 * @param tokens of what is sent with an empty prompt, about
 * @param facts what is known of the model
 */
public record NextRequest(int messages, int leftOut, long tokens, ModelFacts facts) {

    /** Blocks when the model's server has to be asked. */
    public static NextRequest of(Timeline timeline, ModelRef model, Windows windows) throws InterruptedException {
        List<Message> before = Conversation.before(timeline.nextTurn(), timeline);
        Prompt prompt = FormatStage.prompt(before, List.of(new Message.User("")), Optional.empty(), Optional.empty());
        ModelFacts facts = windows.facts(model);
        Fitting fitting = facts.windowTokens().isPresent()
                ? Fitting.into(
                        facts.windowTokens().getAsLong(),
                        prompt,
                        b -> windows.rates().tokens(model, b))
                : Fitting.whole(prompt, b -> windows.rates().tokens(model, b));
        return new NextRequest(before.size(), fitting.leftOut(), fitting.tokens(), facts);
    }
}
