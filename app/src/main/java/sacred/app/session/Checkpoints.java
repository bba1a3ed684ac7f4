package sacred.app.session;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import sacred.cognition.schedule.Pause;
import sacred.timeline.Live;
import sacred.timeline.Live.Lane;
import sacred.timeline.journal.Partial;

/**
 * Keeps what streams beside the timeline, so that a program that does not live to seal it has lost a second of it at most.
 *
 * <p>Whoever tells of a piece is never held up: a thread that lives for one second writes what has arrived until then. So the
 * disk is written to at most once a second, and not at all while nothing arrives.
 */
final class Checkpoints {

    private static final Duration RHYTHM = Duration.ofSeconds(1);

    private final Session session;
    private final Executor beside;
    private final Pause pause;
    /** Whether a thread is about to write. */
    private final AtomicBoolean due = new AtomicBoolean();
    /** Held while a block is sealed: nothing of it may be kept once it is. */
    private final ReentrantLock sealing = new ReentrantLock();

    /** @param beside runs what waits and writes, on a thread that nobody else needs */
    Checkpoints(Session session, Executor beside, Pause pause) {
        this.session = session;
        this.beside = beside;
        this.pause = pause;
    }

    ReentrantLock sealing() {
        return sealing;
    }

    /** A piece of something has arrived. */
    void arrived() {
        if (!due.get() && due.compareAndSet(false, true)) {
            beside.execute(this::soon);
        }
    }

    private void soon() {
        try {
            pause.of(RHYTHM);
        } catch (InterruptedException e) {
            return;
        }
        due.set(false);
        sealing.lock();
        try {
            Optional<Partial> partial = session.timeline().live().flatMap(this::partial);
            if (partial.isPresent()) {
                session.journal().checkpoint(partial.get());
            }
        } catch (IOException e) {
            // the block itself is told of when it cannot be sealed
            session.wall().log().info("what streams could not be kept: " + e.getMessage());
        } finally {
            sealing.unlock();
        }
    }

    /** What the user has seen of the stage that runs; an attempt that failed is not a part of what comes of it. */
    private Optional<Partial> partial(Live live) {
        if (live.stage().isEmpty()) {
            // nobody is asked before the first stage
            return Optional.empty();
        }
        List<Lane> lanes = live.lanes().stream()
                .filter(lane -> lane.ended().flatMap(call -> call.error()).isEmpty())
                .toList();
        List<Lane> speaking =
                lanes.stream().filter(lane -> lane.said().length() > 0).toList();
        String reasoning = lanes.isEmpty() ? "" : lanes.getLast().thinking();
        if (speaking.isEmpty() && reasoning.isEmpty()) {
            return Optional.empty();
        }
        String text = speaking.size() == 1
                ? speaking.getFirst().text()
                : speaking.stream()
                        .map(lane -> lane.role() + " " + lane.model() + ":\n" + lane.text())
                        .collect(Collectors.joining("\n\n"));
        // a piece is too small to know a secret in it
        return Optional.of(new Partial(
                live.turn(),
                live.stage().get(),
                session.now(),
                session.wall().prompt(text),
                session.wall().prompt(reasoning)));
    }
}
