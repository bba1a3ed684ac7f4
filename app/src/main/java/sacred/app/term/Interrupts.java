package sacred.app.term;

import org.jline.utils.Signals;

/** What Ctrl-C does, where no line editor owns the keyboard. */
public final class Interrupts {

    private Interrupts() {}

    /** From now on SIGINT runs the action, on a thread of the JVM's own. */
    public static void on(Runnable action) {
        Signals.register("INT", action);
    }

    /** From now on SIGINT ends the program, as it does where nobody asked for anything else. */
    public static void endTheProgram() {
        Signals.registerDefault("INT");
    }
}
