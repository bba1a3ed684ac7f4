package sacred.cognition;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import sacred.cognition.schedule.Gate;
import sacred.cognition.schedule.Scheduler;
import sacred.providers.ProviderKind;
import sacred.timeline.Call;
import sacred.timeline.Routing;
import sacred.timeline.Usage;

/**
 * An answer that is begun while the route model still thinks, because the rules expect a direct one: its request runs on a
 * thread of its own, and nobody sees a word of it before the route is known. When the route asks for the very same request it
 * becomes the format stage; else it is stopped at once, its calls are booked on the route's block, and a note there says what
 * it cost.
 *
 * <p>All methods on the turn's thread, in this order: {@link #begin}, {@link #decided}, {@link #isFor} and {@link #answer},
 * {@link #close}. Those after {@code begin} do nothing where nothing was begun.
 */
final class Speculation implements AutoCloseable {

    /**
     * Whether one may be begun.
     *
     * @param record of the rules on earlier turns
     */
    record Leave(Models models, Scheduler scheduler, Spending spending, TurnSettings settings, TrackRecord record) {

        /** Whether the bet is a good one, if it can be made at all. */
        boolean given() {
            return settings.routes().speculate() == TurnSettings.Speculate.ON || record.isGood();
        }

        boolean possible(RulesRouter.Decision rules, Asking.Question question) throws InterruptedException {
            boolean expected = rules.routing().plan().equals(Routing.DIRECT)
                    && switch (settings.routes().speculate()) {
                        case AUTO -> rules.sure();
                        case ON -> true;
                        case OFF -> false;
                    };
            return expected
                    && !question.model().isLogical()
                    && !isInTheWay(question)
                    && spending.canRisk(question.model(), question.prompt());
        }

        /** The route model must not wait for what may be for nothing; and the built-in engine answers at once. */
        private boolean isInTheWay(Asking.Question question) {
            Gate gate = scheduler.gate(question.model().provider());
            boolean oneByOne = gate == scheduler.gate(settings.route().provider()) && gate.places() < 2;
            return oneByOne
                    || models.shareAnOllama(settings.route(), question.model())
                    || question.model().provider().equals(ProviderKind.BUILTIN.wire());
        }
    }

    /** A route that is known at once needs no bet, and the request for it goes out first. */
    static final Duration HEAD_START = Duration.ofMillis(10);

    private final Leave leave;
    private final Asking asking;
    private final Held held;
    private final Narrator narrator;
    private final Function<Routing, Asking.Question> questions;

    private Thread thread;
    /** What the rules expect to be asked, also where it was not begun. */
    private Asking.Question question;

    private boolean open;
    /** Written by the thread before it is over. */
    private volatile Asking.Answered answered;

    private volatile Throwable failure;

    /**
     * @param asking one that tells {@code held} what happens
     * @param questions what the format stage asks on a route that is answered directly
     */
    Speculation(
            Leave leave, Asking asking, Held held, Narrator narrator, Function<Routing, Asking.Question> questions) {
        this.leave = leave;
        this.asking = asking;
        this.held = held;
        this.narrator = narrator;
        this.questions = questions;
    }

    /** The route model is about to be asked: asks what the format stage would ask on the route of the rules, if it may. */
    void begin(RulesRouter.Decision rules) throws InterruptedException {
        Asking.Question expected = questions.apply(rules.routing());
        if (!leave.possible(rules, expected)) {
            return;
        }
        question = expected;
        if (!leave.given()) {
            return;
        }
        open = true;
        thread = Thread.ofVirtual()
                .name(Thread.currentThread().getName() + "-speculation")
                .start(this::run);
    }

    private void run() {
        try {
            Thread.sleep(HEAD_START);
            answered = asking.ask(question);
        } catch (Exception | Error e) {
            // told to the turn, or of no interest to it any more
            failure = e;
        } finally {
            held.over();
        }
    }

    /** The route is known, and its block not sealed yet: what was begun goes on, or ends here. */
    void decided(Routing routing) {
        boolean direct = routing.plan().equals(Routing.DIRECT);
        boolean same = direct && question != null && question.equals(questions.apply(routing));
        if (question != null && routing.source() != Routing.Source.RULES) {
            leave.record().add(same);
        }
        if (!direct) {
            discard("the route is " + routing.plan());
        } else if (!same) {
            discard("the route asks for another answer than the one that was begun");
        }
    }

    /** Whether this is what was begun, and goes on. */
    boolean isFor(Asking.Question wanted) {
        return open && question.equals(wanted);
    }

    /**
     * Tells what was held back, and the rest as it arrives; blocks until there is an answer.
     *
     * @throws Asking.Stopped when the turn was interrupted, with what was seen
     */
    Asking.Answered answer() throws StageException, InterruptedException {
        open = false;
        boolean heard = false;
        try {
            held.tell();
            heard = true;
        } catch (InterruptedException e) {
            thread.interrupt();
            held.tellToTheEnd();
            throw new Asking.Stopped(seen());
        } catch (RuntimeException e) {
            thread.interrupt();
            held.tellWhatEnded(e);
            throw e;
        } finally {
            if (!heard) {
                thread.interrupt();
            }
        }
        return switch (failure) {
            case null -> answered;
            case StageException e -> throw e;
            case InterruptedException e -> throw e;
            case RuntimeException e -> throw e;
            default -> throw new IllegalStateException(failure);
        };
    }

    private String seen() {
        return switch (failure) {
            case null -> answered.reply().text();
            case Asking.Stopped stopped -> stopped.partial();
            case StageException e -> e.partial();
            default -> "";
        };
    }

    private void discard(String why) {
        if (!open) {
            return;
        }
        open = false;
        thread.interrupt();
        List<Call> calls = held.withhold();
        if (!calls.isEmpty()) {
            narrator.remark("Speculation discarded: " + why + ", so what was begun of a direct answer is thrown away ("
                    + tokens(calls) + ")." + kept(calls));
        }
    }

    /** It went out, so it costs something, as any request that was stopped; the budget takes the most that it can be. */
    private String kept(List<Call> calls) {
        return leave.spending().isLimited()
                        && calls.stream().anyMatch(call -> !call.cost().complete())
                ? " What it cost is unknown; the budget counts the most that it can be."
                : "";
    }

    private static String tokens(List<Call> calls) {
        Usage usage = Usage.sum(calls.stream().map(Call::usage).toList());
        OptionalLong input = usage.input();
        OptionalLong output = usage.output();
        if (input.isEmpty() && output.isEmpty()) {
            return "how many tokens is unknown";
        }
        boolean all = !usage.flags().contains(Usage.Flag.INPUT_UNKNOWN)
                && !usage.flags().contains(Usage.Flag.OUTPUT_UNKNOWN);
        return (all ? "" : "at least ") + (input.orElse(0) + output.orElse(0)) + " tokens";
    }

    /** The turn is over, or failed before it came to the answer: nothing goes on behind its back. */
    @Override
    public void close() {
        discard("the turn ended before its route was known");
    }
}
