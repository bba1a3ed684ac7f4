package sacred.app.loop;

import java.util.List;
import sacred.cognition.tool.Decision;
import sacred.timeline.Block;

/** What an update wants done in the world outside. */
sealed interface Effect {

    /** Something for the window, done by the loop's own thread. */
    sealed interface OnWindow extends Effect {}

    /** Something for the session, started and not waited for. */
    sealed interface OnSession extends Effect {}

    /** A prompt to ask or a command to run. Answered by {@link Msg.Done}. */
    record Submit(Line line) implements OnSession {}

    /** A command that runs beside whatever runs. */
    record RunBeside(String line) implements OnSession {}

    /** An earlier prompt to ask again. Answered by {@link Msg.Done}. */
    record AskAgain(Block.Input prompt) implements OnSession {}

    /** Reads the timeline whose end is on the screen. Answered by {@link Msg.Arrived} and {@link Msg.Done}. */
    record ReadOn() implements OnSession {}

    record StopTurn() implements OnSession {}

    /** The answer to what a tool wants. */
    record Decide(Decision decision) implements OnSession {}

    /** Fills a list. Answered by {@link Msg.Listed}. */
    record FillList(Overlay.Purpose purpose) implements OnSession {}

    /**
     * A text to be found among many blocks. Answered by {@link Msg.Seen} as often as there is something to tell, until another
     * one begins; nothing is looked for where there are no blocks.
     */
    record Look(List<Block> blocks, String text) implements OnSession {}

    /** Searches all timelines, and ends the search before. Answered by {@link Msg.Found}. */
    record Find(String query) implements OnSession {}

    record StopFinding() implements OnSession {}

    /** A prompt goes into the history. */
    record Remember(String prompt) implements OnSession {}

    /** What is being written, so that a crash does not lose it. */
    record KeepDraft(String text) implements OnSession {}

    record Copy(String text) implements OnWindow {}

    record Mouse(boolean on) implements OnWindow {}

    record Redraw() implements OnWindow {}

    record Suspend() implements OnWindow {}

    /** Opens a text in the user's editor. Answered by {@link Msg.Edited} unless it is only to be read. */
    record Edit(String text, boolean readOnly) implements OnWindow {}

    /** Ends the loop. */
    record Leave() implements OnWindow {}
}
