package sacred.app.term;

import java.io.IOException;
import sacred.app.text.Frame;
import sacred.app.text.Size;

/**
 * The full screen of a terminal. The methods are called by one thread, the one that owns what is shown, except where said.
 * None fails because the terminal has gone: that is told once, and from then on nothing is written.
 */
public interface Window extends AutoCloseable {

    /** What is done while the screen belongs to another program. */
    @FunctionalInterface
    interface Action {
        void run() throws IOException, InterruptedException;
    }

    /** As of now; safe for every thread. */
    Size size();

    /** Shows the frame: one write of what differs from the frame before, and none when nothing does. */
    void draw(Frame frame);

    /** Shows the last frame again as a whole, over whatever else may be on the screen. */
    void redraw();

    /** Puts the text on the user's clipboard, if the terminal allows it; false when it is too long for one. */
    boolean copy(String text);

    /** Whether clicks and the wheel are ours; if not, the terminal selects text with them. */
    void mouse(boolean on);

    void bell();

    /** Stops the program for the shell, and shows the last frame again when it is continued. */
    void suspend() throws IOException, InterruptedException;

    /**
     * Runs the action on the normal screen with the settings of the shell, and comes back. Blocks until the action ends; keys
     * typed in between are not ours.
     */
    void outside(Action action) throws IOException, InterruptedException;

    /** Leaves the terminal as it was. Safe for every thread, again and again; does not block for longer than a second. */
    @Override
    void close();
}
