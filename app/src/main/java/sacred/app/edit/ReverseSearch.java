package sacred.app.edit;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The search through the history for what contains some letters, newest first. Letters in lower case find both cases. A value.
 *
 * @param hit which entry is shown; the number of entries while there is none
 * @param failed nothing contains the query; what was found before stays shown
 * @param draft what the search began with, and what it gives back
 */
public record ReverseSearch(List<String> entries, String query, int hit, boolean failed, Editor draft) {

    public ReverseSearch {
        entries = List.copyOf(entries);
    }

    public static ReverseSearch of(List<String> entries, Editor draft) {
        return new ReverseSearch(entries, "", entries.size(), false, draft);
    }

    /** With more letters to look for; the entry that is shown may contain them already. */
    public ReverseSearch typed(String letters) {
        String longer = query + letters;
        return new ReverseSearch(entries, longer, hit, failed, draft).found(Math.min(hit, entries.size() - 1));
    }

    /** With one letter less, from the newest entry on. */
    public ReverseSearch erased() {
        String shorter = query.substring(0, Clusters.previous(query, 0, query.length()));
        ReverseSearch again = new ReverseSearch(entries, shorter, entries.size(), false, draft);
        return shorter.isEmpty() ? again : again.found(entries.size() - 1);
    }

    /** The next older entry that is another one. */
    public ReverseSearch older() {
        return query.isEmpty() ? this : found(hit - 1);
    }

    /** The next newer one. */
    public ReverseSearch newer() {
        for (int i = hit + 1; i < entries.size(); i++) {
            if (!query.isEmpty() && index(i) >= 0) {
                return new ReverseSearch(entries, query, i, false, draft);
            }
        }
        return this;
    }

    private ReverseSearch found(int from) {
        for (int i = from; i >= 0; i--) {
            if (index(i) >= 0) {
                return new ReverseSearch(entries, query, i, false, draft);
            }
        }
        return new ReverseSearch(entries, query, hit, true, draft);
    }

    /** The entry that is shown. */
    public Optional<String> entry() {
        return hit < entries.size() ? Optional.of(entries.get(hit)) : Optional.empty();
    }

    /** Where the query is in the entry that is shown; -1 when it is not. */
    public int index() {
        return hit < entries.size() ? index(hit) : -1;
    }

    private int index(int entry) {
        boolean exact = !query.equals(query.toLowerCase(Locale.ROOT));
        String text = entries.get(entry);
        if (exact) {
            return text.indexOf(query);
        }
        for (int i = 0; i <= text.length() - query.length(); i++) {
            if (text.regionMatches(true, i, query, 0, query.length())) {
                return i;
            }
        }
        return -1;
    }

    /** What is shown becomes the prompt, with the caret where the query was found; the draft comes back with an undo. */
    public Editor accepted() {
        return entry().map(text -> draft.withText(text).moved(Math.max(0, index())))
                .orElse(draft);
    }

    /** The draft, as it was. */
    public Editor cancelled() {
        return draft;
    }
}
