package sacred.cognition;

import java.util.Optional;

/**
 * Notices sentences and lines that are alike but for numbers, case and punctuation, one after the other or in a round of up
 * to four. Only those of some words count: the rows of a table of numbers are all alike and mean something.
 */
final class Likeness {

    static final int TIMES = 1000;
    private static final int LONGEST_ROUND = 4;
    private static final int LEAST_WORDS = 3;
    private static final int SENTENCE_CHARS = 2000;

    private final StringBuilder sentence = new StringBuilder();
    private final int[] before = new int[LONGEST_ROUND];
    private final int[] alike = new int[LONGEST_ROUND];
    private int sentences;

    /** What is repeated with this piece of a text; empty while all is well. */
    Optional<String> with(String piece) {
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            boolean ends = c == '\n' || c == '.' || c == '!' || c == '?';
            if (!ends && sentence.length() < SENTENCE_CHARS) {
                sentence.append(c);
            } else if (ends && end()) {
                return Optional.of("wrote " + TIMES + " sentences in a row that differ only in numbers, such as "
                        + Repetition.quoted(sentence.toString().strip()));
            } else if (ends) {
                sentence.setLength(0);
            }
        }
        return Optional.empty();
    }

    private boolean end() {
        int bones = bones();
        if (bones == 0) {
            return false;
        }
        boolean enough = false;
        for (int round = 1; round <= LONGEST_ROUND; round++) {
            boolean same = sentences >= round && before[(sentences - round) % LONGEST_ROUND] == bones;
            alike[round - 1] = same ? alike[round - 1] + 1 : 0;
            enough |= alike[round - 1] >= TIMES;
        }
        before[sentences % LONGEST_ROUND] = bones;
        sentences++;
        return enough;
    }

    /** What is left of the sentence without numbers, case and punctuation; 0 when it is too short to count. */
    private int bones() {
        int hash = 17;
        int words = 0;
        boolean inWord = false;
        for (int i = 0; i < sentence.length(); i++) {
            char c = sentence.charAt(i);
            boolean letter = Character.isLetter(c);
            if (letter) {
                words += inWord ? 0 : 1;
                hash = 31 * hash + Character.toLowerCase(c);
            } else if (inWord) {
                hash = 31 * hash + ' ';
            }
            inWord = letter;
        }
        return words < LEAST_WORDS ? 0 : hash | 1;
    }
}
