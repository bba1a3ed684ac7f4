package sacred.app.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an editor remembers beside its text.
 *
 * @param killed what was cut, newest first
 * @param yanked which of these stands at the caret, when the last key put one there
 * @param undo states before edits, newest last
 * @param redo states that were undone, newest last
 * @param last what the last key did
 * @param column where Up and Down aim, in columns; -1 when the last key was neither
 * @param pastes how many pastes were folded, for their numbers
 */
record Memory(
        List<Passage> killed, int yanked, List<Moment> undo, List<Moment> redo, Last last, int column, int pastes) {

    static final Memory EMPTY = new Memory(List.of(), 0, List.of(), List.of(), Last.OTHER, -1, 0);

    private static final int KILLS = 30;
    private static final int EDITS = 300;
    /** Every state holds a whole text; so many UTF-16 units of them are kept. */
    private static final long UNDO_UNITS = 4_000_000;

    /** What the last key did, where the next one cares. */
    enum Last {
        TYPED,
        KILLED,
        YANKED,
        OTHER
    }

    /** A text and where the next one is put into it. */
    record Moment(Passage passage, int point) {}

    Memory {
        killed = List.copyOf(killed);
        undo = List.copyOf(undo);
        redo = List.copyOf(redo);
    }

    Memory fresh() {
        return new Memory(killed, 0, List.of(), List.of(), Last.OTHER, -1, 0);
    }

    Memory moved() {
        return movedInColumn(-1);
    }

    Memory movedInColumn(int aim) {
        return new Memory(killed, yanked, undo, redo, Last.OTHER, aim, pastes);
    }

    /** After an edit that ends what could be redone. */
    Memory edited(Moment before, Last what) {
        return new Memory(killed, 0, bounded(before), List.of(), what, -1, pastes);
    }

    /** After another letter of a word: the word is undone as a whole. */
    Memory typedOn() {
        return new Memory(killed, 0, undo, List.of(), Last.TYPED, -1, pastes);
    }

    /**
     * What was cut right after another cut joins it.
     *
     * @param ahead whether it stood before the caret
     */
    Memory withKilled(Passage piece, boolean ahead, boolean joins) {
        List<Passage> ring = new ArrayList<>(killed);
        if (joins && !ring.isEmpty()) {
            Passage newest = ring.getFirst();
            ring.set(0, ahead ? piece.plus(newest) : newest.plus(piece));
        } else {
            ring.addFirst(piece);
        }
        return new Memory(ring.subList(0, Math.min(KILLS, ring.size())), 0, undo, redo, Last.KILLED, -1, pastes);
    }

    Memory withYanked(int which) {
        return new Memory(killed, which, undo, redo, Last.YANKED, -1, pastes);
    }

    Memory withOnePasteMore() {
        return new Memory(killed, yanked, undo, redo, last, column, pastes + 1);
    }

    Optional<Moment> undoable() {
        return undo.isEmpty() ? Optional.empty() : Optional.of(undo.getLast());
    }

    Optional<Moment> redoable() {
        return redo.isEmpty() ? Optional.empty() : Optional.of(redo.getLast());
    }

    Memory undone(Moment now) {
        return new Memory(killed, 0, undo.subList(0, undo.size() - 1), plus(redo, now), Last.OTHER, -1, pastes);
    }

    Memory redone(Moment now) {
        return new Memory(killed, 0, plus(undo, now), redo.subList(0, redo.size() - 1), Last.OTHER, -1, pastes);
    }

    private List<Moment> bounded(Moment before) {
        List<Moment> all = plus(undo, before);
        int from = all.size() - 1;
        long units = all.getLast().passage().length();
        while (from > 0 && all.size() - from < EDITS && units <= UNDO_UNITS) {
            from--;
            units += all.get(from).passage().length();
        }
        return all.subList(from, all.size());
    }

    private static List<Moment> plus(List<Moment> all, Moment last) {
        List<Moment> more = new ArrayList<>(all);
        more.add(last);
        return more;
    }
}
