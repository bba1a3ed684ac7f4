package sacred.app.session;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import sacred.app.telemetry.Telemetry;
import sacred.cognition.Asked;
import sacred.cognition.Budget;
import sacred.cognition.Calibration;
import sacred.cognition.Conversation;
import sacred.cognition.Reach;
import sacred.cognition.RouteHealth;
import sacred.cognition.Stop;
import sacred.cognition.Turn;
import sacred.cognition.TurnSettings;
import sacred.timeline.Attachment;
import sacred.timeline.Block;
import sacred.timeline.Contents;
import sacred.timeline.Event;
import sacred.timeline.Timeline;
import sacred.timeline.journal.ContentStore;
import sacred.timeline.journal.Journal;

/**
 * One open timeline and who answers on it. A turn at a time; the turn runs on the calling thread and blocks it. Switching
 * models between turns keeps the conversation, because it is read from the timeline.
 */
public final class Session implements AutoCloseable {

    private final Journal journal;
    private final ContentStore contents;
    private volatile Turn.World world;
    private final Permissions permissions;
    private volatile Wall wall;
    private volatile Optional<Telemetry> telemetry = Optional.empty();
    private final List<String> notes = new ArrayList<>();
    private final Checkpoints checkpoints =
            new Checkpoints(this, task -> Thread.ofVirtual().name("checkpoint").start(task), Thread::sleep);
    private final ReentrantLock lock = new ReentrantLock();
    /** Commands that are kept later. Under the lock, as is whether a turn runs. */
    private final List<String> waiting = new ArrayList<>();

    private boolean running;

    private volatile TurnSettings settings;
    private volatile Timeline timeline;

    Session(
            Journal journal,
            ContentStore contents,
            Turn.World world,
            Wall wall,
            TurnSettings settings,
            Permissions permissions) {
        this.contents = contents;
        this.permissions = permissions;
        this.journal = journal;
        this.world = world;
        this.wall = wall;
        this.settings = settings;
        this.timeline = journal.timeline();
        Calibration.from(timeline, contents, world.models().windows().rates());
    }

    /** Who is told of turns that end from now on. */
    void telling(Optional<Telemetry> collector) {
        telemetry = collector;
    }

    public Journal journal() {
        return journal;
    }

    /** What stood in the files that went with its prompts. */
    public Contents contents() {
        return contents;
    }

    public Timeline timeline() {
        return timeline;
    }

    /** What the user should know of this timeline as it was opened, one sentence each. */
    public List<String> notes() {
        return Stream.concat(journal.notes().stream(), notes.stream()).toList();
    }

    /**
     * Goes on with the models and the route mode that the timeline was left with.
     *
     * @param model finds the model that a switch named
     */
    public void asLeft(Named model) {
        Restored restored = Restored.of(timeline, settings, model);
        settings = restored.settings();
        notes.addAll(restored.notes());
    }

    public Permissions permissions() {
        return permissions;
    }

    public TurnSettings settings() {
        return settings;
    }

    /** What its turns work in: the money, the prices. */
    public Turn.World world() {
        return world;
    }

    /**
     * Works by another configuration from the next turn on; what this session has spent stays spent, and what the
     * configuration no longer allows is asked about at once. Safe beside a turn.
     */
    public void reconfigure(Setup next, TurnSettings by) {
        lock.lock();
        try {
            Budget.Limits limits = next.world().budget().limits();
            world = next.world().spending(world.budget().under(limits));
            wall = next.wall();
            telemetry = next.telemetry();
            settings = by;
            permissions.allow(next.allowed());
        } finally {
            lock.unlock();
        }
    }

    /** Effective from the next turn. */
    public void settings(TurnSettings next) {
        settings = next;
    }

    /** Asks and blocks until the turn is closed. */
    public Event.Outcome ask(String prompt, Stop stop, Watcher watcher) throws IOException {
        return ask(prompt, List.of(), stop, watcher);
    }

    /** The same, with files: what stands in them, without our secrets, is on disk before the turn begins. */
    public Event.Outcome ask(String prompt, List<Attachment.Text> files, Stop stop, Watcher watcher)
            throws IOException {
        Asked asked = Asked.of(wall.prompt(prompt), contents.keep(wall.files(files)), contents);
        return run(world, asked, Optional.empty(), settings, stop, watcher);
    }

    /**
     * Keeps something that the user said to the program, as a turn of its own that asks nobody: now, or at the end of the
     * turn that runs. On an empty timeline it waits for the first prompt: nobody wants to find timelines in which nothing was
     * said. Of what waits only the last of each kind is kept. Safe beside a turn.
     */
    public void command(String text, Watcher watcher) throws IOException {
        lock.lock();
        try {
            if (running || timeline.blocks().isEmpty()) {
                waiting.removeIf(earlier -> earlier.split(" ", 2)[0].equals(text.split(" ", 2)[0]));
                waiting.add(text);
            } else {
                keep(text, watcher);
            }
        } finally {
            lock.unlock();
        }
    }

    private void keepWaiting(Watcher watcher) throws IOException {
        while (!waiting.isEmpty()) {
            keep(waiting.getFirst(), watcher);
            waiting.removeFirst();
        }
    }

    private void keep(String text, Watcher watcher) throws IOException {
        Recorder recorder = recorder(watcher, Optional.empty(), Optional.empty());
        try {
            for (Event.Durable event :
                    CommandTurn.events(text, timeline.nextTurn(), world.clock().instant())) {
                recorder.durable(event);
            }
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

    /**
     * Asks a prompt again, as if its first answer had never been given; the cache does not give it either. From then on the new
     * answer counts, once it is whole.
     */
    public Event.Outcome retry(Block.Input prompt, TurnSettings by, Stop stop, Watcher watcher) throws IOException {
        Asked asked = Asked.of(wall.prompt(prompt.text()), prompt.attachments(), contents);
        return run(world.afresh(), asked, Optional.of(prompt), by, stop, watcher);
    }

    /** Asks what another timeline asked, with the files that went with it. */
    public Event.Outcome repeat(Block.Input prompt, Stop stop, Watcher watcher) throws IOException {
        Asked asked = Asked.of(wall.prompt(prompt.text()), prompt.attachments(), contents);
        return run(world, asked, Optional.empty(), settings, stop, watcher);
    }

    /**
     * Asks for a summary of the conversation, which is told from then on in the place of it.
     *
     * @param instructions what it has to heed besides; empty for nothing
     */
    public Event.Outcome compact(String instructions, Stop stop, Watcher watcher) throws IOException {
        TurnSettings by = settings;
        String heed = wall.prompt(instructions);
        return run(world, Optional.empty(), by, stop, watcher, (turn, before) -> turn.compact(heed, before, by));
    }

    private Event.Outcome run(
            Turn.World in, Asked prompt, Optional<Block.Input> again, TurnSettings by, Stop stop, Watcher watcher)
            throws IOException {
        return run(
                in,
                again,
                by,
                stop,
                watcher,
                (turn, before) -> turn.run(prompt, before.messages(), before.remarks(), by, RouteHealth.of(timeline)));
    }

    private Event.Outcome run(
            Turn.World in, Optional<Block.Input> again, TurnSettings by, Stop stop, Watcher watcher, Asking asking)
            throws IOException {
        int number = begin(watcher);
        OptionalLong reach = Reach.tokens(by, in.models());
        Turn turn = new Turn(number, in, recorder(watcher, Optional.of(stop), again), stop);
        try {
            return asking.of(
                    turn,
                    again.map(earlier -> Conversation.again(earlier, timeline, reach, contents))
                            .orElseGet(() -> Conversation.of(number, timeline, reach, contents)));
        } finally {
            end(watcher);
        }
    }

    private int begin(Watcher watcher) throws IOException {
        lock.lock();
        try {
            keepWaiting(watcher);
            running = true;
            return timeline.nextTurn();
        } finally {
            lock.unlock();
        }
    }

    private void end(Watcher watcher) {
        lock.lock();
        try {
            running = false;
            abandonWhatIsLive();
            keepWaiting(watcher);
        } catch (IOException e) {
            // the turn itself is kept; what waits stays so, and the next turn begins with it or says why it cannot
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        journal.close();
    }

    /** @param again the prompt that is asked once more */
    private Recorder recorder(Watcher watcher, Optional<Stop> stop, Optional<Block.Input> again) {
        return new Recorder(this, Recorder.Keeping.in(journal), checkpoints, watcher, stop, again);
    }

    Instant now() {
        return world.clock().instant();
    }

    Wall wall() {
        return wall;
    }

    /** Something happened, and is on disk where it has to be. */
    void fold(Event event) {
        timeline = timeline.apply(event);
        if (event instanceof Event.Closed end) {
            telemetry.ifPresent(collector -> collector.turn(journal.id(), timeline, end));
        }
    }
}
