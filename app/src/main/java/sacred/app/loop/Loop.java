package sacred.app.loop;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import sacred.app.edit.ExternalEditor;
import sacred.app.host.Sentence;
import sacred.app.term.Window;
import sacred.app.view.LiveView;

/**
 * The one thread that owns the state and the window: takes what is in the inbox, updates message by message, draws once.
 * Other threads only add to the inbox, which has no bound: a turn that is being stopped must never wait for a slow screen.
 * Draws at most every {@value #FRAME_MS} ms, but what was typed is drawn at once. Nothing is ever dropped, only drawn
 * together. While nothing moves the thread sleeps.
 */
final class Loop {

    private static final long FRAME_MS = 16;

    private final Window window;
    private final BlockingQueue<Msg> inbox;
    private final Update update;
    private final Screen screen;
    private final Effects effects;
    private final ExternalEditor editor;
    private final LongSupplier nanos;
    private State state;
    private boolean leaving;
    private boolean dirty = true;
    private long drawnMs = Long.MIN_VALUE / 2;

    Loop(
            Window window,
            BlockingQueue<Msg> inbox,
            Screen screen,
            Update update,
            Effects effects,
            ExternalEditor editor,
            LongSupplier nanos,
            State first) {
        this.window = window;
        this.inbox = inbox;
        this.update = update;
        this.screen = screen;
        this.effects = effects;
        this.editor = editor;
        this.nanos = nanos;
        this.state = first;
    }

    /** Runs until the user leaves; the result is what was on the screen last. */
    State run() throws InterruptedException {
        draw();
        while (!leaving) {
            turnOnce();
        }
        return state;
    }

    private void turnOnce() throws InterruptedException {
        List<Msg> batch = new ArrayList<>();
        Msg first = next();
        batch.add(first);
        inbox.drainTo(batch);
        boolean typed = false;
        for (Msg msg : batch) {
            typed |= msg instanceof Msg.Typed;
            step(msg);
            if (leaving) {
                return;
            }
        }
        dirty = true;
        if (typed || nowMs() - drawnMs >= FRAME_MS) {
            draw();
        }
    }

    /** The next message; a tick when something moves or a frame is due. */
    private Msg next() throws InterruptedException {
        long wait = dirty ? Math.max(0, drawnMs + FRAME_MS - nowMs()) : state.moves() ? pace() : Long.MAX_VALUE;
        if (wait == Long.MAX_VALUE) {
            return inbox.take();
        }
        return Optional.ofNullable(inbox.poll(wait, TimeUnit.MILLISECONDS)).orElseGet(Msg.Tick::new);
    }

    /** A replay moves with its script, everything else with the clocks on the screen. */
    private long pace() {
        return state.replay().isPresent() ? FRAME_MS : LiveView.STEP_MS;
    }

    private void step(Msg msg) throws InterruptedException {
        Step step = update.apply(state.at(nowMs()), msg);
        state = step.state();
        for (Effect effect : step.effects()) {
            switch (effect) {
                case Effect.OnSession onSession -> effects.run(onSession);
                case Effect.OnWindow onWindow -> onWindow(onWindow);
            }
        }
    }

    private void onWindow(Effect.OnWindow effect) throws InterruptedException {
        switch (effect) {
            case Effect.Copy copy -> copy(copy);
            case Effect.Mouse mouse -> window.mouse(mouse.on());
            case Effect.Redraw _ -> window.redraw();
            case Effect.Suspend _ -> suspend();
            case Effect.Edit edit -> edit(edit);
            case Effect.Leave _ -> leaving = true;
        }
    }

    /** What was said of it too early is taken back before anybody sees it. */
    private void copy(Effect.Copy copy) throws InterruptedException {
        if (!window.copy(copy.text())) {
            step(new Msg.Failed("not copied: too long for the clipboard of a terminal; e opens a block in the editor"));
        }
    }

    private void suspend() throws InterruptedException {
        try {
            window.suspend();
        } catch (IOException e) {
            inbox.add(new Msg.Failed("This terminal cannot suspend: " + Sentence.of(e)));
        }
        inbox.add(new Msg.Resized(window.size()));
    }

    private void edit(Effect.Edit edit) throws InterruptedException {
        try {
            window.outside(() -> {
                ExternalEditor.Edited result = editor.edit(edit.text());
                if (result.problem().isPresent()) {
                    inbox.add(new Msg.Failed(result.problem().get()));
                } else if (!edit.readOnly()) {
                    inbox.add(new Msg.Edited(result.text()));
                }
            });
        } catch (IOException e) {
            inbox.add(new Msg.Failed("The editor could not run: " + Sentence.of(e)));
        }
        inbox.add(new Msg.Resized(window.size()));
    }

    private void draw() {
        window.draw(screen.frame(state));
        drawnMs = nowMs();
        dirty = false;
        if (Doubting.unseen(state)) {
            // behind everything that was typed before it could be seen
            inbox.add(new Msg.Shown());
        }
    }

    private long nowMs() {
        return nanos.getAsLong() / 1_000_000;
    }
}
