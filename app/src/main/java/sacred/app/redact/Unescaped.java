package sacred.app.redact;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with its characters where it has other ways to write them: as JSON and Java do, with {@code \}{@code u}, and as HTML and
 * Markdown do. What is hidden in such a way is plain again in an export that reads it.
 */
final class Unescaped {

    private static final Pattern ESCAPE = Pattern.compile(
            "\\\\u([0-9A-Fa-f]{4})|&#([0-9]{1,7});|&#[xX]([0-9A-Fa-f]{1,6});|&(commat|period|sol|bsol|lowbar|hyphen|dash);");
    private static final Pattern MARKDOWN = Pattern.compile("\\\\([!-/:-@\\[-`{-~])");

    private Unescaped() {}

    static String of(String text) {
        if (text.indexOf('\\') < 0 && text.indexOf('&') < 0) {
            return text;
        }
        return ESCAPE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(character(found)));
    }

    /** Also without the backslashes of Markdown. */
    static String ofMarkdown(String text) {
        return MARKDOWN.matcher(text).replaceAll("$1");
    }

    private static String character(MatchResult found) {
        if (found.group(4) != null) {
            return switch (found.group(4)) {
                case "commat" -> "@";
                case "period" -> ".";
                case "sol" -> "/";
                case "bsol" -> "\\";
                case "lowbar" -> "_";
                default -> "-";
            };
        }
        int point = found.group(2) != null
                ? Integer.parseInt(found.group(2))
                : Integer.parseInt(found.group(1) != null ? found.group(1) : found.group(3), 16);
        return Character.isValidCodePoint(point) ? Character.toString(point) : found.group();
    }
}
