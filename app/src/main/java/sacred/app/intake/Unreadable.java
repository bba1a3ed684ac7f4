package sacred.app.intake;

/** What is wrong with a file that was to be imported; a sentence without its end. It quotes nothing of the file. */
public final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    Unreadable(String message) {
        super(message, null, false, false);
    }
}
