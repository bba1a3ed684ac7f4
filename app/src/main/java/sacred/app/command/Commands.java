package sacred.app.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sacred.app.config.Nearest;

/** Every slash command, in the order of the help, and the way from a typed line to one of them. */
public final class Commands {

    public static final List<SlashCommand> ALL = List.of(
            anytime("help", List.of("?", "keys"), "", "these commands, and the keys", Showing::help),
            anytime("model", List.of("models"), "[REF]", "the models, or switch to one", Switching::model),
            anytime("provider", List.of("providers"), "[NAME]", "the providers, or switch to one", Switching::provider),
            anytime("route", List.of(), "[auto|model|rules|off]", "who routes", Switching::route),
            anytime("strategy", List.of(), "", "the logical models of the configuration", Reporting::strategies),
            anytime(
                    "panel",
                    List.of(),
                    "[TURN]",
                    "how the members of a logical model came to an answer",
                    Showing::panel),
            after("new", List.of("clear"), "", "a new timeline; this one is kept", Timelining::fresh),
            after("fork", List.of(), "[TURN]", "go on in a new timeline that begins as this one", Timelining::fork),
            after("resume", List.of("timelines"), "[ID]", "the saved timelines, or go on with one", Timelining::resume),
            after(
                    "replay",
                    List.of(),
                    "[ID]",
                    "play this timeline, or a saved one, as it happened",
                    Timelining::replay),
            after(
                    "rewind",
                    List.of(),
                    "[TURN|undo]",
                    "go on as after an earlier turn; nothing is deleted",
                    Rewinding::rewind),
            after(
                    "compact",
                    List.of(),
                    "[undo|INSTRUCTIONS]",
                    "a summary takes the place of what was said",
                    Compacting::compact),
            after("retry", List.of(), "[-m REF]", "ask the last prompt again", Timelining::retry),
            anytime(
                    "compare",
                    List.of(),
                    "[A B]",
                    "two answers beside each other, or this timeline and another",
                    Comparing::compare),
            anytime("search", List.of(), "[WORDS]", "find words in all timelines", Finding::search),
            anytime("copy", List.of(), "", "the last answer to the clipboard (OSC 52)", Showing::copy),
            anytime("tools", List.of(), "[forget]", "what models can call, and what you allowed them", Allowing::tools),
            anytime("cost", List.of("usage"), "", "tokens and cost of this timeline", Money::cost),
            anytime(
                    "stats",
                    List.of(),
                    "[model|provider|stage|day]",
                    "tokens, cost, times and faults of all saved timelines",
                    Statistics::stats),
            anytime("context", List.of(), "[all]", "what the next request contains", Context::context),
            anytime("budget", List.of(), "", "the limits of the configuration", Money::budget),
            anytime("theme", List.of(), "[auto|dark|light|mono]", "the colours", Showing::theme),
            anytime("mouse", List.of(), "", "the mouse for us, or for the terminal's selection", Showing::mouse),
            anytime("editor", List.of(), "", "write the prompt in $VISUAL or $EDITOR", Showing::editor),
            anytime(
                    "config",
                    List.of(),
                    "[reload]",
                    "which configuration is in force, or read it again",
                    Reporting::config),
            anytime("status", List.of("doctor"), "", "who answers, and how the routes were found", Reporting::status),
            anytime("quit", List.of("exit", "q"), "", "leave", (desk, _) -> desk.quit()));

    private Commands() {}

    /** Whether a line is for us; {@code //} sends a slash to the model. */
    public static boolean isCommand(String line) {
        return line.startsWith("/") && !line.startsWith("//") || line.equals("?");
    }

    private static SlashCommand anytime(
            String name, List<String> aliases, String arguments, String help, SlashCommand.Action action) {
        return new SlashCommand(name, aliases, arguments, help, true, action);
    }

    private static SlashCommand after(
            String name, List<String> aliases, String arguments, String help, SlashCommand.Action action) {
        return new SlashCommand(name, aliases, arguments, help, false, action);
    }

    /** Whether a line is a command that need not wait for the turn that runs. An unknown one need not either. */
    public static boolean anytime(String line) {
        return isCommand(line)
                && find(words(line)[0]).map(SlashCommand::anytime).orElse(true);
    }

    /** Whether a line is the command that ends the program. */
    public static boolean leaves(String line) {
        return isCommand(line)
                && find(words(line)[0]).filter(c -> c.name().equals("quit")).isPresent();
    }

    private static Optional<SlashCommand> find(String word) {
        return ALL.stream().filter(c -> c.answersTo(word)).findFirst();
    }

    private static String[] words(String line) {
        return line.substring(line.startsWith("/") ? 1 : 0).strip().split("\\s+", 2);
    }

    /** Runs the command of a line that {@link #isCommand}. An unknown one is answered with the nearest. */
    public static void run(String line, Desk desk) throws IOException, InterruptedException {
        String[] parts = words(line);
        String word = parts[0];
        Optional<SlashCommand> command = find(word);
        if (command.isPresent()) {
            command.get().action().run(desk, parts.length > 1 ? parts[1].strip() : "");
        } else {
            desk.say("There is no command /" + word + "." + hint(word)
                    + " /help lists them all; // at the start sends a slash.");
        }
    }

    /** Every word that may follow the slash. */
    public static List<String> words() {
        return ALL.stream()
                .flatMap(c -> Stream.concat(Stream.of(c.name()), c.aliases().stream()))
                .toList();
    }

    /** The command that begins so, or that is spelled nearly so; a guess from afar would only confuse. */
    private static String hint(String word) {
        return words().stream()
                .filter(w -> !word.isEmpty() && w.startsWith(word))
                .findFirst()
                .or(() -> Nearest.of(word, words()))
                .map(near -> " Did you mean /" + near + "?")
                .orElse("");
    }
}
