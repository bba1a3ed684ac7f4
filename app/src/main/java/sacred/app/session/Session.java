package sacred.app.session;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import sacred.cognition.Conversation;
import sacred.cognition.Sink;
import sacred.cognition.Stop;
import sacred.cognition.Turn;
import sacred.cognition.TurnSettings;
import sacred.timeline.Block;
import sacred.timeline.Cost;
import sacred.timeline.Event;
import sacred.timeline.Timeline;
import sacred.timeline.Usage;
import sacred.timeline.journal.Journal;
import sacred.timeline.journal.Ulid;

/**
 * One open timeline and who answers on it. A turn at a time; the turn runs on the calling thread and blocks it. Switching
 * models between turns keeps the conversation, because it is read from the timeline.
 */
public final class Session implements AutoCloseable {

    private final Journal journal;
    private final Turn.World world;
    /** Commands that are kept with the first prompt. Belongs to the thread that asks. */
    private final List<String> waiting = new ArrayList<>();

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
        return run(prompt, timeline.nextTurn(), settings, stop, watcher);
    }

    /**
     * Keeps something that the user said to the program, as a turn of its own that asks nobody. On an empty timeline it waits
     * for the first prompt: nobody wants to find timelines in which nothing was said.
     */
    public void command(String text, Watcher watcher) throws IOException {
        if (timeline.blocks().isEmpty()) {
            String word = text.split(" ", 2)[0];
            waiting.removeIf(earlier -> earlier.split(" ", 2)[0].equals(word));
            waiting.add(text);
        } else {
            keep(text, watcher);
        }
    }

    private void keep(String text, Watcher watcher) throws IOException {
        int turn = timeline.nextTurn();
        Instant now = world.clock().instant();
        Recorder recorder = new Recorder(watcher);
        try {
            recorder.durable(
                    new Event.Opened(new Block.Input(new Block.Head(Ulid.next(now), turn, now, 0), text, true)));
            recorder.durable(new Event.Closed(
                    turn, Ulid.next(now), now, Event.Outcome.OK, OptionalLong.of(0), Usage.NONE, Cost.NOTHING));
        } finally {
            abandonWhatIsLive();
        }
    }

    /** A turn that could not be closed will not be; the next one must not be taken for an event of this one. */
    private void abandonWhatIsLive() {
        if (timeline.live().isPresent()) {
            timeline = timeline.abandoned();
        }
    }

    /** What the user asked last. */
    public Optional<Block.Input> lastPrompt() {
        return timeline.blocks().reversed().stream()
                .filter(block -> block instanceof Block.Input input && !input.command())
                .map(Block.Input.class::cast)
                .findFirst();
    }

    /** Asks a prompt again, as if its first answer had never been given. */
    public Event.Outcome retry(Block.Input prompt, TurnSettings by, Stop stop, Watcher watcher) throws IOException {
        return run(prompt.text(), prompt.head().turn(), by, stop, watcher);
    }

    private Event.Outcome run(String prompt, int conversationBefore, TurnSettings by, Stop stop, Watcher watcher)
            throws IOException {
        for (String command : List.copyOf(waiting)) {
            keep(command, watcher);
            waiting.remove(command);
        }
        Turn turn = new Turn(timeline.nextTurn(), world, new Recorder(watcher), stop);
        try {
            return turn.run(prompt, Conversation.before(conversationBefore, timeline), by);
        } finally {
            abandonWhatIsLive();
        }
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
