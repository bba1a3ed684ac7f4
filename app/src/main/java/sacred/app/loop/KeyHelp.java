package sacred.app.loop;

import java.util.ArrayList;
import java.util.List;
import sacred.app.command.Commands;
import sacred.app.command.SlashCommand;
import sacred.app.view.KeysView.Line;

/** Every key and, from the one list of commands, every command: what the page of {@code ?} shows. */
final class KeyHelp {

    static final List<Line> LINES = lines();

    private KeyHelp() {}

    private static List<Line> lines() {
        List<Line> lines = new ArrayList<>(List.of(
                new Line("", "Writing"),
                new Line("Enter", "sends; while a turn runs it queues"),
                new Line("Ctrl+J, Alt+Enter, \\ Enter", "a new line"),
                new Line("Tab", "completes commands, models and, after @, files"),
                new Line("@file", "attaches the text of a file"),
                new Line("Up, Down, Ctrl+R", "earlier prompts; search them"),
                new Line("Ctrl+A E B F W U K Y, Alt+B F D", "move, cut and put back, as in a shell"),
                new Line("Ctrl+_", "undo"),
                new Line("Ctrl+G", "write in $VISUAL or $EDITOR"),
                new Line("", "Running"),
                new Line("Esc", "closes what is open, else stops the turn; queued prompts come back"),
                new Line("Ctrl+C", "stops the turn, else clears the line; twice leaves"),
                new Line("y, a, n", "a tool may: once, always this in this session, no; ↓ reads on"),
                new Line("Ctrl+O", "switch the model"),
                new Line("Ctrl+P", "all commands"),
                new Line("Ctrl+L, Ctrl+Z, Ctrl+D", "draw again; suspend; leave on an empty line"),
                new Line("", "Reading"),
                new Line("PgUp, PgDn, wheel, Ctrl+Home, Ctrl+End", "scroll; at the end the view follows"),
                new Line("Tab on an empty line, Ctrl+T", "gives the keys to the timeline, and back"),
                new Line("j k g G, { }, Ctrl+U Ctrl+D", "move by block, by turn, by half a page"),
                new Line("Enter, Space", "unfolds and folds a block"),
                new Line("p", "the panel: how the members of a logical model came to the answer"),
                new Line("/ n N", "search, next older and next newer hit"),
                new Line("c, r, e, q", "copy, ask again, open in the editor, back"),
                new Line("f", "goes on in a new timeline that ends with this turn"),
                new Line("C", "copies one block of code; again, the next"),
                new Line("", "Commands")));
        for (SlashCommand command : Commands.ALL) {
            String also = command.aliases().isEmpty() ? "" : " (also /" + String.join(", /", command.aliases()) + ")";
            lines.add(new Line(command.usage(), command.help() + also));
        }
        lines.add(new Line("//text", "sends /text to the model"));
        return lines;
    }
}
