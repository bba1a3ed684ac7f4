package sacred.app.command;

import java.io.IOException;
import java.util.List;

/**
 * A command that begins with a slash.
 *
 * @param arguments what follows the name in the help; empty for none
 * @param anytime whether it may run beside a turn; others wait for its end
 */
public record SlashCommand(
        String name, List<String> aliases, String arguments, String help, boolean anytime, Action action) {

    /** What it does. */
    @FunctionalInterface
    public interface Action {
        void run(Desk desk, String argument) throws IOException, InterruptedException;
    }

    public SlashCommand {
        aliases = List.copyOf(aliases);
    }

    /** {@code /model [REF]}. */
    public String usage() {
        return "/" + name + (arguments.isEmpty() ? "" : " " + arguments);
    }

    boolean answersTo(String word) {
        return name.equals(word) || aliases.contains(word);
    }
}
