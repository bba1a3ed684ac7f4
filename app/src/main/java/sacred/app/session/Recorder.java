package sacred.app.session;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import sacred.app.host.Sentence;
import sacred.cognition.Sink;
import sacred.cognition.Stop;
import sacred.cognition.schedule.Pause;
import sacred.cognition.tool.Approval;
import sacred.cognition.tool.Decision;
import sacred.timeline.Block;
import sacred.timeline.Event;
import sacred.timeline.journal.Journal;
import sacred.timeline.journal.JournalException;

/**
 * Disk first, then the fold, then the eyes. On the thread of the turn, which it blocks until the disk has the record.
 *
 * <p>Where somebody watches who can make room, a block that could not be kept waits in memory and is tried again until it is
 * kept, or the turn is stopped: what was answered and paid for is not thrown away because a disk is full.
 */
final class Recorder implements Sink {

    private static final Duration UNTIL_NEXT_TRY = Duration.ofSeconds(2);

    private final Session session;
    private final Keeping keeping;
    private final Checkpoints checkpoints;
    private final Watcher watcher;
    private final Optional<Stop> stop;
    /** The prompt that this turn asks once more. */
    private final Optional<Block.Input> again;

    /** What a journal does with an event. */
    interface Keeping {
        byte[] append(Event.Durable event) throws IOException;

        List<String> news();

        static Keeping in(Journal journal) {
            return new Keeping() {
                @Override
                public byte[] append(Event.Durable event) throws IOException {
                    return journal.append(event);
                }

                @Override
                public List<String> news() {
                    return journal.news();
                }
            };
        }
    }

    /** @param stop of the turn; empty for what is no turn and waits for nothing */
    Recorder(
            Session session,
            Keeping keeping,
            Checkpoints checkpoints,
            Watcher watcher,
            Optional<Stop> stop,
            Optional<Block.Input> again) {
        this.session = session;
        this.checkpoints = checkpoints;
        this.keeping = keeping;
        this.watcher = watcher;
        this.stop = stop;
        this.again = again;
    }

    @Override
    public void durable(Event.Durable told) throws IOException {
        Event.Durable event =
                session.wall().durable(told instanceof Event.Opened(Block.Input input) ? sibling(input) : told);
        watcher.sealed(event, kept(event));
        keeping.news().forEach(watcher::warned);
    }

    private Event.Durable sibling(Block.Input input) {
        return new Event.Opened(
                again.map(first -> input.retrying(first.place())).orElse(input));
    }

    private byte[] kept(Event.Durable event) throws IOException {
        while (true) {
            IOException failed;
            checkpoints.sealing().lock();
            try {
                byte[] record = keeping.append(event);
                session.fold(event);
                return record;
            } catch (JournalException e) {
                // another program has the file: room would not help
                throw e;
            } catch (IOException e) {
                failed = e;
            } finally {
                checkpoints.sealing().unlock();
            }
            waitForRoom(event, failed);
        }
    }

    /** A prompt that was not kept goes back to where it was written; nothing else is lost with it. */
    private void waitForRoom(Event.Durable event, IOException why) throws IOException {
        Optional<Pause> patience = watcher.patience();
        boolean stopped = stop.isEmpty() || stop.get().reason().isPresent();
        if (patience.isEmpty() || event instanceof Event.Opened || stopped) {
            throw why;
        }
        fleeting(new Event.Waiting(event.turn(), Sentence.of(why), Optional.of(UNTIL_NEXT_TRY), true));
        try {
            patience.get().of(UNTIL_NEXT_TRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw why;
        }
    }

    @Override
    public void fleeting(Event.Fleeting told) {
        Event.Fleeting event = session.wall().fleeting(told);
        session.fold(event);
        if (event instanceof Event.Delta) {
            checkpoints.arrived();
        }
        watcher.live(event);
    }

    @Override
    public Decision decide(Approval approval) throws InterruptedException {
        return session.permissions().decide(approval, watcher::decide);
    }
}
