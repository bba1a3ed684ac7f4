package sacred.cognition;

import java.util.ArrayList;
import java.util.List;
import sacred.providers.Message;
import sacred.timeline.Block;
import sacred.timeline.Stage;
import sacred.timeline.Timeline;

/**
 * What a model is told of the turns before: derived from the timeline alone. A turn without any answer is left out, since
 * most servers refuse two user messages in a row; an answer that broke off is told with that remark.
 */
public final class Conversation {

    private Conversation() {}

    /** The turns before {@code turn}, as alternating user and assistant messages. */
    public static List<Message> before(int turn, Timeline timeline) {
        List<Message> messages = new ArrayList<>();
        String asked = null;
        for (Block block : timeline.blocks()) {
            if (block.head().turn() >= turn) {
                break;
            }
            String answer = answer(block);
            if (block instanceof Block.Input input) {
                asked = input.command() ? null : input.text();
            } else if (asked != null && !answer.isEmpty()) {
                messages.add(new Message.User(asked));
                messages.add(Message.Assistant.of(answer));
                asked = null;
            }
        }
        return messages;
    }

    private static String answer(Block block) {
        return switch (block) {
            case Block.Format format -> format.text();
            // what was said while tools were called is no answer: that may still follow
            case Block.Error error
            when error.stage() == Stage.FORMAT && !error.partial().isBlank() ->
                error.partial() + "\n\n[the answer broke off here]";
            case Block.Error _, Block.Input _, Block.Route _, Block.Tool _ -> "";
        };
    }
}
