package sacred.cognition.strategy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Texts as sets of words, and how much two of them share. Pure, and the same for every language that has words. */
final class Words {

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?。！？])\\s+|\\n+");
    /** Shorter words are mostly there for the grammar. */
    private static final int LEAST_LETTERS = 4;

    private Words() {}

    /** Every word in lower case, in order; an ideograph is a word by itself. */
    static List<String> all(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        text.toLowerCase(Locale.ROOT).codePoints().forEach(c -> {
            boolean part = Character.isLetterOrDigit(c) && !Character.isIdeographic(c);
            if (part) {
                word.appendCodePoint(c);
                return;
            }
            if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
            if (Character.isIdeographic(c)) {
                words.add(Character.toString(c));
            }
        });
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    /** The words that carry what is said: long ones, numbers, ideographs. */
    static Set<String> content(String text) {
        Set<String> content = new LinkedHashSet<>();
        for (String word : all(text)) {
            boolean carries = word.length() >= LEAST_LETTERS
                    || Character.isDigit(word.codePointAt(0))
                    || Character.isIdeographic(word.codePointAt(0));
            if (carries) {
                content.add(word);
            }
        }
        return content;
    }

    static List<String> sentences(String text) {
        return SENTENCE_END
                .splitAsStream(text)
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .toList();
    }

    /** Of both together, the share that both have: 1 for the same words, 0 for none in common. */
    static double alike(Set<String> a, Set<String> b) {
        return a.isEmpty() && b.isEmpty() ? 1 : 2.0 * common(a, b) / (a.size() + b.size());
    }

    /** Of the shorter one, the share that the longer one has too. */
    static double contained(Set<String> a, Set<String> b) {
        int shorter = Math.min(a.size(), b.size());
        return shorter == 0 ? 0 : (double) common(a, b) / shorter;
    }

    private static long common(Set<String> a, Set<String> b) {
        Set<String> shorter = a.size() <= b.size() ? a : b;
        Set<String> longer = shorter == a ? b : a;
        return shorter.stream().filter(longer::contains).count();
    }
}
