package sacred.app.config;

import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text of the user's as a message may show it: printable, short, and never something that looks like a key. */
final class Shown {

    private static final int LONGEST = 80;
    private static final Pattern KEY = Pattern.compile("(?i)(\\b(sk|pk|rk)-|gsk_|xai-|AIza|Bearer )\\S{4}");
    /** What nobody calls a model or a provider: letters and digits mixed, without any break. */
    private static final Pattern RANDOM = Pattern.compile("(?=[A-Za-z]*[0-9])(?=[0-9]*[A-Za-z])[A-Za-z0-9]{24,}");

    private Shown() {}

    static String quoted(String text) {
        return "\"" + plain(text) + "\"";
    }

    static String plain(String text) {
        if (KEY.matcher(text).find() || RANDOM.matcher(text).find()) {
            return "[key]";
        }
        boolean tooLong = text.codePointCount(0, text.length()) > LONGEST;
        return tooLong ? printable(text.substring(0, text.offsetByCodePoints(0, LONGEST))) + "…" : printable(text);
    }

    /** A name as it was written, up to the first sign that a quote or a bracket is in the wrong place. */
    static String name(String text) {
        String[] parts = text.split("[\"'{}\\[\\],]", 2);
        return plain(parts[0]) + (parts.length > 1 ? "…" : "");
    }

    static String list(Collection<String> names) {
        return names.stream().map(Shown::plain).collect(Collectors.joining(", "));
    }

    /** All of it, with a name in place of what nobody can see. */
    static String printable(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> append(out, c));
        return out.toString();
    }

    private static void append(StringBuilder out, int c) {
        switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> out.append(String.format("\\u%04x", c));
            default -> {
                if (c != ' ' && Character.isSpaceChar(c)) {
                    out.append(String.format("\\u%04x", c));
                } else {
                    out.appendCodePoint(c);
                }
            }
        }
    }
}
