package sacred.cognition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Stream;
import sacred.cognition.Asking.Question;
import sacred.cognition.strategy.MemberCount;
import sacred.cognition.strategy.Members;
import sacred.cognition.strategy.Outcome;
import sacred.cognition.strategy.Request;
import sacred.providers.ProviderException;
import sacred.providers.Reply;
import sacred.timeline.Call;
import sacred.timeline.ErrorKind;
import sacred.timeline.ModelRef;
import sacred.timeline.Stage;
import sacred.timeline.Usage;

/**
 * The members of a logical model as a turn asks them: each on a thread of its own, through the same queues, retries and budgets
 * as everybody, and each a call of the block. None outlives the question.
 */
final class TurnMembers implements Members {

    private final Asking asking;
    private final Telling narrator;
    private final Question outer;

    /** @param outer what the logical model itself was asked */
    TurnMembers(Asking asking, Telling narrator, Question outer) {
        this.asking = asking;
        this.narrator = narrator;
        this.outer = outer;
    }

    @Override
    public void remark(String sentence) {
        narrator.remark(sentence);
    }

    @Override
    public Outcome.Answered ask(Request request) throws ProviderException, InterruptedException {
        try {
            return answered(request, heard(question(request, singles(outer.fallback()), false, false)));
        } catch (StageException e) {
            // whoever stood in for it now would say a second answer after a part of the first one
            throw failure(e, isAnswer(request) ? e.partial() : "");
        } catch (Asking.Stopped e) {
            // what a helper had said is kept with its call; it is no part of an answer
            throw new Asking.Stopped(isAnswer(request) ? e.partial() : "");
        }
    }

    /** Whether its words are those of the turn: not where somebody words them anew, nor inside of another logical model. */
    private boolean isAnswer(Request request) {
        return request.answers() && outer.keeping().answers();
    }

    /** A logical model that stood in for its own helper would ask everybody again, and again. */
    private static List<ModelRef> singles(List<ModelRef> fallback) {
        return fallback.stream().filter(model -> !model.isLogical()).toList();
    }

    private static ProviderException failure(StageException e, String partial) {
        return new ProviderException(
                e.getMessage(),
                new ProviderException.Details(
                        e.kind(),
                        OptionalInt.empty(),
                        e.retryable(),
                        Optional.empty(),
                        partial,
                        Usage.UNKNOWN,
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty(),
                        Optional.empty(),
                        false));
    }

    @Override
    public List<Outcome> ask(List<Request> requests, Optional<Duration> patience) throws InterruptedException {
        boolean others = requests.stream().map(Request::model).distinct().count() > 1;
        AtomicReferenceArray<Object> results = new AtomicReferenceArray<>(requests.size());
        CountDownLatch open = new CountDownLatch(requests.size());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            int place = i;
            Thread.Builder thread = Thread.ofVirtual().name("member-" + (i + 1));
            threads.add(thread.start(() -> {
                try {
                    results.set(place, outcome(requests.get(place), others, patience));
                } catch (RuntimeException e) {
                    results.set(place, e);
                } finally {
                    open.countDown();
                }
            }));
        }
        await(open, threads, patience);
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            if (results.get(i) instanceof RuntimeException bug) {
                throw bug;
            }
            outcomes.add((Outcome) results.get(i));
        }
        return outcomes;
    }

    /** Until all are done; a stop, and the end of the patience, end those that are not, and wait until they have. */
    private static void await(CountDownLatch open, List<Thread> threads, Optional<Duration> patience)
            throws InterruptedException {
        boolean stopped = false;
        try {
            if (patience.isEmpty()) {
                open.await();
            } else if (!open.await(patience.get().toMillis(), TimeUnit.MILLISECONDS)) {
                threads.forEach(Thread::interrupt);
            }
        } catch (InterruptedException e) {
            stopped = true;
            threads.forEach(Thread::interrupt);
        }
        while (open.getCount() > 0) {
            try {
                open.await();
            } catch (InterruptedException e) {
                stopped = true;
                threads.forEach(Thread::interrupt);
            }
        }
        if (stopped) {
            throw new Asking.Stopped("");
        }
    }

    private Outcome outcome(Request request, boolean others, Optional<Duration> patience) {
        try {
            Outcome.Answered answered = answered(request, heard(question(request, List.of(), others, true)));
            return switch (answered.finish()) {
                case Reply.REFUSAL, Reply.CONTENT_FILTER ->
                    new Outcome.Failed(
                            request,
                            "it refused or was filtered (" + answered.finish() + ")",
                            ErrorKind.REFUSED,
                            false);
                default -> answered;
            };
        } catch (StageException e) {
            return new Outcome.Failed(request, e.getMessage(), e.kind(), e.retryable());
        } catch (InterruptedException e) {
            // by a stop, which nobody reads of, or because it was late
            String limit = patience.map(p -> " within " + p.toMillis() + " ms").orElse("");
            return new Outcome.Failed(request, "no answer" + limit, ErrorKind.TIMEOUT, true);
        }
    }

    /** What a logical model comes to is a call as well, within which those are that were made for it. */
    private Asking.Answered heard(Question question) throws StageException, InterruptedException {
        if (!question.model().isLogical()) {
            return asking.ask(question);
        }
        LiveCall call = narrator.call(question.model(), question, 1);
        try {
            Asking.Answered answered =
                    asking.ask(question.keeping(question.keeping().within(call.index())));
            call.cameTo(answered.reply());
            return answered;
        } catch (StageException e) {
            call.cameToNothing(Call.Status.FAILED, e.kind(), e.getMessage(), e.retryable());
            throw e;
        } catch (InterruptedException e) {
            call.cameToNothing(Call.Status.CANCELLED, ErrorKind.CANCELLED, "stopped", false);
            throw e;
        }
    }

    private Outcome.Answered answered(Request request, Asking.Answered answered) {
        Reply reply = answered.reply();
        if (reply.finish().filter(Reply.LENGTH::equals).isPresent()) {
            narrator.remark(answered.model() + " (" + request.role() + ") stopped at its length limit.");
        }
        return new Outcome.Answered(
                request, reply.text(), reply.thinking(), reply.finish().orElse(""));
    }

    /** @param several whether it is one of those that are asked beside one another */
    private Question question(Request request, List<ModelRef> fallback, boolean dispensable, boolean several) {
        Keeping keeping = new Keeping(
                false,
                true,
                instance(request),
                request.iteration().isPresent()
                        ? request.iteration()
                        : outer.keeping().iteration(),
                outer.keeping().within(),
                request.confidence(),
                several,
                isAnswer(request));
        return new Question(
                request.model(),
                fallback,
                request.prompt(),
                areNested() ? outer.role() + "/" + request.role() : request.role(),
                1,
                !dispensable,
                dispensable,
                keeping,
                outer.haste());
    }

    /** Whether the logical model is itself a member of another one. */
    boolean areNested() {
        return Stream.of(Stage.values()).noneMatch(stage -> stage.wire().equals(outer.role()));
    }

    /** Inside of another logical model that is asked several times, so that no two requests have the same number. */
    private OptionalInt instance(Request request) {
        int sample = outer.keeping().sample();
        if (sample == 0) {
            return request.instance();
        }
        return OptionalInt.of(
                request.instance().isPresent()
                        ? sample * MemberCount.MOST + request.instance().getAsInt()
                        : sample + 1);
    }
}
