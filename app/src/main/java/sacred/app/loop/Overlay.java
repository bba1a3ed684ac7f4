package sacred.app.loop;

import sacred.app.edit.ListBox;

/** What lies over the timeline until it is closed. */
sealed interface Overlay {

    /** What a list is for. */
    enum Purpose {
        MODEL,
        TIMELINE,
        COMMAND
    }

    /** A list to choose from. */
    record Choosing(Purpose purpose, ListBox box) implements Overlay {}

    /**
     * Whether a line is sent although there may be a secret in it.
     *
     * @param written whether it still stands in the prompt
     * @param shown whether the user has had a chance to see the question: only then a key is an answer
     */
    record Doubt(Line line, String sentence, boolean written, boolean shown) implements Overlay {}

    /**
     * The keys and the commands.
     *
     * @param top the first visible row
     */
    record Keys(int top) implements Overlay {}
}
