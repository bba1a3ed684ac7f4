package sacred.app.command;

import sacred.app.session.Reload;

/** Brings a configuration file that was changed while the program runs into force, and tells the user. */
public final class Reloading {

    private Reloading() {}

    /** Before a turn, and now and then: nothing is said when nothing has changed. */
    public static void look(Desk desk) {
        // one after the other: what a look compares with is what the one before has put into force
        synchronized (desk.reload()) {
            take(desk, desk.reload().look(desk.setup(), desk.session().settings()));
        }
    }

    /** {@code /config reload}. */
    static void byHand(Desk desk) {
        synchronized (desk.reload()) {
            Reload.Found found =
                    desk.reload().again(desk.setup(), desk.session().settings());
            if (found instanceof Reload.Same) {
                desk.say("The configuration is as it was.");
            }
            take(desk, found);
        }
    }

    private static void take(Desk desk, Reload.Found found) {
        switch (found) {
            case Reload.Same _ -> {}
            case Reload.Mended _ -> desk.say("The configuration is in order again, and as it was.");
            case Reload.Changed changed -> {
                desk.reconfigure(changed.setup(), changed.settings());
                changed.sentences().forEach(desk::say);
            }
            case Reload.Refused refused -> {
                desk.say("✗ The changed configuration is not in force; the one before stays.");
                refused.problems().forEach(problem -> desk.say("  " + problem));
            }
        }
    }
}
