package sacred.cognition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import sacred.cognition.schedule.Breakers;
import sacred.cognition.schedule.Scheduler;
import sacred.providers.Prompt;
import sacred.providers.ProviderException;
import sacred.providers.Reply;
import sacred.timeline.ErrorKind;
import sacred.timeline.ModelRef;

/**
 * One question: the model that was asked for, then those that may stand in for it, in order. Nobody stands in once text has
 * arrived: a part of the answer would be shown twice.
 */
final class Asking {

    /** What a server says to a key that it knows and that may not do this; another model may still be open to it. */
    private static final int FORBIDDEN = 403;

    private final Narrator narrator;
    private final Scheduler scheduler;
    private final Attempts attempts;
    private final Memory memory;

    /**
     * What is asked of whom.
     *
     * @param role of the calls that come of it
     * @param firstAttempt the number of the first attempt at the first model, for a question that is asked again
     * @param insist ask the first model even where it failed lately: the user has named it
     * @param dispensable there is another way than a model: when all of them failed lately, none is asked
     * @param keeping what its calls keep of what is said
     */
    record Question(
            ModelRef model,
            List<ModelRef> fallback,
            Prompt prompt,
            String role,
            int firstAttempt,
            boolean insist,
            boolean dispensable,
            Keeping keeping) {

        /** The same question with what a model can read of it. */
        Question with(Prompt fitting) {
            return new Question(model, fallback, fitting, role, firstAttempt, insist, dispensable, keeping);
        }
    }

    /**
     * The answer, and the model that gave it.
     *
     * @param recalled whether it gave it at an earlier time
     */
    record Answered(ModelRef model, Reply reply, boolean recalled) {}

    Asking(
            Models models,
            Narrator narrator,
            Spending spending,
            Memory memory,
            Scheduler scheduler,
            RandomGenerator random) {
        this.narrator = narrator;
        this.scheduler = scheduler;
        this.attempts = new Attempts(models, narrator, spending, memory, scheduler, random);
        this.memory = memory;
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
                int attempt = first ? question.firstAttempt() : 1;
                Optional<Reply> recalled = memory.recalled(ref, question, attempt);
                if (recalled.isPresent()) {
                    return new Answered(ref, recalled.get(), true);
                }
                standOff(ref, anyway);
                return new Answered(ref, attempts.ask(ref, question, attempt), false);
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

    private void standOff(ModelRef ref, boolean anyway) throws ProviderException {
        Optional<Breakers.Objection> against =
                anyway ? Optional.empty() : scheduler.breakers().against(ref);
        if (against.isPresent()) {
            ErrorKind kind = against.get().kind();
            throw new ProviderException(
                    ref + ": not asked, because " + against.get().why() + ".",
                    ProviderException.Details.of(kind, kind != ErrorKind.AUTH));
        }
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
