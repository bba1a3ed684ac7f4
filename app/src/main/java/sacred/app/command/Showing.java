package sacred.app.command;

/** The commands that are about the screen: help, search, clipboard, colours, mouse, editor. */
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

    static void search(Desk desk, String text) {
        if (text.isEmpty()) {
            desk.say("/search needs a text to look for.");
        } else {
            orSayWhy(desk, new ScreenRequest.Search(text), "search");
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
