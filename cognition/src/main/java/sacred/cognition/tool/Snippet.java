package sacred.cognition.tool;

import java.util.List;
import java.util.Locale;

/** The part of a text where something was found, on one line. */
public final class Snippet {

    private static final int BEFORE_CHARACTERS = 60;
    private static final int AFTER_CHARACTERS = 140;

    private Snippet() {}

    /** Whether all words are in the text, in any case. */
    public static boolean contains(String text, List<String> lowerCaseWords) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lowerCaseWords.stream().allMatch(lower::contains);
    }

    /** Around the first of the words; the beginning where there are none. */
    public static String of(String text, List<String> lowerCaseWords) {
        String line = text.replaceAll("\\s+", " ").strip();
        String lower = line.toLowerCase(Locale.ROOT);
        int at = lowerCaseWords.stream()
                .mapToInt(lower::indexOf)
                .filter(i -> i >= 0)
                .min()
                .orElse(0);
        int start = boundary(line, Math.max(0, at - BEFORE_CHARACTERS));
        int end = boundary(line, Math.min(line.length(), at + AFTER_CHARACTERS));
        return (start > 0 ? "…" : "") + line.substring(start, end) + (end < line.length() ? "…" : "");
    }

    /** Never inside a surrogate pair; lower case may be longer than the text, hence the upper bound. */
    private static int boundary(String text, int index) {
        int at = Math.min(index, text.length());
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }
}
