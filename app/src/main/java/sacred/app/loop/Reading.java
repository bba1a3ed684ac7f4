package sacred.app.loop;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sacred.app.view.Anchor;

/**
 * How the timeline is read: where, what is chosen, what is unfolded, what is searched.
 *
 * @param top empty while the view follows the end
 * @param seen how many items there were when it stopped following
 * @param selected the chosen item while the timeline has the keys; empty while the prompt has them
 * @param unfolded ids of blocks
 * @param code which block of code of the chosen block is copied next, from 0
 */
record Reading(
        Optional<Anchor> top,
        int seen,
        Optional<Integer> selected,
        Set<String> unfolded,
        Optional<Search> search,
        int code) {

    static final Reading START = new Reading(Optional.empty(), 0, Optional.empty(), Set.of(), Optional.empty(), 0);

    /**
     * A search in the timeline.
     *
     * @param typing whether the query is still being typed
     * @param hits items, oldest first
     * @param current position among the hits; -1 for none
     * @param left how many blocks have not been looked at yet
     */
    record Search(String query, boolean typing, List<Integer> hits, int current, int left) {
        Search {
            hits = List.copyOf(hits);
        }

        /** Of which everything was looked at. */
        Search(String query, boolean typing, List<Integer> hits, int current) {
            this(query, typing, hits, current, 0);
        }
    }

    Reading {
        unfolded = Set.copyOf(unfolded);
    }

    Reading at(Optional<Anchor> other, int items) {
        int since = top.isEmpty() && other.isPresent() ? items : seen;
        return new Reading(other, since, selected, unfolded, search, code);
    }

    Reading select(Optional<Integer> item) {
        return new Reading(top, seen, item, unfolded, search, 0);
    }

    Reading toggle(String id) {
        Set<String> other = new HashSet<>(unfolded);
        if (!other.remove(id)) {
            other.add(id);
        }
        return new Reading(top, seen, selected, other, search, code);
    }

    Reading unfold(String id) {
        return unfolded.contains(id) ? this : toggle(id);
    }

    Reading with(Optional<Search> other) {
        return new Reading(top, seen, selected, unfolded, other, code);
    }

    Reading withCode(int next) {
        return new Reading(top, seen, selected, unfolded, search, next);
    }

    /**
     * The same place once other items stand before what is read; what was found is found among those no more.
     *
     * @param before how many
     */
    Reading behind(int before) {
        // what says that something is read above the first block is gone then
        Optional<Anchor> moved =
                top.map(at -> at.item() == 0 ? new Anchor(before + 1, 0) : new Anchor(at.item() + before, at.row()));
        return new Reading(
                moved,
                seen + before,
                selected.map(item -> item + before),
                unfolded,
                search.filter(Search::typing),
                code);
    }

    boolean focused() {
        return selected.isPresent();
    }
}
