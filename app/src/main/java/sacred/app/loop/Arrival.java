package sacred.app.loop;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import sacred.app.session.Resuming;
import sacred.app.session.Session;
import sacred.app.session.Setup;
import sacred.app.view.Story;
import sacred.app.view.Unread;
import sacred.timeline.journal.Ulid;

/**
 * The session that the screen begins with. That of a large timeline is on its way: the timeline is read on a thread of its own
 * while its end is on the screen, with its progress told to the inbox. Who needs the session waits for it; where it does not come,
 * because the user left or the file cannot be opened, those who wait are cancelled and the screen is left.
 */
final class Arrival {

    /** Longer than a disk takes for a few megabytes; one that hangs must not keep a user here. */
    private static final long STOP_MILLIS = 5_000;

    private final Optional<Resuming> timeline;
    private final Consumer<Msg> inbox;
    private final Story end;
    private final CompletableFuture<Session> session;
    private Optional<Thread> reading = Optional.empty();
    private volatile boolean stopped;
    private volatile Unread now;
    private volatile Optional<Exception> failure = Optional.empty();

    /** Of one that is open. */
    Arrival(Session session, Consumer<Msg> inbox) {
        this.timeline = Optional.empty();
        this.inbox = inbox;
        this.now = new Unread(0, 0);
        this.end = Story.ending("", session.timeline(), now);
        this.session = CompletableFuture.completedFuture(session);
    }

    Arrival(Resuming timeline, Consumer<Msg> inbox) throws IOException {
        this.timeline = Optional.of(timeline);
        this.inbox = inbox;
        this.now = new Unread(timeline.bytes() - timeline.unread(), timeline.bytes());
        this.end = Story.ending(Ulid.shortened(timeline.id()), timeline.end(), now);
        this.session = new CompletableFuture<>();
    }

    /** What can be seen until it is there. */
    Story end() {
        return end;
    }

    CompletableFuture<Session> session() {
        return session;
    }

    /**
     * On the loop's thread, once there is something on the screen.
     *
     * @param first is told before anybody else
     */
    void begin(Setup setup, Consumer<Session> first) {
        reading =
                timeline.map(resuming -> Thread.ofVirtual().name("reading").start(() -> read(resuming, setup, first)));
    }

    private void read(Resuming resuming, Setup setup, Consumer<Session> first) {
        try {
            Session opened = resuming.open(this::scanned);
            first.accept(opened);
            session.complete(opened);
            inbox.accept(new Msg.Arrived(Welcome.story(setup, opened), end.before(opened.timeline())));
            inbox.accept(new Msg.Switched(opened.settings(), ""));
            greet(setup, opened, inbox);
            inbox.accept(new Msg.Done());
        } catch (IOException | RuntimeException e) {
            failed(e);
        } catch (OutOfMemoryError e) {
            failed(new IOException(resuming.file() + " needs more memory than there is.", e));
        }
    }

    private void failed(Exception e) {
        failure = stopped ? Optional.empty() : Optional.of(e);
        session.cancel(false);
        inbox.accept(new Msg.Gone());
    }

    /** What is to be known of a timeline that was opened; its model is loaded meanwhile. */
    static void greet(Setup setup, Session opened, Consumer<Msg> inbox) {
        opened.notes().forEach(note -> inbox.accept(new Msg.Said("", "note: " + note)));
        setup.warmUp(opened.settings().format(), line -> inbox.accept(new Msg.Said("", line)));
    }

    private void scanned(long upTo) throws IOException {
        if (stopped) {
            throw new InterruptedIOException("stopped by the user");
        }
        Unread next = new Unread(upTo, now.of());
        if (next.percent() != now.percent()) {
            now = next;
            inbox.accept(new Msg.Progressed(next));
        }
    }

    /** Ends the reading at once; what is already open stays so. */
    void stop() {
        stopped = true;
    }

    /** Waits until nothing is read any more, within reason. The session, where it came, is open still. */
    void close() throws InterruptedException {
        stop();
        if (reading.isPresent()) {
            reading.get().join(STOP_MILLIS);
        } else if (!session.isDone()) {
            timeline.ifPresent(Resuming::close);
            session.cancel(false);
        }
    }

    /** Why there is no session, where that is no wish of the user. */
    void rethrow() throws IOException {
        switch (failure.orElse(null)) {
            case null -> {}
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Exception e -> throw new IllegalStateException(e);
        }
    }

    /** What a user is told who left before it was open. */
    String farewell() {
        return timeline.map(Resuming::file).orElseThrow().getFileName() + " was not opened: " + now.words()
                + " was stopped. Nothing in it was changed, and a prompt that waited for it is here again next time.";
    }
}
