package sacred.app.view;

import java.util.List;

/**
 * Something that the program said to the user between blocks: shown where it was said, kept nowhere.
 *
 * @param after how many blocks stand before it; {@link #LIVE} while the turn runs in which it was said
 * @param about the command that it answers; empty for none
 */
public record Aside(int after, String about, List<String> lines) {

    /** Behind what is not there yet. */
    static final int LIVE = Integer.MAX_VALUE;

    public Aside {
        lines = List.copyOf(lines);
    }
}
