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
     * The keys and the commands.
     *
     * @param top the first visible row
     */
    record Keys(int top) implements Overlay {}
}
