package sacred.cognition;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import sacred.cognition.schedule.Scheduler;
import sacred.providers.Prompt;
import sacred.providers.ProviderException;
import sacred.providers.Reply;
import sacred.providers.RetryPolicy;
import sacred.timeline.ErrorKind;
import sacred.timeline.ModelRef;

/**
 * One question: the model that was asked for, then those that may stand in for it, in order. Nobody stands in once text has
 * arrived: a part of the answer would be shown twice.
 */
final class Asking {

    /** What a server says to a key that it knows and that may not do this; another model may still be open to it. */
    private static final int FORBIDDEN = 403;

    private final Telling narrator;
    private final Scheduler scheduler;
    private final Memory memory;
    private final OneModel one;
    private final Deliberation deliberation;

    /**
     * What is asked of whom.
     *
     * @param role of the calls that come of it
     * @param firstAttempt the number of the first attempt at the first model, for a question that is asked again
     * @param insist ask the first model even where it failed lately: the user has named it
     * @param dispensable there is another way than a model: when all of them failed lately, none is asked
     * @param keeping what its calls keep of what is said
     * @param haste how it is pursued when there is no time; empty for the patience of its providers
     */
    record Question(
            ModelRef model,
            List<ModelRef> fallback,
            Prompt prompt,
            String role,
            int firstAttempt,
            boolean insist,
            boolean dispensable,
            Keeping keeping,
            Optional<Haste> haste) {

        /** A question that there is time for. */
        Question(
                ModelRef model,
                List<ModelRef> fallback,
                Prompt prompt,
                String role,
                int firstAttempt,
                boolean insist,
                boolean dispensable,
                Keeping keeping) {
            this(model, fallback, prompt, role, firstAttempt, insist, dispensable, keeping, Optional.empty());
        }

        /** The same question, of whose calls something else is kept. */
        Question keeping(Keeping other) {
            return new Question(model, fallback, prompt, role, firstAttempt, insist, dispensable, other, haste);
        }

        /** The same question with what a model can read of it. */
        Question with(Prompt fitting) {
            return new Question(model, fallback, fitting, role, firstAttempt, insist, dispensable, keeping, haste);
        }
    }

    /**
     * How a question is pursued that has an end in sight. A provider that is at its limit is asked once more, not oftener.
     *
     * @param policy in the place of the provider's own
     * @param longestWait a provider that wants a longer pause is given up
     */
    record Haste(RetryPolicy policy, Duration longestWait) {}

    /**
     * The answer, and the model that gave it.
     *
     * @param given when, if it gave it at an earlier time
     * @param how a logical model came to it, a clause; empty for a single model
     */
    record Answered(ModelRef model, Reply reply, Optional<Instant> given, String how) {
        Answered(ModelRef model, Reply reply, Optional<Instant> given) {
            this(model, reply, given, "");
        }
    }

    Asking(
            Models models,
            Telling narrator,
            Spending spending,
            Memory memory,
            Scheduler scheduler,
            RandomGenerator random) {
        this.narrator = narrator;
        this.scheduler = scheduler;
        this.memory = memory;
        Attempts attempts = new Attempts(models, narrator, spending, memory, scheduler, random);
        this.one = new OneModel(models.windows(), narrator, scheduler, attempts, memory);
        this.deliberation = new Deliberation(this, models, narrator, spending);
    }

    Answered ask(Question question) throws StageException, InterruptedException {
        List<StageException.GaveUp> failures = new ArrayList<>();
        List<ModelRef> chain = new ArrayList<>(List.of(question.model()));
        question.fallback().stream().filter(m -> !chain.contains(m)).forEach(chain::add);
        for (ModelRef ref : chain) {
            boolean first = failures.isEmpty();
            long from = narrator.now();
            if (!first) {
                narrator.remark(failures.getLast().sentence() + " Asking the fallback " + ref + ".");
            }
            boolean anyway = first && question.insist() || ref.equals(chain.getLast()) && !question.dispensable();
            try {
                return ref.isLogical()
                        ? deliberation.answer(ref, question)
                        : one.ask(ref, question, first ? question.firstAttempt() : 1, anyway);
            } catch (ProviderException e) {
                if (e.kind() == ErrorKind.AUTH && e.details().httpStatus().orElse(0) != FORBIDDEN) {
                    scheduler.breakers().keyRefused(ref.provider());
                }
                failures.add(new StageException.GaveUp(ref, e, Duration.ofNanos(narrator.now() - from)));
                if (!e.details().partial().isEmpty()) {
                    break;
                }
            }
        }
        throw new StageException(failures);
    }

    /** The answer was of no use, so it is not given again. */
    void useless(Question question) {
        memory.forget(question);
    }

    /** The turn was interrupted while a model was talking. */
    static final class Stopped extends InterruptedException {
        private final String partial;

        Stopped(String partial) {
            super("stopped");
            this.partial = partial;
        }

        String partial() {
            return partial;
        }
    }
}
