package sacred.app.compare;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Where the words of two texts differ: first line by line, and within lines that differ word by word.
 *
 * @param parts in the order of both texts
 */
public record Wording(List<Part> parts) {

    /** Of more words that differ nobody could follow the pieces, and looking for them would take long. */
    private static final int MOST_WORDS = 2_000;

    private static final int MOST_LINES = 2_000;

    /** A word, or one character between words. */
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}]+|\\X");

    /** A piece of a line, and whether the other text has it not. */
    public record Piece(String text, boolean differs) {}

    /**
     * Some lines that both have, or the lines of each that stand in each other's place.
     *
     * @param same then the lines of both are equal
     */
    public record Part(boolean same, List<List<Piece>> left, List<List<Piece>> right) {

        public Part {
            left = List.copyOf(left);
            right = List.copyOf(right);
        }
    }

    public Wording {
        parts = List.copyOf(parts);
    }

    public static Wording of(String left, String right) {
        List<String> lefts = lines(left);
        List<String> rights = lines(right);
        if (lefts.size() + rights.size() > MOST_LINES) {
            return new Wording(List.of(new Part(left.equals(right), whole(lefts, true), whole(rights, true))));
        }
        List<Part> parts = new ArrayList<>();
        for (AbstractDelta<String> delta : DiffUtils.diff(lefts, rights, true).getDeltas()) {
            List<String> l = delta.getSource().getLines();
            List<String> r = delta.getTarget().getLines();
            parts.add(
                    delta.getType() == DeltaType.EQUAL
                            ? new Part(true, whole(l, false), whole(r, false))
                            : changed(l, r));
        }
        return new Wording(parts);
    }

    private static List<String> lines(String text) {
        return text.isBlank() ? List.of() : text.stripTrailing().lines().toList();
    }

    private static List<List<Piece>> whole(List<String> lines, boolean differ) {
        return lines.stream().map(line -> List.of(new Piece(line, differ))).toList();
    }

    private static Part changed(List<String> lefts, List<String> rights) {
        List<String> l = words(lefts);
        List<String> r = words(rights);
        if (lefts.isEmpty() || rights.isEmpty() || l.size() + r.size() > MOST_WORDS) {
            return new Part(false, whole(lefts, true), whole(rights, true));
        }
        Lines left = new Lines();
        Lines right = new Lines();
        for (AbstractDelta<String> delta : DiffUtils.diff(l, r, true).getDeltas()) {
            boolean differs = delta.getType() != DeltaType.EQUAL;
            delta.getSource().getLines().forEach(word -> left.add(word, differs));
            delta.getTarget().getLines().forEach(word -> right.add(word, differs));
        }
        return new Part(false, left.end(), right.end());
    }

    private static List<String> words(List<String> lines) {
        return WORD.matcher(String.join("\n", lines))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /** Words that become lines again. */
    private static final class Lines {
        private final List<List<Piece>> done = new ArrayList<>();
        private List<Piece> line = new ArrayList<>();

        void add(String word, boolean differs) {
            if (word.equals("\n")) {
                done.add(line);
                line = new ArrayList<>();
            } else if (!line.isEmpty() && line.getLast().differs() == differs) {
                line.add(new Piece(line.removeLast().text() + word, differs));
            } else {
                line.add(new Piece(word, differs));
            }
        }

        List<List<Piece>> end() {
            done.add(line);
            return done;
        }
    }
}
