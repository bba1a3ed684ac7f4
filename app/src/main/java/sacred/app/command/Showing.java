package sacred.app.command;

import java.util.List;
import java.util.OptionalInt;
import sacred.app.panel.Panel;
import sacred.app.view.PanelView;

/** The commands that are about the screen: help, panel, search, clipboard, colours, mouse, editor. */
final class Showing {

    private Showing() {}

    static void help(Desk desk, String argument) {
        if (desk.onScreen(new ScreenRequest.ShowKeys())) {
            return;
        }
        for (SlashCommand c : Commands.ALL) {
            String also = c.aliases().isEmpty() ? "" : "  (also /" + String.join(", /", c.aliases()) + ")";
            desk.say(String.format("  %-28s %s%s", c.usage(), c.help(), also));
        }
        desk.say("  Enter sends; Ctrl+J, Alt+Enter or a \\ at the end make a new line; Ctrl+C stops a turn;");
        desk.say("  Ctrl+R searches the history; // at the start sends a slash.");
    }

    /** Of the last turn of a logical model, which may still run, or of one by its number. */
    static void panel(Desk desk, String argument) {
        if (!argument.isEmpty() && !argument.matches("[0-9]{1,9}")) {
            desk.say("/panel takes the number of a turn, not \"" + argument + "\".");
            return;
        }
        OptionalInt turn = argument.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(argument));
        if (!desk.onScreen(new ScreenRequest.ShowPanel(turn))) {
            List<String> lines = Panel.find(desk.session().timeline(), turn)
                    .map(PanelView::lines)
                    .orElse(List.of(Panel.none(turn)));
            lines.forEach(desk::say);
        }
    }

    static void copy(Desk desk, String argument) {
        orSayWhy(desk, new ScreenRequest.CopyAnswer(), "copy");
    }

    static void theme(Desk desk, String name) {
        orSayWhy(desk, new ScreenRequest.ChangeTheme(name), "theme");
    }

    static void mouse(Desk desk, String argument) {
        orSayWhy(desk, new ScreenRequest.ToggleMouse(), "mouse");
    }

    static void editor(Desk desk, String argument) {
        orSayWhy(desk, new ScreenRequest.EditPrompt(), "editor");
    }

    private static void orSayWhy(Desk desk, ScreenRequest request, String name) {
        if (!desk.onScreen(request)) {
            desk.say("/" + name + " needs the full screen; this is the line mode.");
        }
    }
}
