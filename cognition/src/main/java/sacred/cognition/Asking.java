package sacred.cognition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import sacred.providers.Model;
import sacred.providers.Prompt;
import sacred.providers.ProviderException;
import sacred.providers.Reply;
import sacred.providers.RetryPolicy;
import sacred.providers.StoppedException;
import sacred.timeline.ModelRef;
import sacred.timeline.Usage;

/**
 * One question to a model: attempts, then fallbacks, in order. The only place where a request is repeated. Nothing is
 * repeated once text has arrived: the partial answer would be shown twice.
 */
final class Asking {

    /** A wait beyond this is not endured: the next model is asked, or the failure says how long it would have been. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    /** A wait beyond this is announced. */
    private static final Duration SILENT_WAIT = Duration.ofMillis(1500);

    private final Models models;
    private final Narrator narrator;
    private final Spending spending;
    private final Pause pause;
    private final RandomGenerator random;

    /**
     * What is asked of whom.
     *
     * @param role of the calls that come of it
     * @param firstAttempt the number of the first attempt at the first model, for a question that is asked again
     */
    record Question(ModelRef model, List<ModelRef> fallback, Prompt prompt, String role, int firstAttempt) {}

    /** The answer, and the model that gave it. */
    record Answered(ModelRef model, Reply reply) {}

    Asking(Models models, Narrator narrator, Spending spending, Pause pause, RandomGenerator random) {
        this.models = models;
        this.narrator = narrator;
        this.spending = spending;
        this.pause = pause;
        this.random = random;
    }

    Answered ask(Question question) throws StageException, InterruptedException {
        List<StageException.GaveUp> failures = new ArrayList<>();
        List<ModelRef> chain = new ArrayList<>(List.of(question.model()));
        question.fallback().stream().filter(m -> !chain.contains(m)).forEach(chain::add);
        for (ModelRef ref : chain) {
            if (!failures.isEmpty()) {
                narrator.note(failures.getLast().sentence() + " Asking the fallback " + ref + ".");
            }
            int firstAttempt = failures.isEmpty() ? question.firstAttempt() : 1;
            try {
                return new Answered(ref, attempts(ref, question, firstAttempt));
            } catch (ProviderException e) {
                failures.add(new StageException.GaveUp(ref, e));
                if (!e.details().partial().isEmpty()) {
                    break;
                }
            }
        }
        throw new StageException(failures);
    }

    private Reply attempts(ModelRef ref, Question question, int firstAttempt)
            throws ProviderException, InterruptedException {
        Model model = models.model(ref);
        RetryPolicy policy = models.retry(ref.provider());
        for (int tried = 1; ; tried++) {
            Spending.Paid paid = spending.pay(ref, question.prompt());
            LiveCall call = narrator.call(ref, question.role(), firstAttempt + tried - 1);
            try {
                Reply reply = model.ask(paid.prompt(), call::arrived);
                paid.settle(call.answered(reply));
                sayWhatCutIt(ref, paid, reply);
                return reply;
            } catch (StoppedException e) {
                paid.settle(call.stopped(e.usage(), e.modelAnswered()));
                throw new Stopped(call.text());
            } catch (InterruptedException e) {
                paid.settle(call.stopped(Usage.UNKNOWN, Optional.empty()));
                throw new Stopped(call.text());
            } catch (ProviderException e) {
                paid.failed(call.failed(e), e.details());
                boolean again = e.details().retryable() && e.details().partial().isEmpty() && tried < policy.attempts();
                if (!again) {
                    throw e;
                }
                waitBeforeRetry(ref, e, policy, tried);
            }
        }
    }

    private void sayWhatCutIt(ModelRef ref, Spending.Paid paid, Reply reply) {
        if (paid.shortened() && reply.finish().filter(Reply.LENGTH::equals).isPresent()) {
            narrator.note("The budget left " + ref + " no room for more than "
                    + paid.prompt().mostAnswerTokens().orElseThrow() + " tokens of answer.");
        }
    }

    private void waitBeforeRetry(ModelRef ref, ProviderException e, RetryPolicy policy, int tried)
            throws ProviderException, InterruptedException {
        Duration asked = e.details().retryAfter().orElse(Duration.ZERO);
        if (asked.compareTo(LONGEST_WAIT) > 0) {
            throw new ProviderException(
                    e.getMessage() + " It asks to wait " + inWords(asked) + "; try again then.", e.details());
        }
        long backOffMillis = Math.min(policy.cap().toMillis(), policy.base().toMillis() << Math.min(tried - 1, 20));
        long jitterMillis = backOffMillis <= 0 ? 0 : random.nextLong(backOffMillis + 1);
        Duration wait = Duration.ofMillis(Math.max(asked.toMillis(), jitterMillis));
        if (wait.compareTo(SILENT_WAIT) > 0) {
            narrator.note(new StageException.GaveUp(ref, e).sentence() + " Trying again in " + inWords(wait) + " ("
                    + (tried + 1) + " of " + policy.attempts() + ").");
        }
        pause.of(wait);
    }

    static String inWords(Duration wait) {
        long seconds = Math.max(1, wait.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h (" + seconds + " s)";
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
