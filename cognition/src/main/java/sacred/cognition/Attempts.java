package sacred.cognition;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import sacred.cognition.schedule.Breakers;
import sacred.cognition.schedule.Gate;
import sacred.cognition.schedule.Scheduler;
import sacred.providers.Model;
import sacred.providers.Prompt;
import sacred.providers.PromptSize;
import sacred.providers.ProviderException;
import sacred.providers.Reply;
import sacred.providers.RetryPolicy;
import sacred.providers.StoppedException;
import sacred.timeline.Call;
import sacred.timeline.ErrorKind;
import sacred.timeline.ModelRef;
import sacred.timeline.Usage;

/**
 * The attempts at one model: the only place where a request goes out, and the only one where it is repeated. Each goes
 * through the gate of its provider and is paid for. Nothing is repeated once text has arrived.
 */
final class Attempts {

    /** A wait beyond this is not endured: the next model is asked, or the failure says how long it would have been. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private static final int TOO_LARGE = 413;
    private static final String ASKED = " asked for a pause";

    private final Models models;
    private final Telling narrator;
    private final Spending spending;
    private final Capacity capacity;
    private final Memory memory;
    private final Scheduler scheduler;
    private final RandomGenerator random;

    Attempts(
            Models models,
            Telling narrator,
            Spending spending,
            Memory memory,
            Scheduler scheduler,
            RandomGenerator random) {
        this.models = models;
        this.narrator = narrator;
        this.spending = spending;
        this.capacity = new Capacity(models.windows(), narrator::remark);
        this.memory = memory;
        this.scheduler = scheduler;
        this.random = random;
    }

    /** @param firstAttempt the number of the first one */
    Reply ask(ModelRef ref, Asking.Question question, int firstAttempt) throws ProviderException, InterruptedException {
        Model model = before(ref, question, firstAttempt, () -> models.model(ref));
        Asking.Question fitting = question.with(before(ref, question, firstAttempt, () -> capacity.fit(question, ref)));
        Asking.Haste haste =
                question.haste().orElseGet(() -> new Asking.Haste(models.retry(ref.provider()), LONGEST_WAIT));
        Gate gate = scheduler.gate(ref.provider());
        for (int tried = 1; ; tried++) {
            try {
                Reply reply = once(ref, model, gate, question, fitting.prompt(), firstAttempt + tried - 1);
                capacity.answered(ref, fitting.prompt(), reply);
                memory.keep(ref, question, fitting.prompt(), reply);
                return reply;
            } catch (ProviderException e) {
                if (e.details().adapted()) {
                    continue;
                }
                boolean again = e.details().retryable()
                        && e.details().partial().isEmpty()
                        && tried < most(e.kind(), question, haste.policy());
                if (!again) {
                    throw e;
                }
                waitBeforeRetry(ref, gate, e, haste, tried);
            }
        }
    }

    /** An empty answer or an unknown host is seldom a slip: what came twice comes again. */
    private static int most(ErrorKind kind, Asking.Question question, RetryPolicy policy) {
        boolean seldomASlip = kind == ErrorKind.EMPTY
                || kind == ErrorKind.UNREACHABLE
                || kind == ErrorKind.RATE_LIMITED && question.haste().isPresent();
        return seldomASlip ? Math.min(2, policy.attempts()) : policy.attempts();
    }

    /** @param prompt what fits of the question; the answer is remembered under the question itself, as it will be asked again */
    private Reply once(ModelRef ref, Model model, Gate gate, Asking.Question question, Prompt prompt, int attempt)
            throws ProviderException, InterruptedException {
        try (Gate.Pass _ = before(ref, question, attempt, () -> enter(gate, ref))) {
            Spending.Paid paid = before(ref, question, attempt, () -> spending.pay(ref, prompt));
            Breakers breakers = scheduler.breakers();
            breakers.asked(ref);
            LiveCall call = narrator.call(ref, question.with(paid.prompt()), attempt);
            try {
                Reply reply = heard(model, paid.prompt(), call);
                paid.settle(call.answered(reply));
                breakers.answered(ref);
                shut(gate, reply.exhausted(), "the limit of " + ref.provider() + " is used up");
                sayWhatCutIt(ref, paid, reply);
                return reply;
            } catch (Repetition.Found circle) {
                // says nothing about how well the server is
                breakers.stopped(ref);
                ProviderException e = call.wentRound(circle);
                paid.failed(call.failed(e), e.details());
                throw e;
            } catch (StoppedException e) {
                breakers.stopped(ref);
                paid.settle(call.stopped(e.usage(), e.modelAnswered()));
                throw new Asking.Stopped(call.text());
            } catch (InterruptedException e) {
                breakers.stopped(ref);
                paid.settle(call.stopped(Usage.UNKNOWN, Optional.empty()));
                throw new Asking.Stopped(call.text());
            } catch (ProviderException e) {
                breakers.failed(ref, e.kind());
                if (e.kind() == ErrorKind.RATE_LIMITED && e.details().retryable()) {
                    shut(gate, e.details().retryAfter(), ref.provider() + ASKED);
                }
                paid.failed(call.failed(e), e.details());
                throw e.details().httpStatus().orElse(0) == TOO_LARGE ? sized(e, paid.prompt()) : e;
            }
        }
    }

    /** Something that has to be done before a request goes out. */
    private interface Step<T> {
        T take() throws ProviderException, InterruptedException;
    }

    /** Of a request that is not made because of this there may be a call all the same. */
    private <T> T before(ModelRef ref, Asking.Question question, int attempt, Step<T> step)
            throws ProviderException, InterruptedException {
        try {
            return step.take();
        } catch (ProviderException e) {
            throw narrator.unasked(ref, question, attempt, e);
        } catch (InterruptedException e) {
            if (question.keeping().unasked()) {
                narrator.call(ref, question, attempt)
                        .unasked(Call.Status.CANCELLED, ErrorKind.CANCELLED, "stopped before it was asked", false);
            }
            throw e;
        }
    }

    /** A mistake of ours must not lose what had arrived, nor the call and its money. */
    private static Reply heard(Model model, Prompt prompt, LiveCall call)
            throws ProviderException, InterruptedException {
        try {
            return model.ask(prompt, call::arrived);
        } catch (Repetition.Found circle) {
            throw circle;
        } catch (RuntimeException e) {
            System.getLogger(Attempts.class.getName())
                    .log(System.Logger.Level.ERROR, "A call failed by a mistake of ours", e);
            throw call.broken(e);
        }
    }

    /** While the place of the request is still taken: whoever waits for it must not come in before. */
    private static void shut(Gate gate, Optional<Duration> wait, String why) {
        wait.filter(time -> time.compareTo(LONGEST_WAIT) <= 0).ifPresent(time -> gate.shut(time, why));
    }

    private static ProviderException sized(ProviderException e, Prompt prompt) {
        return new ProviderException(
                String.format(Locale.ROOT, "%s It had %,d bytes of text.", e.getMessage(), PromptSize.bytes(prompt)),
                e.details());
    }

    /** A wait that was long enough to be told is kept on the block: it is part of what the turn took. */
    private Gate.Pass enter(Gate gate, ModelRef ref) throws ProviderException, InterruptedException {
        long from = narrator.now();
        Gate.Pass pass = gate.enter(narrator::waiting);
        Duration waited = Duration.ofNanos(narrator.now() - from);
        if (waited.compareTo(Gate.SILENT) > 0) {
            narrator.remark("Waited " + inWords(waited) + " until " + ref.provider() + " could be asked.");
        }
        return pass;
    }

    private void sayWhatCutIt(ModelRef ref, Spending.Paid paid, Reply reply) {
        if (paid.shortened() && reply.finish().filter(Reply.LENGTH::equals).isPresent()) {
            narrator.remark("The budget left " + ref + " no room for more than "
                    + paid.prompt().mostAnswerTokens().orElseThrow() + " tokens of answer.");
        }
    }

    private void waitBeforeRetry(ModelRef ref, Gate gate, ProviderException e, Asking.Haste haste, int tried)
            throws ProviderException, InterruptedException {
        Duration asked = e.details().retryAfter().orElse(Duration.ZERO);
        if (asked.compareTo(haste.longestWait()) > 0) {
            throw new ProviderException(
                    e.getMessage() + " It asks to wait " + inWords(asked) + "; try again then.", e.details());
        }
        if (!gate.retry()) {
            throw new ProviderException(
                    e.getMessage() + " It was not asked again, because " + ref.provider()
                            + " failed too often in the last minute.",
                    e.details());
        }
        RetryPolicy policy = haste.policy();
        long backOffMillis = Math.min(policy.cap().toMillis(), policy.base().toMillis() << Math.min(tried - 1, 20));
        long jitterMillis = backOffMillis <= 0 ? 0 : random.nextLong(backOffMillis + 1);
        Duration wait = Duration.ofMillis(Math.max(asked.toMillis(), jitterMillis));
        if (e.kind() == ErrorKind.RATE_LIMITED) {
            shut(gate, Optional.of(wait), ref.provider() + ASKED);
        }
        if (wait.compareTo(Gate.SILENT) > 0) {
            narrator.remark(StageException.sentence(ref, e) + " Trying again in " + inWords(wait) + " (" + (tried + 1)
                    + " of " + policy.attempts() + ").");
            narrator.waiting("", Optional.of(wait));
        }
        scheduler.pause(wait);
    }

    static String inWords(Duration wait) {
        long seconds = Math.max(1, wait.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h (" + seconds + " s)";
    }
}
