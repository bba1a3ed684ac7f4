package sacred.app.config;

import java.util.List;

/**
 * A configuration that cannot be used. Every problem is one line for the user, with its place where it has one; none
 * contains a key.
 */
public final class ConfigException extends Exception {

    private final List<String> problems;

    public ConfigException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
