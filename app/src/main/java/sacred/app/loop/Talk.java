package sacred.app.loop;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import sacred.app.command.Commands;
import sacred.app.command.Desk;
import sacred.app.command.Reloading;
import sacred.app.command.ScreenRequest;
import sacred.app.edit.Attachments;
import sacred.app.edit.Candidate;
import sacred.app.edit.Completion;
import sacred.app.host.Sentence;
import sacred.app.secret.Suspicion;
import sacred.app.session.Reload;
import sacred.app.session.Session;
import sacred.app.session.Setup;
import sacred.app.session.TurnThread;
import sacred.cognition.Stop;
import sacred.cognition.TurnSettings;
import sacred.cognition.tool.Decision;
import sacred.timeline.Block;

/**
 * The session behind the screen: runs prompts and commands on virtual threads of their own and tells the inbox what happens.
 * What is submitted runs one after the other, because the loop submits only when nothing runs.
 */
final class Talk implements Effects, Desk {

    /** The command that the current thread runs, for what is said about it. */
    private static final ScopedValue<String> ABOUT = ScopedValue.newInstance();

    /** Longer than sealing what runs takes. */
    private static final long SEAL_MILLIS = 5_000;

    private final Setup begun;
    private final Reload reload;
    private final Consumer<Msg> inbox;
    private final Shelf shelf;
    private final Lists lists;
    private final Seeking seeking;
    private final AtomicReference<Stop> stop = new AtomicReference<>(new Stop());
    /** The answer that a tool waits for. */
    private final AtomicReference<CompletableFuture<Decision>> question =
            new AtomicReference<>(new CompletableFuture<>());

    private final Looking looking;
    private volatile Setup setup;
    private final Arrival arrival;
    private volatile CompletableFuture<Session> session;
    /** How many blocks it had when this run opened it. */
    private volatile int blocksBefore;

    private volatile Optional<Thread> worker = Optional.empty();

    Talk(Setup setup, Session session, Consumer<Msg> inbox, Shelf shelf) {
        this(setup, new Arrival(session, inbox), inbox, shelf);
    }

    Talk(Setup setup, Arrival arrival, Consumer<Msg> inbox, Shelf shelf) {
        this.begun = setup;
        this.setup = setup;
        this.reload = new Reload(setup, () -> arrival.session().join().settings());
        this.arrival = arrival;
        this.session = arrival.session();
        this.blocksBefore = opened().map(s -> s.timeline().blocks().size()).orElse(0);
        this.inbox = inbox;
        this.shelf = shelf;
        this.looking = new Looking(inbox);
        this.seeking = new Seeking(() -> this.setup.host(), inbox);
        this.lists = new Lists(() -> this.setup, this::session, inbox);
    }

    @Override
    public void run(Effect.OnSession effect) {
        switch (effect) {
            case Effect.Submit submit -> work(() -> line(submit.line()));
            case Effect.AskAgain again ->
                work(() -> retry(again.prompt(), session().settings()));
            case Effect.RunBeside beside ->
                Thread.ofVirtual().name("command").start(() -> guarded(() -> command(beside.line())));
            case Effect.Look look -> looking.run(look);
            case Effect.ReadOn _ ->
                arrival.begin(
                        setup,
                        opened -> blocksBefore = opened.timeline().blocks().size());
            case Effect.StopTurn _ -> stop();
            case Effect.Decide(Decision decision) -> question.get().complete(decision);
            case Effect.FillList fill -> session.thenRun(() -> lists.fill(fill.purpose()));
            case Effect.Find find -> seeking.look(find.query());
            case Effect.StopFinding _ -> seeking.stop();
            case Effect.Remember remember -> shelf.remember(remember.prompt());
            case Effect.KeepDraft draft -> shelf.keep(draft.text());
        }
    }

    /** Something that takes time and can be stopped. */
    private interface Body {
        void run() throws IOException, InterruptedException;
    }

    private void work(Body body) {
        stop.set(new Stop());
        worker = Optional.of(Thread.ofVirtual().name("line").start(() -> {
            guarded(body);
            inbox.accept(new Msg.Done());
        }));
    }

    private void guarded(Body body) {
        try {
            body.run();
        } catch (InterruptedException e) {
            say("Stopped.");
        } catch (CancellationException e) {
            // it waited for a timeline that was not opened, and the screen is being left
        } catch (IOException e) {
            say("✗ " + Sentence.of(e));
        } catch (RuntimeException | Error e) {
            setup.log().mistake("A line failed", e);
            say("✗ This is a bug in sacred, please report it: " + e);
        }
    }

    private void line(Line submitted) throws IOException, InterruptedException {
        String line = submitted.text();
        if (submitted.command()) {
            command(line);
            return;
        }
        Optional<Attachments.Ready> prompt = shelf.attached(submitted.prompt(), submitted.typed(), problem -> {
            say(problem);
            inbox.accept(new Msg.Refused(line, "not sent: " + problem));
        });
        Optional<Suspicion.Found> doubt = submitted.sure() ? Optional.empty() : prompt.flatMap(shelf::doubt);
        if (doubt.isPresent()) {
            inbox.accept(new Msg.Doubtful(submitted, doubt.get().sentence()));
        } else if (prompt.isPresent()) {
            Attachments.Ready ready = prompt.get();
            ready.remark().ifPresent(this::say);
            turn(line, () -> session().ask(ready.prompt(), ready.files(), stop.get(), teller()));
        }
    }

    private void command(String line) throws IOException, InterruptedException {
        try {
            ScopedValue.where(ABOUT, line).call(() -> {
                Commands.run(line, this);
                return null;
            });
        } catch (IOException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private void turn(String prompt, TurnThread.Body body) throws InterruptedException {
        Reloading.look(this);
        try {
            TurnThread.run(stop.get(), Optional.empty(), body);
        } catch (IOException e) {
            inbox.accept(new Msg.Abandoned(Sentence.of(e), prompt));
        } catch (RuntimeException | Error e) {
            setup.log().mistake("A turn failed", e);
            // nothing will close the turn, and a turn that stays live would hide every later one
            inbox.accept(new Msg.Abandoned(
                    setup.secrets().redact("This is a bug in sacred, please report it: " + e), prompt));
        }
    }

    private void stop() {
        setup.warmUp().cancel();
        stop.get().now(Stop.Reason.CANCELLED);
        if (!session.isDone()) {
            arrival.stop();
        } else if (opened().isPresent() && session().timeline().live().isEmpty()) {
            worker.ifPresent(Thread::interrupt);
        }
    }

    /** Ends what runs and waits until it is on disk, then releases the timeline. */
    void close() throws InterruptedException {
        stop();
        if (worker.isPresent()) {
            worker.get().join(SEAL_MILLIS);
        }
        arrival.close();
        shelf.close();
        opened().ifPresent(Session::close);
        if (setup != begun) {
            setup.close();
        }
    }

    /** What Tab offers. */
    Completion completion() {
        List<Candidate> commands = Commands.ALL.stream()
                .map(c -> new Candidate(c.name(), c.help(), !c.arguments().isEmpty()))
                .toList();
        FoundFiles files = new FoundFiles(Shelf.files(setup.host())::of, () -> inbox.accept(new Msg.FilesFound()));
        return new Completion(commands, command -> session.isDone() ? lists.arguments(command) : List.of(), files::of);
    }

    @Override
    public Setup setup() {
        return setup;
    }

    @Override
    public Reload reload() {
        return reload;
    }

    @Override
    public void reconfigure(Setup next, TurnSettings settings) {
        Setup before = setup;
        setup = next;
        session().reconfigure(next, settings);
        inbox.accept(new Msg.Switched(settings, ""));
        before.makeWayFor(next);
    }

    /** On the thread of a command or a turn; waits for one that is not there yet. */
    @Override
    public Session session() {
        return session.join();
    }

    /** Empty as long as its timeline is being read, and where it was not opened. */
    Optional<Session> opened() {
        return session.isDone() && !session.isCancelled() ? Optional.of(session.join()) : Optional.empty();
    }

    int blocksBefore() {
        return blocksBefore;
    }

    @Override
    public void goOnWith(Session next) {
        session().close();
        session = CompletableFuture.completedFuture(next);
        blocksBefore = next.timeline().blocks().size();
        inbox.accept(new Msg.Opened(Welcome.story(setup, next)));
        inbox.accept(new Msg.Switched(next.settings(), ""));
    }

    @Override
    public void say(String line) {
        inbox.accept(new Msg.Said(ABOUT.orElse(""), setup.secrets().redact(line)));
    }

    @Override
    public void switchTo(TurnSettings next, String command, String sentence) {
        session().settings(next);
        inbox.accept(new Msg.Switched(next, sentence));
        try {
            session().command(command, teller());
        } catch (IOException e) {
            inbox.accept(new Msg.Abandoned("It is in force, but the timeline does not know: " + Sentence.of(e), ""));
        }
    }

    @Override
    public void retry(Block.Input prompt, TurnSettings by) throws InterruptedException {
        turn(prompt.text(), () -> session().retry(prompt, by, stop.get(), teller()));
    }

    @Override
    public void compact(String instructions) throws InterruptedException {
        turn("", () -> session().compact(instructions, stop.get(), teller()));
    }

    @Override
    public boolean onScreen(ScreenRequest request) {
        inbox.accept(new Msg.Requested(request));
        return true;
    }

    /** What runs is stopped as every line is. */
    @Override
    public void onInterrupt(Runnable stop) {}

    @Override
    public void quit() {
        inbox.accept(new Msg.Gone());
    }

    private Teller teller() {
        return new Teller(inbox, question, this::say);
    }
}
