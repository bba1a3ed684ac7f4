package sacred.app.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import sacred.app.host.Host;
import sacred.app.session.Session;
import sacred.app.session.Setup;
import sacred.app.session.Target;
import sacred.app.session.TurnThread;
import sacred.app.session.Watcher;
import sacred.app.term.Interrupts;
import sacred.app.view.Figures;
import sacred.cognition.Stop;
import sacred.cognition.TurnSettings;
import sacred.cognition.tool.Approval;
import sacred.cognition.tool.Decision;
import sacred.timeline.Block;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;

/**
 * Asks prompts one after the other until all are asked, the money is gone or the user has had enough; a turn that fails ends
 * nothing. One thread, which it blocks.
 */
final class Reruns {

    private final Setup setup;
    private final Host host;
    private final Optional<Duration> timeout;
    private final List<String> allowed;
    private final TurnSettings settings;
    private Optional<BigDecimal> left;
    private boolean failed;
    private boolean refusedByTheBudget;
    private volatile boolean interrupted;

    /** @param maxCost for everything that is asked, in US dollars */
    Reruns(Setup setup, Optional<Duration> timeout, Optional<BigDecimal> maxCost, List<String> allowed) {
        this.setup = setup;
        this.host = setup.host();
        this.timeout = timeout;
        this.left = maxCost;
        this.allowed = allowed;
        this.settings = setup.settings();
    }

    /** Whether nothing is to be asked any more. */
    boolean over() {
        return interrupted || refusedByTheBudget;
    }

    int exitCode() {
        if (interrupted) {
            return Cli.INTERRUPTED;
        }
        return refusedByTheBudget ? Cli.BUDGET : failed ? Cli.FAILED : Cli.OK;
    }

    /** Asks one model everything, into the timeline of that file. */
    void ask(ModelRef model, String name, Path file, List<Block.Input> prompts)
            throws IOException, InterruptedException {
        for (int i = 0; i < prompts.size() && !over(); i++) {
            host.err().safeLine("note: " + model + ", " + (i + 1) + " of " + prompts.size() + ", into " + name);
            turn(model, file, prompts.get(i));
        }
    }

    private void turn(ModelRef model, Path file, Block.Input prompt) throws IOException, InterruptedException {
        Target target = new Target(Optional.of(file.toString()), Optional.empty(), false, true);
        // opened for each turn, since what is left of the money is the limit of the next one
        try (Session session = setup.open(target, settings.answeredBy(model), left)) {
            BigDecimal before = spent(session);
            Stop stop = new Stop();
            Interrupts.on(() -> {
                interrupted = true;
                stop.now(Stop.Reason.CANCELLED);
            });
            if (!interrupted) {
                Event.Outcome outcome =
                        TurnThread.run(stop, timeout, () -> session.repeat(prompt, stop, new Progress()));

                failed |= outcome != Event.Outcome.OK;
                refusedByTheBudget |= outcome == Event.Outcome.FAILED
                        && session.timeline().blocks().getLast() instanceof Block.Error error
                        && error.error() == ErrorKind.BUDGET;
            }
            BigDecimal used = spent(session).subtract(before);
            left = left.map(usd -> usd.subtract(used).max(BigDecimal.ZERO));
        }
    }

    /** With what is set aside for requests whose cost nobody learned. */
    private static BigDecimal spent(Session session) throws IOException {
        return session.world().budget().standing().getFirst().spent();
    }

    /** Says what a turn comes to; its answer is in the timeline. */
    private final class Progress implements Watcher {

        @Override
        public void sealed(Event.Durable event, byte[] record) {
            if (event instanceof Event.Closed end) {
                host.err()
                        .safeLine("note:   " + end.outcome().wire() + ", " + Figures.seconds(end.durationMs()) + ", "
                                + Figures.tokens(end.usage()) + ", " + Figures.money(end.cost()));
            }
        }

        @Override
        public void live(Event.Fleeting event) {
            if (event instanceof Event.Note note) {
                host.err().safeLine("note:   " + note.text());
            }
        }

        @Override
        public void warned(String sentence) {
            host.err().safeLine("note: " + sentence);
        }

        /** Nobody looks, so what is not allowed beforehand is refused. */
        @Override
        public Decision decide(Approval approval) {
            if (allowed.contains(approval.tool())) {
                return Decision.allowedBy("--yes-tool");
            }
            String why = "The tool " + approval.tool() + " may not " + approval.action()
                    + " without being allowed to: --yes-tool " + approval.tool() + ".";
            failed = true;
            host.err().safeLine("sacred: " + why);
            return Decision.refused(why);
        }
    }
}
