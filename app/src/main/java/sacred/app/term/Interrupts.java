package sacred.app.term;

import org.jline.utils.Signals;

/** Ctrl-C as a callback instead of the end of the program. */
public final class Interrupts {

    private Interrupts() {}

    /** From now on SIGINT runs the action, on a thread of the JVM's own. */
    public static void on(Runnable action) {
        Signals.register("INT", action);
    }
}
