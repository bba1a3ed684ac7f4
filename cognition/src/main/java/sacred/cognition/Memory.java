package sacred.cognition;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Optional;
import sacred.cognition.Asking.Question;
import sacred.providers.Prompt;
import sacred.providers.Reply;
import sacred.providers.cache.KeptAnswer;
import sacred.timeline.Cost;
import sacred.timeline.ModelRef;

/** The {@link Recall} of one turn: an answer that is given again is a call on the timeline like any other, and says so. */
final class Memory {

    /** Nobody asks the same thing several times on purpose yet. */
    private static final int SAMPLE = 0;

    private final Recall recall;
    private final Narrator narrator;
    private boolean complained;

    Memory(Recall recall, Narrator narrator) {
        this.recall = recall;
        this.narrator = narrator;
    }

    /** The answer of an earlier time; nobody is asked for it, and it needs no budget. */
    Optional<Reply> recalled(ModelRef model, Question question, int attempt) {
        Optional<KeptAnswer> kept = recall.find(model, question.prompt(), SAMPLE);
        kept.ifPresent(answer -> narrator.call(model, question.role(), attempt).recalled(answer));
        return kept.map(KeptAnswer::reply);
    }

    /**
     * Under the question as it was meant, if its model has read all of it: how much room it had for an answer that it ended
     * itself makes no difference.
     */
    void keep(ModelRef model, Question question, Prompt sent, Reply reply) {
        boolean whole = sent.messages().equals(question.prompt().messages())
                && Truncation.alarm(model, sent, reply.usage()).isEmpty();
        if (!whole) {
            return;
        }
        Cost cost = narrator.cost(model, reply.modelAnswered(), reply.usage(), reply.costReported());
        try {
            recall.keep(model, question.prompt(), SAMPLE, reply, cost);
        } catch (ClosedByInterruptException e) {
            // whoever stops the turn does not want to hear of this
        } catch (IOException e) {
            if (!complained) {
                narrator.note("Answers cannot be kept in the cache: " + e);
                complained = true;
            }
        }
    }

    /** What the question was answered with was of no use: it must not be the answer to it again. */
    void forget(Question question) {
        recall.forget(question.model(), question.prompt(), SAMPLE);
        question.fallback().forEach(model -> recall.forget(model, question.prompt(), SAMPLE));
    }
}
