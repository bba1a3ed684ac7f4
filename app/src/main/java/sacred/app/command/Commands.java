package sacred.app.command;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every slash command, in the order of the help, and the way from a typed line to one of them. */
public final class Commands {

    public static final List<SlashCommand> ALL = List.of(
            new SlashCommand("help", List.of("?"), "", "these commands", (desk, _) -> help(desk)),
            new SlashCommand("model", List.of("models"), "[REF]", "the models, or switch to one", Switching::model),
            new SlashCommand(
                    "provider", List.of("providers"), "[NAME]", "the providers, or switch to one", Switching::provider),
            new SlashCommand("route", List.of(), "[auto|model|rules]", "who routes", Switching::route),
            new SlashCommand("new", List.of("clear"), "", "a new timeline; this one is kept", Timelining::fresh),
            new SlashCommand(
                    "resume",
                    List.of("timelines"),
                    "[ID]",
                    "the saved timelines, or go on with one",
                    Timelining::resume),
            new SlashCommand("retry", List.of(), "", "ask the last prompt again", Timelining::retry),
            new SlashCommand("status", List.of(), "", "who answers, and how the routes were found", Reporting::status),
            new SlashCommand(
                    "cost", List.of("usage", "stats"), "", "tokens and cost of this timeline", Reporting::cost),
            new SlashCommand("quit", List.of("exit", "q"), "", "leave", (desk, _) -> desk.quit()));

    private Commands() {}

    /** Whether a line is for us; {@code //} sends a slash to the model. */
    public static boolean isCommand(String line) {
        return line.startsWith("/") && !line.startsWith("//") || line.equals("?");
    }

    /** Runs the command of a line that {@link #isCommand}. An unknown one is answered with the nearest. */
    public static void run(String line, Desk desk) throws IOException, InterruptedException {
        String[] parts = line.substring(line.startsWith("/") ? 1 : 0).strip().split("\\s+", 2);
        String word = parts[0];
        Optional<SlashCommand> command =
                ALL.stream().filter(c -> c.answersTo(word)).findFirst();
        if (command.isPresent()) {
            command.get().action().run(desk, parts.length > 1 ? parts[1].strip() : "");
        } else {
            desk.say("There is no command /" + word + ". Did you mean /" + nearest(word) + "? /help lists them all.");
        }
    }

    /** Every word that may follow the slash. */
    public static List<String> words() {
        return ALL.stream()
                .flatMap(c -> Stream.concat(Stream.of(c.name()), c.aliases().stream()))
                .toList();
    }

    private static void help(Desk desk) {
        for (SlashCommand c : ALL) {
            String usage = "/" + c.name() + (c.arguments().isEmpty() ? "" : " " + c.arguments());
            String also = c.aliases().isEmpty() ? "" : "  (also /" + String.join(", /", c.aliases()) + ")";
            desk.say(String.format("  %-28s %s%s", usage, c.help(), also));
        }
        desk.say("  Enter sends; Ctrl+J, Alt+Enter or a \\ at the end make a new line; Ctrl+C stops a turn;");
        desk.say("  Ctrl+R searches the history; // at the start sends a slash.");
    }

    private static String nearest(String word) {
        return words().stream()
                .min(Comparator.comparingInt(w -> distance(word, w)))
                .orElseThrow();
    }

    /** Levenshtein distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
