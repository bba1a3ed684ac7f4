package sacred.cognition;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import sacred.cognition.Asking.Question;
import sacred.providers.Prompt;
import sacred.providers.Reply;
import sacred.providers.cache.KeptAnswer;
import sacred.timeline.Cost;
import sacred.timeline.ModelRef;

/** The {@link Recall} of one turn: an answer that is given again is a call on the timeline like any other, and says so. */
final class Memory {

    private final Recall recall;
    private final Telling narrator;
    private final AtomicBoolean complained = new AtomicBoolean();

    Memory(Recall recall, Telling narrator) {
        this.recall = recall;
        this.narrator = narrator;
    }

    /** The answer of an earlier time; nobody is asked for it, and it needs no budget. */
    Optional<KeptAnswer> recalled(ModelRef model, Question question, int attempt) {
        Optional<KeptAnswer> kept =
                recall.find(model, question.prompt(), question.keeping().sample());
        kept.ifPresent(answer -> narrator.call(model, question, attempt).recalled(answer));
        return kept;
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
            recall.keep(model, question.prompt(), question.keeping().sample(), reply, cost);
        } catch (ClosedByInterruptException e) {
            // whoever stops the turn does not want to hear of this
        } catch (IOException e) {
            if (!complained.getAndSet(true)) {
                narrator.note("Answers cannot be kept in the cache: " + e);
            }
        }
    }

    /** What the question was answered with was of no use: it must not be the answer to it again. */
    void forget(Question question) {
        recall.forget(question.model(), question.prompt(), question.keeping().sample());
        question.fallback()
                .forEach(model -> recall.forget(
                        model, question.prompt(), question.keeping().sample()));
    }
}
