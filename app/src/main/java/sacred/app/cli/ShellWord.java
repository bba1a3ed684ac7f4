package sacred.app.cli;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** A path as it is typed into a shell. Pure. */
final class ShellWord {

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_@%+=:,./-]+");

    private ShellWord() {}

    /** In quotation marks where a shell would take it for more than one word, or for anything else. */
    static String of(Path path) {
        String text = path.toString();
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
