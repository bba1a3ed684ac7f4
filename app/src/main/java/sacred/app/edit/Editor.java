package sacred.app.edit;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import sacred.app.edit.Memory.Last;
import sacred.app.edit.Memory.Moment;
import sacred.app.text.Printable;
import sacred.app.text.Width;

/**
 * The prompt while it is written: several lines, a caret, what was cut and what can be undone. A value; every key makes
 * another one. Holds no file and no clock. Indices are UTF-16 units of {@link #text}.
 *
 * @param point where text is put in. Differs from the caret only right after an edit that joined what stands on both sides of
 *     it to one character; so a flag that arrives as two keys before another flag stays whole
 */
public record Editor(Passage passage, int point, Memory memory) {

    public static final Editor EMPTY = of("");

    /** A paste of more lines than these is folded. */
    private static final int PASTED_LINES = 10;
    /** A paste of more UTF-16 units than these is folded, whatever its lines. */
    private static final int PASTED_UNITS = 10_000;

    public Editor {
        Objects.requireNonNull(memory);
        Objects.checkIndex(point, passage.length() + 1);
    }

    /** With a text and the caret at its end; nothing to undo. */
    public static Editor of(String text) {
        return new Editor(Passage.of(text), text.length(), Memory.EMPTY);
    }

    /**
     * After a key or a paste.
     *
     * @return empty when the input means nothing here: Enter, Escape, Up in the first line and all that is not about text
     */
    public Optional<Editor> apply(Input input) {
        return switch (input) {
            case Input.Key key -> EditorKeys.apply(this, key);
            case Input.Paste(String pasted) -> Optional.of(pasted(pasted));
            case Input.Mouse _, Input.Focus _, Input.Background _ -> Optional.empty();
        };
    }

    /** As it is shown: a long paste is a marker. */
    public String text() {
        return passage.text();
    }

    /** As it is sent. */
    public String expanded() {
        return passage.expanded();
    }

    public boolean isEmpty() {
        return passage.length() == 0;
    }

    /** Where the caret is: never inside a character of a reader, nor inside a marker. */
    public int caret() {
        return passage.border(point);
    }

    /** What Enter means after a backslash at the end: a new line in its place. Empty where there is none. */
    public Optional<Editor> continued() {
        int end = passage.length();
        boolean asked =
                caret() == end && text().endsWith("\\") && passage.foldTo(end).isEmpty();
        return asked ? Optional.of(replaced(end - 1, end, "\n")) : Optional.empty();
    }

    /** With another text and the caret at its end. Can be undone, and keeps what was cut. */
    public Editor withText(String text) {
        return edited(Passage.of(text), text.length(), Last.OTHER);
    }

    /** Another prompt: keeps what was cut, and nothing to undo. */
    public Editor fresh(String text) {
        return new Editor(Passage.of(text), text.length(), memory.fresh());
    }

    /** With the caret at an index, or at the next place where it can be. */
    public Editor moved(int index) {
        return new Editor(passage, passage.border(index), memory.moved());
    }

    /** With something else in the place of a range, and the caret behind it. A marker that the range cuts goes whole. */
    public Editor replaced(int from, int to, String text) {
        return replaced(from, to, Passage.of(text), Last.OTHER);
    }

    Editor typed(String text) {
        Passage after = passage.with(point, point, Passage.of(text));
        if (memory.last() == Last.TYPED && !text.codePoints().anyMatch(Words::blank)) {
            return new Editor(after, point + text.length(), memory.typedOn());
        }
        return edited(after, point + text.length(), Last.TYPED);
    }

    private Editor pasted(String text) {
        // no program that is handed a prompt expects a NUL in it, and some end there
        String pasted = text.replace("\0", "");
        if (pasted.isEmpty()) {
            return this;
        }
        long lines = pasted.lines().count();
        if (lines <= PASTED_LINES && pasted.length() <= PASTED_UNITS) {
            return replaced(point, point, pasted);
        }
        String size = lines > 1
                ? String.format(Locale.ROOT, "%,d lines", lines)
                : String.format(Locale.ROOT, "%,d characters", pasted.codePointCount(0, pasted.length()));
        String marker = "[pasted " + size + " #" + (memory.pastes() + 1) + "]";
        Editor after = replaced(point, point, Passage.folded(marker, pasted), Last.OTHER);
        return new Editor(after.passage, after.point, after.memory.withOnePasteMore());
    }

    /** A line up or down, in the column where the way up or down began. */
    Optional<Editor> movedToLine(boolean up) {
        int caret = caret();
        int start = passage.startOfLine(caret);
        int end = passage.endOfLine(caret);
        if (up ? start == 0 : end == passage.length()) {
            return Optional.empty();
        }
        int aim = memory.column() >= 0 ? memory.column() : columns(start, caret);
        int line = up ? passage.startOfLine(start - 1) : end + 1;
        return Optional.of(new Editor(passage, inColumn(line, aim), memory.movedInColumn(aim)));
    }

    private int inColumn(int startOfLine, int aim) {
        int end = passage.endOfLine(startOfLine);
        int at = startOfLine;
        int column = 0;
        while (at < end) {
            int next = passage.next(at);
            column += columns(at, next);
            if (column > aim) {
                break;
            }
            at = next;
        }
        return at;
    }

    /** How wide a part of one line is on the screen. */
    private int columns(int from, int to) {
        return Width.of(Printable.of(text().substring(from, to)));
    }

    Editor deleted(int from, int to) {
        return from == to ? moved(caret()) : replaced(from, to, Passage.EMPTY, Last.OTHER);
    }

    /** Cuts what stands between the caret and another place. */
    Editor killed(int other) {
        int caret = caret();
        if (other == caret) {
            return moved(caret);
        }
        int from = Math.min(caret, other);
        int to = Math.max(caret, other);
        boolean joins = memory.last() == Last.KILLED && caret == point;
        Editor after = replaced(from, to, Passage.EMPTY, Last.KILLED);
        return new Editor(after.passage, from, after.memory.withKilled(passage.part(from, to), other < caret, joins));
    }

    Editor yanked() {
        List<Passage> killed = memory.killed();
        if (killed.isEmpty()) {
            return moved(caret());
        }
        Editor after = replaced(point, point, killed.getFirst(), Last.YANKED);
        return new Editor(after.passage, after.point, after.memory.withYanked(0));
    }

    /** What was cut before, in the place of what has just been put in. */
    Editor yankedBefore() {
        List<Passage> killed = memory.killed();
        if (memory.last() != Last.YANKED || killed.size() < 2) {
            return this;
        }
        int start = point - killed.get(memory.yanked()).length();
        int which = (memory.yanked() + 1) % killed.size();
        Editor after = replaced(start, point, killed.get(which), Last.YANKED);
        return new Editor(after.passage, after.point, after.memory.withYanked(which));
    }

    Editor undone() {
        return memory.undoable()
                .map(before -> new Editor(before.passage(), before.point(), memory.undone(now())))
                .orElse(this);
    }

    Editor redone() {
        return memory.redoable()
                .map(after -> new Editor(after.passage(), after.point(), memory.redone(now())))
                .orElse(this);
    }

    private Moment now() {
        return new Moment(passage, point);
    }

    private Editor replaced(int from, int to, Passage other, Last what) {
        int end = passage.startOfRange(from) + other.length();
        return edited(passage.with(from, to, other), end, what);
    }

    private Editor edited(Passage after, int next, Last what) {
        return new Editor(after, next, memory.edited(now(), what));
    }
}
