package sacred.app.view;

import java.util.List;

/**
 * Something that the program said to the user between blocks: shown where it was said, kept nowhere.
 *
 * @param after how many blocks stood before it
 * @param about the command that it answers; empty for none
 */
public record Aside(int after, String about, List<String> lines) {
    public Aside {
        lines = List.copyOf(lines);
    }
}
