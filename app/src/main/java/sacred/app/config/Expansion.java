package sacred.app.config;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code ${NAME}} and {@code ${NAME:-default}} in a text of the file. The environment's text is inserted as it is and
 * never read as YAML or expanded again; an empty variable counts as unset where there is a default.
 */
sealed interface Expansion {

    Pattern HOLE = Pattern.compile("\\$\\{([^}]*)(}?)");
    Pattern INSIDE = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?", Pattern.DOTALL);
    Pattern WITHOUT_BRACES = Pattern.compile("\\$[A-Za-z_][A-Za-z0-9_]*");

    /**
     * @param variable the variable that the whole text came from; empty when it did not
     * @param spelled what the file itself says: defaults in the place of variables, and nothing where there is none
     */
    record Done(String text, Optional<String> variable, String spelled) implements Expansion {}

    record Unset(String variable) implements Expansion {}

    record Malformed(String message) implements Expansion {}

    static Expansion of(String raw, Map<String, String> env) {
        if (WITHOUT_BRACES.matcher(raw).matches()) {
            return new Malformed("write a variable with braces: \"${NAME}\".");
        }
        StringBuilder out = new StringBuilder();
        StringBuilder spelled = new StringBuilder();
        Optional<String> variable = Optional.empty();
        Matcher hole = HOLE.matcher(raw);
        int done = 0;
        while (hole.find()) {
            Matcher inside = INSIDE.matcher(hole.group(1));
            if (hole.group(2).isEmpty() || !inside.matches() || hole.group(1).contains("${")) {
                return new Malformed("write a variable as \"${NAME}\" or \"${NAME:-default}\".");
            }
            String name = inside.group(1);
            String value = env.get(name);
            boolean byDefault = inside.group(2) != null && (value == null || value.isEmpty());
            if (value == null && !byDefault) {
                return new Unset(name);
            }
            boolean whole = hole.start() == 0 && hole.end() == raw.length();
            variable = whole && !byDefault ? Optional.of(name) : variable;
            out.append(raw, done, hole.start()).append(byDefault ? inside.group(2) : value);
            spelled.append(raw, done, hole.start()).append(inside.group(2) == null ? "" : inside.group(2));
            done = hole.end();
        }
        String rest = raw.substring(done);
        return new Done(
                out.append(rest).toString(), variable, spelled.append(rest).toString());
    }
}
