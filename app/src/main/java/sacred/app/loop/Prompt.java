package sacred.app.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sacred.app.edit.Browse;
import sacred.app.edit.Editor;
import sacred.app.edit.ReverseSearch;

/**
 * What is being written, and the earlier prompts around it.
 *
 * @param search in the earlier prompts, while it is open
 */
record Prompt(Editor editor, Browse browse, Optional<ReverseSearch> search, Optional<Completing> completing) {

    static final Prompt EMPTY = of(List.of());

    static Prompt of(List<String> history) {
        return new Prompt(Editor.EMPTY, Browse.of(history), Optional.empty(), Optional.empty());
    }

    Prompt with(Editor other) {
        return new Prompt(other, browse, search, completing);
    }

    Prompt withCompleting(Optional<Completing> other) {
        return new Prompt(editor, browse, search, other);
    }

    Prompt searching(Optional<ReverseSearch> other) {
        return new Prompt(editor, browse, other, Optional.empty());
    }

    /** The earlier prompt, or the later one; empty at the ends. */
    Optional<Prompt> earlier() {
        return browse.up(editor).map(step -> new Prompt(step.editor(), step.browse(), search, Optional.empty()));
    }

    Optional<Prompt> later() {
        return browse.down(editor).map(step -> new Prompt(step.editor(), step.browse(), search, Optional.empty()));
    }

    /** Empty again; the text is the newest of the earlier prompts. A draft that browsing had put aside comes back. */
    Prompt gone(String text) {
        List<String> entries = new ArrayList<>(browse.entries());
        entries.remove(text);
        entries.add(text);
        Editor draft = browse.atDraft() ? Editor.EMPTY : browse.draft(editor);
        return new Prompt(draft, Browse.of(entries), Optional.empty(), Optional.empty());
    }

    /** Empty; what was written, and a draft that browsing had put aside, are the newest of the earlier prompts. */
    Prompt cleared() {
        Editor draft = browse.draft(editor);
        Prompt without = gone(editor.expanded());
        return draft.isEmpty() || browse.atDraft()
                ? without
                : new Prompt(Editor.EMPTY, Browse.of(browse.entries()), search, completing)
                        .gone(draft.expanded())
                        .gone(editor.expanded());
    }
}
