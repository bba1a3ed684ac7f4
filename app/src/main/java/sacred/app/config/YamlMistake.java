package sacred.app.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * What a parser error means to the person who made it. The parser's own message is never used: it quotes the source
 * line, which may hold a key.
 */
record YamlMistake(Place place, String message) {

    private static final String SLASHES = "a comment begins with \"#\", not with \"//\".";
    private static final Pattern SLASH_COMMENT = Pattern.compile("(?m)^[ \\t]*(//)");

    static YamlMistake of(MarkedYAMLException e, String text) {
        String problem = e.getProblem() == null ? "" : e.getProblem();
        String context = e.getContext() == null ? "" : e.getContext();
        Place here = Place.of(e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark());
        Mark contextMark = e.getContextMark();
        Place began = contextMark == null ? here : Place.of(contextMark);
        Matcher slashes = SLASH_COMMENT.matcher(text);
        if (slashes.find()) {
            return new YamlMistake(Place.after(text.substring(0, slashes.start(1))), SLASHES);
        }
        if (line(text, here).startsWith("//", here.column() - 1)) {
            return new YamlMistake(here, SLASHES);
        }
        if (context.contains("quoted scalar") && problem.contains("end of stream")) {
            return new YamlMistake(began, "this quote is never closed.");
        }
        if (context.contains("simple key")) {
            return new YamlMistake(began, "expected \"key: value\" here, but the \":\" is missing.");
        }
        if (context.contains("flow") && (problem.contains("stream end") || problem.contains("<document end>"))) {
            return new YamlMistake(began, "this bracket is never closed.");
        }
        return new YamlMistake(here, meaning(context, problem, began) + braces(text, here));
    }

    private static String meaning(String context, String problem, Place began) {
        if (problem.contains("cannot start any token")) {
            boolean tab = problem.contains("TAB");
            return tab
                    ? "a tab is not allowed here. Use spaces."
                    : "a value cannot begin with this character. Quote it.";
        }
        if (problem.contains("mapping values are not allowed")) {
            return "a \":\" is not allowed here. Quote a value that contains \": \", or correct the indentation.";
        }
        if (context.contains("flow")) {
            return "expected \",\" or the closing bracket here.";
        }
        if (context.contains("block")) {
            return "this does not line up with what is above it, which begins at column " + began.column() + ".";
        }
        if (context.contains("alias") || context.contains("anchor") || context.contains("tag")) {
            return "aliases, anchors and tags are not allowed. Quote a value that begins with \"*\", \"&\" or \"!\".";
        }
        if (problem.contains("escape")) {
            return "this is not an escape that YAML knows. Use single quotes for text with a backslash.";
        }
        return "this is not YAML.";
    }

    /** The usual mistake on a line with a variable. */
    private static String braces(String text, Place here) {
        return line(text, here).contains("${") ? " Put quotes around \"${NAME}\"." : "";
    }

    private static String line(String text, Place here) {
        return text.lines().skip(here.line() - 1L).findFirst().orElse("");
    }
}
