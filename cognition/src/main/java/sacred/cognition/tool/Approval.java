package sacred.cognition.tool;

import java.util.Objects;

/**
 * Something that a tool does only when it is allowed to. What is shown is what is done: nothing of it is left out, and
 * nothing else happens.
 *
 * @param tool the name under which the configuration and {@code --yes-tool} allow it
 * @param action what it is, in one line: {@code run a command in /home/anna/project}
 * @param detail exactly what: the whole command, the difference, the address; any number of lines
 * @param identity what makes another call the very same one, for who allows it once for the whole session
 */
public record Approval(String tool, String action, String detail, String identity) {
    public Approval {
        Objects.requireNonNull(tool);
        Objects.requireNonNull(action);
        Objects.requireNonNull(detail);
        Objects.requireNonNull(identity);
    }
}
