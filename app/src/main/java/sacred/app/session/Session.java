package sacred.app.session;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import sacred.cognition.Conversation;
import sacred.cognition.Sink;
import sacred.cognition.Stop;
import sacred.cognition.Turn;
import sacred.cognition.TurnSettings;
import sacred.timeline.Block;
import sacred.timeline.Event;
import sacred.timeline.Timeline;
import sacred.timeline.journal.Journal;

/**
 * One open timeline and who answers on it. A turn at a time; the turn runs on the calling thread and blocks it. Switching
 * models between turns keeps the conversation, because it is read from the timeline.
 */
public final class Session implements AutoCloseable {

    private final Journal journal;
    private final Turn.World world;
    private volatile TurnSettings settings;
    private volatile Timeline timeline;

    public Session(Journal journal, Turn.World world, TurnSettings settings) {
        this.journal = journal;
        this.world = world;
        this.settings = settings;
        this.timeline = journal.timeline();
    }

    public Journal journal() {
        return journal;
    }

    public Timeline timeline() {
        return timeline;
    }

    public TurnSettings settings() {
        return settings;
    }

    /** Effective from the next turn. */
    public void settings(TurnSettings next) {
        settings = next;
    }

    /** Asks and blocks until the turn is closed. */
    public Event.Outcome ask(String prompt, Stop stop, Watcher watcher) throws IOException {
        return run(prompt, timeline.nextTurn(), stop, watcher);
    }

    /** What the user asked last. */
    public Optional<String> lastPrompt() {
        List<Block> blocks = timeline.blocks();
        for (int i = blocks.size() - 1; i >= 0; i--) {
            if (blocks.get(i) instanceof Block.Input input) {
                return Optional.of(input.text());
            }
        }
        return Optional.empty();
    }

    /** Asks the last prompt again, as if its first answer had never been given. */
    public Event.Outcome retry(String lastPrompt, Stop stop, Watcher watcher) throws IOException {
        return run(lastPrompt, timeline.nextTurn() - 1, stop, watcher);
    }

    private Event.Outcome run(String prompt, int conversationBefore, Stop stop, Watcher watcher) throws IOException {
        Turn turn = new Turn(timeline.nextTurn(), world, new Recorder(watcher), stop);
        return turn.run(prompt, Conversation.before(conversationBefore, timeline), settings);
    }

    @Override
    public void close() {
        journal.close();
    }

    /** Disk first, then the fold, then the eyes. */
    private final class Recorder implements Sink {

        private final Watcher watcher;

        private Recorder(Watcher watcher) {
            this.watcher = watcher;
        }

        @Override
        public void durable(Event.Durable event) throws IOException {
            byte[] record = journal.append(event);
            timeline = timeline.apply(event);
            watcher.sealed(event, record);
        }

        @Override
        public void fleeting(Event.Fleeting event) {
            timeline = timeline.apply(event);
            watcher.live(event);
        }
    }
}
