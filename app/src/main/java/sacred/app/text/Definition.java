package sacred.app.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A link target that a text defines in a line of its own and that links in any other part of it may use. */
record Definition(String label, String line) {

    /** A text with more of them is no text for a reader. */
    static final int MOST = 200;

    private static final int LONGEST_CHARS = 2000;
    private static final Pattern LINE = Pattern.compile(
            ChunkState.CONTAINER + "\\[((?!\\s)[^\\[\\]\\\\]{1,200})]:\\s*[^\\s<>()\\\\]+(?:\\s+\"[^\"\\\\]*\")?\\s*");

    static Optional<Definition> of(String line) {
        if (line.length() > LONGEST_CHARS || line.indexOf("]:") < 0) {
            return Optional.empty();
        }
        Matcher matcher = LINE.matcher(line);
        return matcher.matches()
                ? Optional.of(new Definition(
                        "[" + matcher.group(1).toLowerCase(Locale.ROOT) + "]",
                        line.substring(matcher.start(1) - 1).strip()))
                : Optional.empty();
    }

    /** What has to stand before a text for its links to work; empty when it uses none of the definitions. */
    static String before(String text, List<Definition> definitions) {
        if (definitions.isEmpty() || text.indexOf('[') < 0) {
            return "";
        }
        String lower = text.toLowerCase(Locale.ROOT);
        StringBuilder used = new StringBuilder();
        for (Definition definition : definitions) {
            if (lower.contains(definition.label())) {
                used.append(definition.line()).append("\n\n");
            }
        }
        return used.toString();
    }
}
