package sacred.app.term;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import sacred.app.edit.Input;
import sacred.app.text.Size;

/** Opens the full screen on the terminal that the program was started on. */
public final class FullScreen {

    private FullScreen() {}

    /**
     * What the terminal can do and what of it is wanted.
     *
     * @param askBackground whether to ask for the colour of the background; the answer comes, if it comes, as an input
     */
    public record Options(Colors colors, boolean mouse, boolean askBackground) {

        /** What the environment says about the terminal. */
        public static Options of(Map<String, String> env, boolean mouse, boolean askBackground) {
            String term = env.getOrDefault("TERM", "");
            boolean answers = !term.isEmpty() && !term.equals("dumb") && !term.equals("linux");
            return new Options(Colors.of(env), mouse, askBackground && answers);
        }
    }

    /**
     * Takes over the terminal until the window is closed, the program is told to end, or an exception ends one of its threads;
     * in each case the terminal is as it was before anything else is printed.
     *
     * @param inputs gets everything that is typed, in order, on a thread of its own
     * @param resized gets the new size, on any thread
     * @param ended is told once that there is nobody to type or to look any more: the terminal has gone (empty), or an
     *     exception has closed the window
     * @throws IOException where standard input or output is no terminal
     */
    public static Window open(
            Consumer<Input> inputs, Consumer<Size> resized, Consumer<Optional<Throwable>> ended, Options options)
            throws IOException {
        return over(JLineTty.open(), inputs, resized, ended, options);
    }

    /**
     * What somebody types once something has been shown.
     *
     * @param shown a part of a frame
     */
    public record Cue(String shown, String types) {}

    /** The same on a terminal that only pretends to be one. */
    public static Window rehearse(
            List<Cue> cues, Consumer<Input> inputs, Consumer<Size> resized, Consumer<Optional<Throwable>> ended)
            throws IOException {
        Rehearsal rehearsal = new Rehearsal(cues);
        Options options = new Options(Colors.SIXTEEN, true, true);
        return new RehearsedWindow(over(rehearsal, inputs, resized, ended, options), rehearsal);
    }

    private static Window over(
            Tty tty,
            Consumer<Input> inputs,
            Consumer<Size> resized,
            Consumer<Optional<Throwable>> ended,
            Options options)
            throws IOException {
        AtomicBoolean told = new AtomicBoolean();
        Consumer<Optional<Throwable>> once = why -> {
            if (told.compareAndSet(false, true)) {
                ended.accept(why);
            }
        };
        LastResort lastResort = new LastResort(once);
        OpenWindow window =
                new OpenWindow(tty, inputs, resized, () -> once.accept(Optional.empty()), options, lastResort::remove);
        lastResort.install(window);
        try {
            window.open();
        } catch (IOException | RuntimeException e) {
            window.close();
            throw e;
        }
        return window;
    }
}
