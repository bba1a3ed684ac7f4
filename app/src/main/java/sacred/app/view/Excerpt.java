package sacred.app.view;

import java.util.Locale;
import java.util.Optional;
import sacred.app.text.Row;
import sacred.app.text.Style;
import sacred.app.text.Tone;

/**
 * What of a text is laid out: all of it, but of one that is longer than a book only the beginning. Laying out twenty megabytes
 * takes seconds and half of the memory, and nobody reads them here.
 *
 * @param left how many characters are not laid out; 0 when all are
 */
record Excerpt(String shown, int left) {

    static final int MAX_CHARACTERS = 500_000;
    /** A line may end that far before. */
    private static final int LINE_CHARACTERS = 2_000;

    static Excerpt of(String text) {
        if (text.length() <= MAX_CHARACTERS) {
            return new Excerpt(text, 0);
        }
        int end = text.lastIndexOf('\n', MAX_CHARACTERS);
        if (end < MAX_CHARACTERS - LINE_CHARACTERS) {
            end = Character.isHighSurrogate(text.charAt(MAX_CHARACTERS - 1)) ? MAX_CHARACTERS - 1 : MAX_CHARACTERS;
        }
        return new Excerpt(text.substring(0, end), text.length() - end);
    }

    /** What says that something is left out, and where all of it is. */
    Optional<Row> note(int columns) {
        String words = String.format(Locale.ROOT, "… %,d more characters; e opens all of them in the editor", left);
        return left == 0
                ? Optional.empty()
                : Optional.of(Row.of(" ".repeat(BlockView.TEXT_INDENT), Style.TEXT)
                        .plus(words, Style.of(Tone.WARNING))
                        .shortened(columns));
    }
}
