package sacred.cognition.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Elements in what models write, and around what they are told. Models write no XML: tags are found, never parsed as a whole,
 * and what is told to them is escaped so that no text can end its element. Pure.
 */
final class Tags {

    private static final Pattern THINKING = Pattern.compile("(?i)<(/?)thinking\\s*>");

    private Tags() {}

    /** The text as the content of an element. */
    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    static String unescape(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    /** The element with the text in it, escaped. */
    static String element(String name, String text) {
        return "<" + name + ">" + escape(text) + "</" + name + ">";
    }

    /** What is written beside the thinking; one that is not closed reaches to the end. */
    static String outsideThinking(String text) {
        StringBuilder outside = new StringBuilder();
        int depth = 0;
        int from = 0;
        Matcher tag = THINKING.matcher(text);
        while (tag.find()) {
            boolean opens = tag.group(1).isEmpty();
            if (opens && depth++ == 0) {
                outside.append(text, from, tag.start());
            } else if (!opens && depth > 0 && --depth == 0) {
                from = tag.end();
            }
        }
        return depth == 0 ? outside.append(text.substring(from)).toString() : outside.toString();
    }

    /** What stands in the elements of thinking, one after the other; empty without any. */
    static Optional<String> thinking(String text) {
        List<String> thoughts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        Matcher tag = THINKING.matcher(text);
        while (tag.find()) {
            boolean opens = tag.group(1).isEmpty();
            if (opens && depth++ == 0) {
                from = tag.end();
            } else if (!opens && depth > 0 && --depth == 0) {
                thoughts.add(text.substring(from, tag.start()).strip());
            }
        }
        if (depth > 0) {
            thoughts.add(text.substring(from).strip());
        }
        return thoughts.isEmpty() ? Optional.empty() : Optional.of(String.join("\n\n", thoughts));
    }

    /** The content of the last complete element of the name. */
    static Optional<String> last(String text, String name) {
        Optional<String> last = Optional.empty();
        int from = -1;
        Matcher tag = Pattern.compile("(?i)<(/?)" + name + "\\s*>").matcher(text);
        while (tag.find()) {
            if (tag.group(1).isEmpty()) {
                from = tag.end();
            } else if (from >= 0) {
                last = Optional.of(text.substring(from, tag.start()));
                from = -1;
            }
        }
        return last;
    }
}
