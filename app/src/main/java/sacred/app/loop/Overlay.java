package sacred.app.loop;

import java.util.List;
import sacred.app.edit.ListBox;
import sacred.app.text.Row;
import sacred.app.view.ComparisonRows;
import sacred.app.view.KeysView;
import sacred.app.view.PanelRows;

/** What lies over the timeline until it is closed. */
sealed interface Overlay {

    /** What a list is for. */
    enum Purpose {
        MODEL,
        TIMELINE,
        COMMAND
    }

    /** The search over all timelines. */
    record Search(Finding finding) implements Overlay {}

    /** A list to choose from. */
    record Choosing(Purpose purpose, ListBox box) implements Overlay {}

    /**
     * Whether a line is sent although there may be a secret in it.
     *
     * @param written whether it still stands in the prompt
     * @param shown whether the user has had a chance to see the question: only then a key is an answer
     */
    record Doubt(Line line, String sentence, boolean written, boolean shown) implements Overlay {}

    /** Something to read that is longer than the screen. */
    sealed interface Page extends Overlay {

        /** The first visible row. */
        int top();

        Page at(int row);

        /** Whether every key that does not scroll closes it, and not only Esc and q. */
        boolean isGlanced();

        List<Row> rows(State state);
    }

    /** The keys and the commands. */
    record Keys(int top) implements Page {

        @Override
        public Page at(int row) {
            return new Keys(row);
        }

        @Override
        public boolean isGlanced() {
            return true;
        }

        @Override
        public List<Row> rows(State state) {
            return KeysView.rows(KeyHelp.LINES, state.size().columns());
        }
    }

    /** How the members of a logical model come to their answer. */
    record Deliberated(PanelRows panel, int top) implements Page {

        @Override
        public Page at(int row) {
            return new Deliberated(panel, row);
        }

        @Override
        public boolean isGlanced() {
            return false;
        }

        @Override
        public List<Row> rows(State state) {
            return panel.at(
                    state.story().timeline(),
                    state.live(),
                    state.liveMs(),
                    state.size().columns());
        }
    }

    /** Answers beside each other. */
    record Compared(ComparisonRows comparison, int top) implements Page {

        @Override
        public Page at(int row) {
            return new Compared(comparison, row);
        }

        @Override
        public boolean isGlanced() {
            return false;
        }

        @Override
        public List<Row> rows(State state) {
            return comparison.at(state.size().columns());
        }
    }
}
