package sacred.app.command;

import java.util.OptionalInt;
import sacred.app.compare.Comparison;
import sacred.app.replay.Script;

/** What a slash command may ask of a screen. */
public sealed interface ScreenRequest {

    /**
     * A list to choose a model from.
     *
     * @param query what is typed in it already
     */
    record PickModel(String query) implements ScreenRequest {}

    /** A list to choose a saved timeline from. */
    record PickTimeline() implements ScreenRequest {}

    /** Plays a saved timeline. */
    record Play(String name, Script script) implements ScreenRequest {}

    /** The keys and the commands. */
    record ShowKeys() implements ScreenRequest {}

    /**
     * How the members of a logical model come to their answer.
     *
     * @param turn its number; empty for the last turn of a logical model
     */
    record ShowPanel(OptionalInt turn) implements ScreenRequest {}

    /** Answers beside each other. */
    record ShowComparison(Comparison comparison) implements ScreenRequest {}

    /** Searches all timelines. */
    record Search(String words) implements ScreenRequest {}

    /**
     * Shows a block of the open timeline.
     *
     * @param turn the number of its turn; no other turn is looked through
     * @param block its id
     */
    record ShowBlock(int turn, String block) implements ScreenRequest {}

    /**
     * Shows a saved timeline that is only read.
     *
     * @param at what is shown of it first
     * @param why it is only read
     */
    record Look(String name, Script script, ShowBlock at, String why) implements ScreenRequest {}

    /** @param name of a theme; empty for the next one */
    record ChangeTheme(String name) implements ScreenRequest {}

    /** Switches the mouse on or off. */
    record ToggleMouse() implements ScreenRequest {}

    /** Copies the last answer. */
    record CopyAnswer() implements ScreenRequest {}

    /** Opens the prompt in the user's editor. */
    record EditPrompt() implements ScreenRequest {}
}
