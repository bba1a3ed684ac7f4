package sacred.app.term;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What is switched on in a terminal for the full screen, and how each is undone. */
final class Modes {

    static final Mode MOUSE = new Mode("\033[?1000h\033[?1006h", "\033[?1006l\033[?1000l");

    /** Asks for the colour of the background, then who the terminal is, which every terminal answers. */
    static final String ASK_BACKGROUND = "\033]11;?\033\\\033[c";

    /** The first is undone last: what is behind the alternate screen must not see anything of ours. */
    private static final List<Mode> ALWAYS = List.of(
            new Mode("\033[?1049h\033[0m\033[2J\033[H", "\033[?1049l"),
            // a cluster that is wider than we think must not push the last row up
            new Mode("\033[?7l", "\033[?7h"),
            new Mode("", "\033[0m\033[?25h"),
            new Mode("\033[?2004h", "\033[?2004l"),
            new Mode("\033[?1004h", "\033[?1004l"),
            // keys that are otherwise the same bytes as others: of xterm and tmux, then of kitty and those who followed
            // it
            new Mode("\033[>4;1m", "\033[>4m"),
            new Mode("\033[>1u", "\033[<u"));

    private static final Mode UPDATE = new Mode("", "\033[?2026l");

    private Modes() {}

    /** One thing, in bytes. */
    record Mode(String on, String off) {}

    static String on(boolean mouse) {
        return all(mouse).stream().map(Mode::on).collect(Collectors.joining());
    }

    static String off(boolean mouse) {
        return all(mouse).reversed().stream().map(Mode::off).collect(Collectors.joining());
    }

    private static List<Mode> all(boolean mouse) {
        List<Mode> all = new ArrayList<>(ALWAYS);
        if (mouse) {
            all.add(MOUSE);
        }
        all.add(UPDATE);
        return all;
    }
}
