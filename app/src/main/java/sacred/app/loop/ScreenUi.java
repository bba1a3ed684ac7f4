package sacred.app.loop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import sacred.app.config.KnownSecrets;
import sacred.app.edit.Completion;
import sacred.app.edit.ExternalEditor;
import sacred.app.edit.Input;
import sacred.app.host.Host;
import sacred.app.replay.Playback;
import sacred.app.secret.Suspicion;
import sacred.app.session.Resuming;
import sacred.app.session.Session;
import sacred.app.session.Setup;
import sacred.app.term.FullScreen;
import sacred.app.term.Window;
import sacred.app.text.Size;
import sacred.app.text.Theme;
import sacred.app.view.PlainView;
import sacred.app.view.Story;
import sacred.app.view.StoryRows;
import sacred.timeline.Block;
import sacred.timeline.Timeline;
import sacred.timeline.journal.Progress;
import sacred.timeline.journal.Ulid;

/** The program on the full screen: the REPL, or a replay. Returns when the user leaves, with the terminal as it was. */
public final class ScreenUi {

    /** What is printed of the run when the screen is left, at most. */
    private static final int TRANSCRIPT_LINES = 200;

    private ScreenUi() {}

    /** Where a window comes from; the terminal, but for rehearsals and tests. */
    @FunctionalInterface
    public interface Opener {
        Window open(
                Consumer<Input> inputs,
                Consumer<Size> resized,
                Consumer<Optional<Throwable>> ended,
                FullScreen.Options options)
                throws IOException;
    }

    /** The REPL; the result is the exit code. */
    public static int run(Setup setup, Session session, Opener opener) throws IOException, InterruptedException {
        BlockingQueue<Msg> inbox = new LinkedBlockingQueue<>();
        Shelf shelf = shelf(setup, inbox);
        Talk talk = new Talk(setup, session, inbox::add, shelf);
        run(setup, talk, shelf, inbox, opener, state -> {
            Arrival.greet(setup, session, inbox::add);
            return state.with(Welcome.story(setup, session)).with(session.settings());
        });
        transcript(setup.host(), talk.session(), talk.blocksBefore());
        return 0;
    }

    /** The same, over a large timeline: its end is on the screen before it has been read, if there is much to read. */
    public static int run(Setup setup, Resuming resuming, Opener opener) throws IOException, InterruptedException {
        if (resuming.unread() < resuming.worthBytes()) {
            return run(setup, resuming.open(Progress.UNTOLD), opener);
        }
        BlockingQueue<Msg> inbox = new LinkedBlockingQueue<>();
        Shelf shelf = shelf(setup, inbox);
        Arrival arrival = new Arrival(resuming, inbox::add);
        Talk talk = new Talk(setup, arrival, inbox::add, shelf);
        run(setup, talk, shelf, inbox, opener, state -> {
            inbox.add(new Msg.Begun());
            return state.with(arrival.end()).with(Work.NONE.start(""));
        });
        arrival.rethrow();
        talk.opened()
                .ifPresentOrElse(
                        session -> transcript(setup.host(), session, talk.blocksBefore()),
                        () -> setup.host().out().safeLine(arrival.farewell()));
        return 0;
    }

    private static Shelf shelf(Setup setup, BlockingQueue<Msg> inbox) {
        Suspicion suspicion = new Suspicion(setup.secrets());
        return new Shelf(setup.host(), suspicion, line -> inbox.add(new Msg.Said("", line)));
    }

    /** @param begun what it begins with, once there is a window */
    private static void run(
            Setup setup, Talk talk, Shelf shelf, BlockingQueue<Msg> inbox, Opener opener, UnaryOperator<State> begun)
            throws IOException, InterruptedException {
        Host host = setup.host();
        Failure failure = new Failure(inbox);
        State.Look look =
                look(host, setup.config().ui().theme(), setup.config().ui().mouse());
        try (Window window = opener.open(
                        input -> inbox.add(new Msg.Typed(input)),
                        size -> inbox.add(new Msg.Resized(size)),
                        failure,
                        FullScreen.Options.of(host.env(), look.mouse(), look.auto()));
                ConfigWatch _ = new ConfigWatch(talk)) {
            Story nothing = Story.of("", Timeline.EMPTY, List.of());
            State first = begun.apply(State.begin(window.size(), look, nothing, now(host))
                    .with(shelf.prompt(note -> inbox.add(new Msg.Said("", note)))));
            setup.config().notes().forEach(note -> inbox.add(new Msg.Said("", "note: " + note)));
            Screen screen = new Screen(new StoryRows(host.zone()));
            ExternalEditor editor = new ExternalEditor(setup.secrets().without(host.env()));
            Update update = new Update(screen, talk.completion(), shelf.suspicion());
            new Loop(window, inbox, screen, update, talk, editor, host.nanos(), first).run();
        } finally {
            talk.close();
        }
        failure.rethrow();
    }

    /** Plays a saved timeline; knows no provider and asks nobody. */
    public static int replay(Host host, String name, Playback playback, Opener opener)
            throws IOException, InterruptedException {
        BlockingQueue<Msg> inbox = new LinkedBlockingQueue<>();
        Failure failure = new Failure(inbox);
        State.Look look = look(host, "auto", true);
        try (Window window = opener.open(
                input -> inbox.add(new Msg.Typed(input)),
                size -> inbox.add(new Msg.Resized(size)),
                failure,
                FullScreen.Options.of(host.env(), true, look.auto()))) {
            Story story = Story.of(name, Timeline.EMPTY, List.of());
            State first = State.begin(window.size(), look, story, now(host))
                    .with(playback)
                    .ticked();
            Screen screen = new Screen(new StoryRows(host.zone()));
            ExternalEditor editor =
                    new ExternalEditor(KnownSecrets.in(host.env()).without(host.env()));
            Effects nothingButLooking = new Looking(inbox::add);
            Update update =
                    new Update(screen, new Completion(List.of(), _ -> List.of(), _ -> List.of()), Suspicion.OF_SHAPES);
            new Loop(window, inbox, screen, update, nothingButLooking, editor, host.nanos(), first).run();
        }
        failure.rethrow();
        return 0;
    }

    private static long now(Host host) {
        return host.nanos().getAsLong() / 1_000_000;
    }

    private static State.Look look(Host host, String theme, boolean mouse) {
        boolean colours = host.env().getOrDefault("NO_COLOR", "").isEmpty();
        Theme wanted = Theme.valueOf(theme.toUpperCase(Locale.ROOT));
        return new State.Look(colours ? wanted : Theme.MONO, colours && wanted == Theme.AUTO, mouse);
    }

    /** On the normal screen: what was said in this run, or its end, and the way back. */
    private static void transcript(Host host, Session session, int before) {
        Timeline timeline = session.timeline();
        List<Block> blocks = timeline.blocks();
        List<String> lines = new ArrayList<>();
        for (Block block : blocks.subList(Math.min(before, blocks.size()), blocks.size())) {
            if (block instanceof Block.Input || block instanceof Block.Error) {
                lines.addAll(PlainView.head(block, host.zone()));
                lines.addAll(PlainView.notes(block));
            }
            String answer =
                    block instanceof Block.Format ? block.text() : block instanceof Block.Error e ? e.partial() : "";
            answer.lines().forEach(lines::add);
        }
        lines.subList(Math.max(0, lines.size() - TRANSCRIPT_LINES), lines.size())
                .forEach(host.out()::safeLine);
        if (!blocks.isEmpty() && session.journal().file().isPresent()) {
            host.out().safeLine("To go on: sacred -r " + name(host, session));
        }
    }

    /** What finds the timeline again: the end of its id among the others, its path anywhere else. */
    private static String name(Host host, Session session) {
        Path file = session.journal().file().orElseThrow().toAbsolutePath();
        return host.timelines().toAbsolutePath().equals(file.getParent())
                ? Ulid.shortened(session.journal().id())
                : file.toString();
    }

    /** Why the terminal has gone, when it was a mistake of ours. */
    private static final class Failure implements Consumer<Optional<Throwable>> {
        private final BlockingQueue<Msg> inbox;
        private volatile Throwable why;

        Failure(BlockingQueue<Msg> inbox) {
            this.inbox = inbox;
        }

        @Override
        public void accept(Optional<Throwable> reason) {
            why = reason.orElse(null);
            inbox.add(new Msg.Gone());
        }

        void rethrow() {
            if (why != null) {
                throw new IllegalStateException("the screen failed: " + why, why);
            }
        }
    }
}
