package sacred.cognition.route.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Words that mean the same for a phrase, and beginnings of words, as tokens have them: folded. */
record Vocabulary(Set<String> words, List<String> stems) {

    /** A stem is found by so many of its letters. */
    static final int STEM_LETTERS = 3;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+");

    /** @throws IllegalArgumentException when one of them can never be in a prompt */
    static Vocabulary of(List<String> written) {
        Set<String> words = new HashSet<>();
        List<String> stems = new ArrayList<>();
        for (String one : written) {
            boolean stem = one.endsWith("*");
            String word = Tokens.folded(stem ? one.substring(0, one.length() - 1) : one);
            if (!WORD.matcher(word).matches()) {
                throw new IllegalArgumentException("\"" + word + "\" can never be a word of a prompt");
            }
            if (stem && word.length() < STEM_LETTERS) {
                throw new IllegalArgumentException("\"" + word + "*\" is too short to be the beginning of a word");
            }
            (stem ? stems : words).add(word);
        }
        return new Vocabulary(words, stems);
    }

    static Vocabulary all(List<Vocabulary> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        Set<String> words = new HashSet<>();
        List<String> stems = new ArrayList<>();
        for (Vocabulary part : parts) {
            words.addAll(part.words);
            stems.addAll(part.stems);
        }
        return new Vocabulary(words, stems);
    }

    boolean has(String word) {
        if (words.contains(word)) {
            return true;
        }
        for (String stem : stems) {
            if (word.startsWith(stem)) {
                return true;
            }
        }
        return false;
    }
}
