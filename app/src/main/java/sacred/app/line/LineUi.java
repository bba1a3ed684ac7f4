package sacred.app.line;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.LongSupplier;
import sacred.app.command.Commands;
import sacred.app.command.Desk;
import sacred.app.command.Reloading;
import sacred.app.command.ScreenRequest;
import sacred.app.config.ConfigException;
import sacred.app.edit.Attachments;
import sacred.app.edit.FileNames;
import sacred.app.host.Host;
import sacred.app.host.Output;
import sacred.app.host.Sentence;
import sacred.app.secret.Suspicion;
import sacred.app.session.Reload;
import sacred.app.session.Resumed;
import sacred.app.session.Session;
import sacred.app.session.Setup;
import sacred.app.session.Target;
import sacred.app.session.TurnThread;
import sacred.app.session.Watcher;
import sacred.cognition.Stop;
import sacred.cognition.TurnSettings;
import sacred.providers.ProviderKind;
import sacred.timeline.Block;
import sacred.timeline.Event;
import sacred.timeline.journal.JournalException;
import sacred.timeline.journal.Ulid;

/** The REPL without a full screen: prompts and slash commands, line by line, until the user leaves. */
public final class LineUi implements Desk {

    private static final long SECOND_PRESS_NANOS = 1_000_000_000L;
    /** So many characters of an id are enough to name a timeline. */
    private static final int ID_END = 6;

    private final Setup begun;
    private final Reload reload;
    private final LineSource lines;
    private Setup setup;
    private Session session;
    private boolean leaving;

    private LineUi(Setup setup, Session session, LineSource lines) {
        this.begun = setup;
        this.setup = setup;
        TurnSettings first = session.settings();
        this.reload = new Reload(setup, () -> first);
        this.session = session;
        this.lines = lines;
    }

    /** Runs until the end of the input or {@code /quit}; the result is the exit code. */
    public static int run(Setup setup, Session session) throws IOException, InterruptedException {
        Host host = setup.host();
        boolean typed = host.stdinIsTerminal() && host.out().terminal();
        try (LineSource lines = typed && !host.dumb() ? TypedLines.open(setup) : plain(host, typed)) {
            LineUi ui = new LineUi(setup, session, lines);
            ui.greet();
            if (typed) {
                setup.warmUp(session.settings().format(), lines::beside);
            }
            ui.loop();
            ui.leave();
        }
        return 0;
    }

    /** Opens and closes the line editor over a terminal without a screen: for the training of the start. */
    public static void rehearse(Host host) throws IOException, ConfigException, InterruptedException {
        Target target = new Target(Optional.empty(), Optional.empty(), false, true);
        InputStream typed = new ByteArrayInputStream("/help\r/quit\r".getBytes(StandardCharsets.UTF_8));
        try (Setup setup = Setup.of(host, Optional.empty());
                LineSource lines = TypedLines.rehearsal(setup, typed)) {
            LineUi ui = new LineUi(setup, setup.open(target, setup.settings()), lines);
            ui.greet();
            ui.loop();
            ui.leave();
        }
    }

    private static LineSource plain(Host host, boolean typed) {
        return new PipedLines(host.in(), host.out(), typed ? TypedLines.PROMPT : "");
    }

    private void leave() {
        boolean anythingAsked = !session.timeline().blocks().isEmpty();
        String id = session.journal().id();
        if (anythingAsked && session.journal().file().isPresent()) {
            say("To go on: sacred -r " + Ulid.shortened(session.journal().id()));
        }
        session.close();
        if (setup != begun) {
            setup.close();
        }
    }

    private void greet() {
        say("sacred " + Host.VERSION + " · " + session.settings().format() + " answers · /help");
        if (session.settings().format().provider().equals(ProviderKind.BUILTIN.wire())) {
            say("No language model is configured. The built-in engine calculates, converts, counts days and"
                    + " searches your");
            say("timelines. For a model: start Ollama, or set ANTHROPIC_API_KEY, OPENAI_API_KEY, GEMINI_API_KEY,");
            say("MISTRAL_API_KEY or GROQ_API_KEY.");
        }
        Resumed.sentence(session.timeline()).ifPresent(this::say);
        session.notes().forEach(note -> say("note: " + note));
        setup.config().notes().forEach(note -> say("note: " + note));
    }

    private void loop() throws IOException, InterruptedException {
        LongSupplier nanos = setup.host().nanos();
        Optional<Long> pressedAt = Optional.empty();
        while (!leaving && !setup.host().out().broken()) {
            switch (lines.next()) {
                case LineSource.End _ -> leaving = true;
                case LineSource.Interrupted(String typed) -> {
                    setup.warmUp().cancel();
                    long now = nanos.getAsLong();
                    leaving = typed.isEmpty() && pressedAt.isPresent() && now - pressedAt.get() < SECOND_PRESS_NANOS;
                    if (!leaving && typed.isEmpty()) {
                        say("Ctrl+C again leaves.");
                    }
                    pressedAt = Optional.of(now);
                }
                case LineSource.Line(String text) -> line(text.strip());
            }
        }
    }

    private void line(String text) throws IOException, InterruptedException {
        if (text.isEmpty()) {
            return;
        }
        if (Commands.isCommand(text)) {
            Commands.run(text, this);
        } else {
            ask(text.startsWith("//") ? text.substring(1) : text);
        }
    }

    private void ask(String prompt) throws InterruptedException {
        switch (new Attachments(FileNames.here(setup.host().env())).of(prompt)) {
            case Attachments.Refused refused -> say(refused.sentence());
            case Attachments.Ready ready -> {
                ready.remark().ifPresent(this::say);
                if (!doubted(ready)) {
                    turn(stop -> session.ask(prompt, ready.files(), stop, watcher()));
                }
            }
        }
    }

    /** Whether there is something like a secret in it and the user does not want it sent. */
    private boolean doubted(Attachments.Ready ready) {
        Suspicion suspicion = new Suspicion(setup.secrets());
        Optional<Suspicion.Found> found = suspicion
                .inPrompt(ready.prompt())
                .or(() -> ready.files().stream()
                        .flatMap(file -> suspicion.in(file.text(), "An attached file").stream())
                        .findFirst());
        return found.isPresent() && !lines.confirmed(found.get().sentence() + " Send it? [y/N] ");
    }

    /** A turn that can be stopped. */
    @FunctionalInterface
    private interface Asking {
        Event.Outcome until(Stop stop) throws IOException;
    }

    private void turn(Asking asking) throws InterruptedException {
        Reloading.look(this);
        Stop stop = new Stop();
        lines.onInterrupt(() -> stop.now(Stop.Reason.CANCELLED));
        try {
            TurnThread.run(stop, Optional.empty(), () -> asking.until(stop));
            leaving |= stop.reason().equals(Optional.of(Stop.Reason.TERMINATED));
        } catch (JournalException e) {
            say(e.getMessage());
        } catch (IOException e) {
            say("This turn could not be saved: " + Sentence.of(e));
        }
    }

    private TurnLines watcher() {
        return new TurnLines(out(), setup.host().zone(), lines);
    }

    private Output out() {
        return setup.host().out();
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
        session.reconfigure(next, settings);
        before.makeWayFor(next);
    }

    @Override
    public Session session() {
        return session;
    }

    @Override
    public void goOnWith(Session next) {
        session.close();
        session = next;
    }

    @Override
    public void say(String line) {
        out().safeLine(line);
    }

    @Override
    public void retry(Block.Input prompt, TurnSettings by) throws InterruptedException {
        turn(stop -> session.retry(prompt, by, stop, watcher()));
    }

    @Override
    public void compact(String instructions) throws InterruptedException {
        turn(stop -> session.compact(instructions, stop, watcher()));
    }

    @Override
    public void switchTo(TurnSettings next, String command, String sentence) throws IOException {
        session.settings(next);
        session.command(command, Watcher.NOBODY);
        say(sentence);
    }

    @Override
    public boolean onScreen(ScreenRequest request) {
        return false;
    }

    @Override
    public void onInterrupt(Runnable stop) {
        lines.onInterrupt(stop);
    }

    @Override
    public void quit() {
        leaving = true;
    }
}
