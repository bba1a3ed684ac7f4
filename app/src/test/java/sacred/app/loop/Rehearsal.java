package sacred.app.loop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Predicate;
import sacred.app.edit.Input;
import sacred.app.edit.Input.Key;
import sacred.app.edit.Input.Name;
import sacred.app.term.FullScreen;
import sacred.app.term.Window;
import sacred.app.text.Frame;
import sacred.app.text.Size;

/**
 * A window without a terminal, before which somebody sits who waits to see something and then types. What is typed is sent
 * while the frame is drawn, so that nobody ever waits for time.
 */
final class Rehearsal implements Window, ScreenUi.Opener {

    private record Cue(Predicate<String> seen, List<Input> inputs) {}

    private final Size size;
    private final Queue<Cue> cues = new ArrayDeque<>();
    private Consumer<Input> keyboard;
    /** Every frame that was drawn. */
    final List<Frame> frames = new ArrayList<>();

    final List<String> copied = new ArrayList<>();

    Rehearsal(Size size) {
        this.size = size;
    }

    /** Once the screen is like that, types a line and sends it. */
    Rehearsal submits(Predicate<String> seen, String line) {
        List<Input> inputs = new ArrayList<>();
        line.codePoints().forEach(c -> inputs.add(Key.typed(Character.toString(c))));
        inputs.add(Key.of(Name.ENTER));
        cues.add(new Cue(seen, inputs));
        return this;
    }

    /** Once the screen is like that, presses a key. */
    Rehearsal presses(Predicate<String> seen, Key key) {
        cues.add(new Cue(seen, List.of(key)));
        return this;
    }

    @Override
    public Window open(
            Consumer<Input> inputs,
            Consumer<Size> resized,
            Consumer<Optional<Throwable>> ended,
            FullScreen.Options options) {
        keyboard = inputs;
        return this;
    }

    @Override
    public void draw(Frame frame) {
        frames.add(frame);
        Cue cue = cues.peek();
        if (cue != null && cue.seen().test(text(frame))) {
            cues.remove();
            cue.inputs().forEach(keyboard);
        }
    }

    static String text(Frame frame) {
        StringBuilder all = new StringBuilder();
        frame.rows().forEach(row -> all.append(row.text().stripTrailing()).append('\n'));
        return all.toString();
    }

    @Override
    public Size size() {
        return size;
    }

    @Override
    public void redraw() {}

    @Override
    public boolean copy(String text) {
        return copied.add(text);
    }

    @Override
    public void mouse(boolean on) {}

    @Override
    public void bell() {}

    @Override
    public void suspend() {}

    @Override
    public void outside(Action action) {
        throw new IllegalStateException("nobody opens an editor here");
    }

    @Override
    public void close() {}
}
