package sacred.cognition;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import sacred.providers.Chunk;
import sacred.providers.ProviderException;
import sacred.providers.Reply;
import sacred.providers.StoppedException;
import sacred.providers.cache.KeptAnswer;
import sacred.timeline.Call;
import sacred.timeline.Cost;
import sacred.timeline.ErrorKind;
import sacred.timeline.ModelRef;
import sacred.timeline.Said;
import sacred.timeline.Timing;
import sacred.timeline.Usage;

/** A request that is on its way: collects what arrives and becomes a {@link Call} when it ends. */
final class LiveCall {

    private final Telling narrator;
    private final int index;
    private final ModelRef model;
    private final Asking.Question question;
    private final int attempt;
    private final String cache;
    private final long start;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thought = new StringBuilder();
    private final Arrivals arrivals = new Arrivals();
    private final Repetition words = new Repetition();
    private final Repetition thoughts = new Repetition();
    private OptionalLong firstChunkMs = OptionalLong.empty();

    LiveCall(Telling narrator, int index, ModelRef model, Asking.Question question, int attempt, String cache) {
        this.narrator = narrator;
        this.index = index;
        this.model = model;
        this.question = question;
        this.attempt = attempt;
        this.cache = cache;
        this.start = narrator.now();
    }

    int index() {
        return index;
    }

    /** @throws Repetition.Found when the model goes round in circles and has to be stopped */
    void arrived(Chunk chunk) {
        if (chunk instanceof Chunk.Silence silence) {
            narrator.waiting(silence.why(), Optional.of(silence.left()));
            return;
        }
        if (firstChunkMs.isEmpty()) {
            firstChunkMs = OptionalLong.of((narrator.now() - start) / 1_000_000);
        }
        if (chunk.text().isEmpty()) {
            return;
        }
        boolean thinking = chunk instanceof Chunk.Thinking;
        int characters = thinking ? 0 : append(chunk.text());
        if (thinking) {
            thought.append(chunk.text());
        } else {
            arrivals.add((narrator.now() - start) / 1_000_000, characters);
        }
        narrator.arrived(index, chunk.text(), thinking, characters);
        (thinking ? thoughts : words).with(chunk.text()).ifPresent(what -> {
            throw new Repetition.Found(what);
        });
    }

    /** How many code points the text grew by; a surrogate pair may arrive in two pieces. */
    private int append(String piece) {
        boolean joins = !text.isEmpty()
                && Character.isHighSurrogate(text.charAt(text.length() - 1))
                && Character.isLowSurrogate(piece.charAt(0));
        text.append(piece);
        return piece.codePointCount(0, piece.length()) - (joins ? 1 : 0);
    }

    /** Returns what it cost; so do the other two ends. */
    Cost answered(Reply reply) {
        Cost cost = cost(reply.costReported(), reply.modelAnswered(), reply.usage());
        narrator.ended(
                call(reply.modelAnswered(), reply.usage(), cost, reply.finish(), Call.Status.OK, Optional.empty()));
        return cost;
    }

    /** Nobody was asked: the answer of an earlier time, at once and for nothing. */
    void recalled(KeptAnswer answer) {
        if (!answer.thinking().isEmpty()) {
            arrived(new Chunk.Thinking(answer.thinking()));
        }
        arrived(new Chunk.Text(answer.text()));
        narrator.ended(new Call(
                index,
                model,
                answer.modelAnswered(),
                question.role(),
                attempt,
                timing(),
                Usage.NONE,
                Cost.NOTHING,
                Optional.of(Reply.STOP),
                Call.Status.OK,
                Call.HIT,
                Optional.empty(),
                Optional.of(answer.saved()),
                said()));
    }

    Cost failed(ProviderException e) {
        ProviderException.Details d = e.details();
        Cost cost = cost(d.costReported(), d.modelAnswered(), d.usage());
        Call.Failure failure = new Call.Failure(d.kind(), e.getMessage(), d.httpStatus(), d.retryable());
        narrator.ended(call(d.modelAnswered(), d.usage(), cost, d.finish(), Call.Status.FAILED, Optional.of(failure)));
        return cost;
    }

    /** No request went out, and that costs nothing. */
    void unasked(Call.Status status, ErrorKind kind, String why, boolean retryable) {
        withoutRequest(Optional.empty(), status, Optional.of(failure(kind, why, retryable, false)));
    }

    /** A logical model came to an answer: what that took is counted where its members were asked. */
    void cameTo(Reply reply) {
        narrator.arrived(index, reply.text(), false, append(reply.text()));
        withoutRequest(reply.finish(), Call.Status.OK, Optional.empty());
    }

    /** A logical model came to none. */
    void cameToNothing(Call.Status status, ErrorKind kind, String why, boolean retryable) {
        withoutRequest(Optional.empty(), status, Optional.of(failure(kind, why, retryable, true)));
    }

    private static Call.Failure failure(ErrorKind kind, String why, boolean retryable, boolean sent) {
        return new Call.Failure(kind, why, OptionalInt.empty(), retryable, sent);
    }

    private void withoutRequest(Optional<String> finish, Call.Status status, Optional<Call.Failure> failure) {
        narrator.ended(call(Optional.empty(), Usage.NONE, Cost.NOTHING, finish, status, failure));
    }

    /** The model went round in circles and was stopped. What it cost in the end is not known, only what was counted so far. */
    ProviderException wentRound(Repetition.Found circle) {
        return brokenOff(ErrorKind.INTERRUPTED, model + ": " + circle.getMessage() + " and was stopped.", circle);
    }

    /** Something of ours broke while the model was answering: what had arrived is kept, what it cost is not known. */
    ProviderException broken(RuntimeException bug) {
        return brokenOff(
                ErrorKind.BUG,
                "This is a bug in sacred: " + bug + ", while " + model + " was answering. Please report it.",
                bug);
    }

    private ProviderException brokenOff(ErrorKind kind, String message, RuntimeException cause) {
        Optional<StoppedException> counted = Stream.of(cause.getSuppressed())
                .filter(StoppedException.class::isInstance)
                .map(StoppedException.class::cast)
                .findFirst();
        return new ProviderException(
                message,
                new ProviderException.Details(
                        kind,
                        OptionalInt.empty(),
                        false,
                        Optional.empty(),
                        text.toString(),
                        counted.map(StoppedException::usage).orElse(Usage.UNKNOWN),
                        counted.flatMap(StoppedException::modelAnswered),
                        Optional.empty(),
                        firstChunkMs,
                        Optional.empty(),
                        false));
    }

    /** The user, a deadline or the end of the program stopped it: what it cost in the end is not known. */
    Cost stopped(Usage seen, Optional<String> answered) {
        Call.Failure failure = new Call.Failure(ErrorKind.CANCELLED, "stopped", OptionalInt.empty(), false);
        narrator.ended(
                call(answered, seen, Cost.UNKNOWN, Optional.empty(), Call.Status.CANCELLED, Optional.of(failure)));
        return Cost.UNKNOWN;
    }

    String text() {
        return text.toString();
    }

    private Cost cost(Optional<BigDecimal> reported, Optional<String> answered, Usage usage) {
        return narrator.cost(model, answered, usage, reported);
    }

    private Call call(
            Optional<String> answered,
            Usage usage,
            Cost cost,
            Optional<String> finish,
            Call.Status status,
            Optional<Call.Failure> failure) {
        return new Call(
                index,
                model,
                answered,
                question.role(),
                attempt,
                timing(),
                usage,
                cost,
                finish,
                status,
                cache,
                failure,
                Optional.empty(),
                said());
    }

    private Said said() {
        return question.keeping().said(question.prompt(), text.toString(), thought.toString(), arrivals.pace());
    }

    private Timing timing() {
        long startMs = (start - narrator.turnStart()) / 1_000_000;
        return new Timing(startMs, firstChunkMs, (narrator.now() - start) / 1_000_000);
    }
}
