package sacred.app.edit;

import java.util.function.IntPredicate;

/** Where the words of a passage begin and end, as the keys of a shell see them. A folded paste is a word of its own. */
final class Words {

    private Words() {}

    /** The end of the word at a border or behind it. */
    static int end(Passage passage, int from) {
        int at = from;
        while (at < passage.length() && passage.foldFrom(at).isEmpty() && !letter(passage, at)) {
            at = passage.next(at);
        }
        if (passage.foldFrom(at).isPresent()) {
            return passage.next(at);
        }
        while (at < passage.length() && passage.foldFrom(at).isEmpty() && letter(passage, at)) {
            at = passage.next(at);
        }
        return at;
    }

    /** The start of the word before a border. */
    static int start(Passage passage, int from) {
        return start(passage, from, at -> letter(passage, at));
    }

    /** The start of what stands before a border without a blank in it. */
    static int startAfterBlank(Passage passage, int from) {
        return start(passage, from, at -> !blank(passage.text().codePointAt(at)));
    }

    private static int start(Passage passage, int from, IntPredicate inWord) {
        int at = from;
        while (at > 0 && passage.foldTo(at).isEmpty() && !inWord.test(passage.previous(at))) {
            at = passage.previous(at);
        }
        if (passage.foldTo(at).isPresent()) {
            return passage.previous(at);
        }
        while (at > 0 && passage.foldTo(at).isEmpty() && inWord.test(passage.previous(at))) {
            at = passage.previous(at);
        }
        return at;
    }

    /** Whether words end here; the blanks of every script and the ends of lines. */
    static boolean blank(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point);
    }

    private static boolean letter(Passage passage, int at) {
        return Character.isLetterOrDigit(passage.text().codePointAt(at));
    }
}
