package sacred.app.edit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The way through the history with Up and Down. The draft is behind the newest entry. What was changed on the way stays
 * changed until the way ends, so nothing that was typed is lost. A value.
 *
 * @param at which entry is shown; the number of entries for the draft
 * @param changed what was shown where somebody has been, with its changes
 */
public record Browse(List<String> entries, int at, Map<Integer, Editor> changed) {

    /** Where the way is, and what is in the prompt there. */
    public record Step(Browse browse, Editor editor) {}

    public Browse {
        entries = List.copyOf(entries);
        changed = Map.copyOf(changed);
    }

    /** At the draft. */
    public static Browse of(List<String> entries) {
        return new Browse(entries, entries.size(), Map.of());
    }

    /** Whether the draft is what is shown. */
    public boolean atDraft() {
        return at == entries.size();
    }

    /** To the entry before; empty at the oldest. */
    public Optional<Step> up(Editor shown) {
        return at == 0 ? Optional.empty() : Optional.of(to(at - 1, shown));
    }

    /** To the entry after, and to the draft at last; empty there. */
    public Optional<Step> down(Editor shown) {
        return atDraft() ? Optional.empty() : Optional.of(to(at + 1, shown));
    }

    /** The draft, whatever is shown. */
    public Editor draft(Editor shown) {
        return atDraft() ? shown : changed.getOrDefault(entries.size(), Editor.EMPTY);
    }

    private Step to(int other, Editor shown) {
        Map<Integer, Editor> all = new HashMap<>(changed);
        all.put(at, shown);
        Editor there = all.containsKey(other) ? all.get(other) : shown.fresh(entries.get(other));
        return new Step(new Browse(entries, other, all), there);
    }
}
