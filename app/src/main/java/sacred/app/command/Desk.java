package sacred.app.command;

import java.io.IOException;
import sacred.app.session.Session;
import sacred.app.session.Setup;

/** What a slash command may do to the user interface it was typed in. */
public interface Desk {

    Setup setup();

    Session session();

    /** Goes on with another timeline; the one before is closed. */
    void goOnWith(Session next);

    /** One line for the user, made printable. */
    void say(String line);

    /** Runs a turn that asks the last prompt again. */
    void retry(String lastPrompt) throws IOException, InterruptedException;

    void quit();
}
