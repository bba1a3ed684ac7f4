package sacred.app.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text in which markers stand for long pastes. A marker is one unit: the caret is never inside it, and what cuts into it
 * takes it whole. Indices are UTF-16 units of the shown text.
 *
 * @param text as it is shown, with the markers
 * @param folds the markers, in their order; the same words typed by hand are none
 */
public record Passage(String text, List<Fold> folds) {

    public static final Passage EMPTY = of("");

    /** A marker and what it stands for. */
    public record Fold(int start, int end, String pasted) {
        private Fold shifted(int by) {
            return new Fold(start + by, end + by, pasted);
        }
    }

    public Passage {
        folds = List.copyOf(folds);
    }

    public static Passage of(String text) {
        return new Passage(text, List.of());
    }

    static Passage folded(String marker, String pasted) {
        return new Passage(marker, List.of(new Fold(0, marker.length(), pasted)));
    }

    /** With every paste in the place of its marker. */
    public String expanded() {
        StringBuilder whole = new StringBuilder(text.length());
        int from = 0;
        for (Fold fold : folds) {
            whole.append(text, from, fold.start()).append(fold.pasted());
            from = fold.end();
        }
        return whole.append(text, from, text.length()).toString();
    }

    int length() {
        return text.length();
    }

    /** A part of it; neither end is inside a marker. */
    Passage part(int from, int to) {
        List<Fold> inside = folds.stream()
                .filter(fold -> fold.start() >= from && fold.end() <= to)
                .map(fold -> fold.shifted(-from))
                .toList();
        return new Passage(text.substring(from, to), inside);
    }

    /** With something else in the place of a range; a marker that the range cuts goes whole. */
    Passage with(int from, int to, Passage other) {
        int start = startOfRange(from);
        int end = Math.max(start, foldAround(to).map(Fold::end).orElse(to));
        return part(0, start).plus(other).plus(part(end, length()));
    }

    /** Where a range that begins at an index really begins: at the start of the marker that it cuts. */
    int startOfRange(int from) {
        return foldAround(from).map(Fold::start).orElse(from);
    }

    Passage plus(Passage last) {
        List<Fold> all = new ArrayList<>(folds);
        last.folds.forEach(fold -> all.add(fold.shifted(length())));
        return new Passage(text + last.text, all);
    }

    /** The marker that begins at an index. */
    Optional<Fold> foldFrom(int index) {
        return folds.stream().filter(fold -> fold.start() == index).findFirst();
    }

    /** The marker that ends at an index. */
    Optional<Fold> foldTo(int index) {
        return folds.stream().filter(fold -> fold.end() == index).findFirst();
    }

    private Optional<Fold> foldAround(int index) {
        return folds.stream()
                .filter(fold -> fold.start() < index && index < fold.end())
                .findFirst();
    }

    /** The next place of the caret. */
    int next(int border) {
        return foldFrom(border).map(Fold::end).orElseGet(() -> Clusters.next(text, border, endOfStretch(border)));
    }

    /** The place of the caret before. */
    int previous(int border) {
        return foldTo(border).map(Fold::start).orElseGet(() -> Clusters.previous(text, startOfStretch(border), border));
    }

    /** The index itself when the caret can be there, else the next place where it can. */
    int border(int index) {
        int inside = Math.clamp(index, 0, length());
        return foldAround(inside)
                .map(Fold::end)
                .orElseGet(() -> Clusters.atOrAfter(text, startOfStretch(inside), inside, endOfStretch(inside)));
    }

    /** Of the line that an index is in. */
    int startOfLine(int index) {
        return text.lastIndexOf('\n', index - 1) + 1;
    }

    /** Of the line that an index is in: where its line feed is, or the end. */
    int endOfLine(int index) {
        int feed = text.indexOf('\n', index);
        return feed < 0 ? length() : feed;
    }

    private int startOfStretch(int index) {
        return folds.stream()
                .mapToInt(Fold::end)
                .filter(end -> end <= index)
                .max()
                .orElse(0);
    }

    private int endOfStretch(int index) {
        return folds.stream()
                .mapToInt(Fold::start)
                .filter(start -> start >= index)
                .min()
                .orElse(length());
    }
}
