package sacred.app.term;

import java.io.IOException;
import java.io.UncheckedIOException;
import sacred.app.text.Frame;
import sacred.app.text.Size;

/** A window whose frames are what a rehearsal acts on. */
record RehearsedWindow(Window window, Rehearsal rehearsal) implements Window {

    @Override
    public Size size() {
        return window.size();
    }

    @Override
    public void draw(Frame frame) {
        window.draw(frame);
        try {
            rehearsal.shown(frame);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void redraw() {
        window.redraw();
    }

    @Override
    public boolean copy(String text) {
        return window.copy(text);
    }

    @Override
    public void mouse(boolean on) {
        window.mouse(on);
    }

    @Override
    public void bell() {
        window.bell();
    }

    @Override
    public void suspend() throws IOException, InterruptedException {
        window.suspend();
    }

    @Override
    public void outside(Action action) throws IOException, InterruptedException {
        window.outside(action);
    }

    @Override
    public void close() {
        window.close();
    }
}
