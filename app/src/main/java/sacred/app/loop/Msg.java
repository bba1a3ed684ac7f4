package sacred.app.loop;

import java.util.List;
import java.util.OptionalInt;
import sacred.app.command.ScreenRequest;
import sacred.app.edit.Input;
import sacred.app.edit.ListBox;
import sacred.app.find.Hit;
import sacred.app.text.Size;
import sacred.app.view.Story;
import sacred.app.view.Unread;
import sacred.cognition.TurnSettings;
import sacred.cognition.tool.Approval;
import sacred.timeline.Event;

/** What comes into the inbox of the loop, from any thread. */
sealed interface Msg {

    /** From the keyboard, the mouse, the terminal. */
    record Typed(Input input) implements Msg {}

    record Resized(Size size) implements Msg {}

    /** An event of the turn that runs; a durable one is on disk. */
    record Happened(Event event) implements Msg {}

    /**
     * A line for the user.
     *
     * @param about the command that it answers; empty for none
     */
    record Said(String about, String line) implements Msg {}

    /** The turn that runs could not be kept on disk; it will not be closed. */
    record Abandoned(String why, String prompt) implements Msg {}

    /** Another timeline is open. */
    record Opened(Story story) implements Msg {}

    /** There is a screen: a timeline of which only the end is on it is read. */
    record Begun() implements Msg {}

    /** More of that timeline has been read. */
    record Progressed(Unread now) implements Msg {}

    /**
     * It has been read whole.
     *
     * @param before as {@link Story#before}
     */
    record Arrived(Story whole, OptionalInt before) implements Msg {}

    /** Who answers from now on; a sentence that says so, or none. */
    record Switched(TurnSettings settings, String sentence) implements Msg {}

    record Requested(ScreenRequest request) implements Msg {}

    /** More of the entries of a list that is open. */
    record Listed(Overlay.Purpose purpose, List<ListBox.Entry> entries) implements Msg {}

    /**
     * Where the text that is looked for in this timeline was seen so far.
     *
     * @param hits items, oldest first
     * @param left how many blocks, the oldest, have not been looked at yet
     */
    record Seen(String text, List<Integer> hits, int left) implements Msg {}

    /** What a search over all timelines has found by now, the newest first, and how far it is. */
    record Found(String query, List<Hit> hits, String state) implements Msg {
        public Found {
            hits = List.copyOf(hits);
        }
    }

    /** What may follow the {@code @} that is being written has been looked up. */
    record FilesFound() implements Msg {}

    /** A tool wants something; answered by {@link Effect.Decide}. */
    record Asked(Approval approval) implements Msg {}

    /** Nobody waits for the answer any more. */
    record Withdrawn() implements Msg {}

    /** What was submitted last has been dealt with. */
    record Done() implements Msg {}

    /** The user's editor has ended; the text is the prompt now. */
    record Edited(String text) implements Msg {}

    /** A prompt was not sent and comes back. */
    record Refused(String prompt, String why) implements Msg {}

    /** A line was not sent yet, because there may be a secret in it; a sentence. */
    record Doubtful(Line line, String sentence) implements Msg {}

    /** A question is on the screen, and everything that was typed before has been read. */
    record Shown() implements Msg {}

    /** Something that the user asked for was not done; a sentence. */
    record Failed(String why) implements Msg {}

    /** Time has passed; nothing else. */
    record Tick() implements Msg {}

    /** The terminal has gone away, or the user leaves by a command. */
    record Gone() implements Msg {}
}
