package sacred.app.command;

import java.io.IOException;
import sacred.app.session.Reload;
import sacred.app.session.Session;
import sacred.app.session.Setup;
import sacred.cognition.TurnSettings;
import sacred.timeline.Block;

/** What a slash command may do to the user interface it was typed in. */
public interface Desk {

    Setup setup();

    Session session();

    /** The file of the configuration that is in force. */
    Reload reload();

    /** From the next turn on another configuration is in force; the timeline stays. */
    void reconfigure(Setup next, TurnSettings settings);

    /** Goes on with another timeline; the one before is closed. */
    void goOnWith(Session next);

    /** One line for the user, made printable. */
    void say(String line);

    /**
     * From the next turn on these settings are in force; the command that said so is kept on the timeline.
     *
     * @param sentence what it means, for the user
     */
    void switchTo(TurnSettings next, String command, String sentence) throws IOException;

    /** Runs a turn that asks a prompt again. */
    void retry(Block.Input prompt, TurnSettings by) throws IOException, InterruptedException;

    /**
     * Runs a turn that asks for a summary of the conversation, to be told in its place.
     *
     * @param instructions what it has to heed besides; empty for nothing
     */
    void compact(String instructions) throws IOException, InterruptedException;

    /** Shows something that only a screen can show; false where there is no screen, and nothing happened. */
    boolean onScreen(ScreenRequest request);

    /** What Ctrl-C does until the command that runs is done, where nothing else would stop it. */
    void onInterrupt(Runnable stop);

    void quit();
}
