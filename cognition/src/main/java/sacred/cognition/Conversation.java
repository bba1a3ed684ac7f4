package sacred.cognition;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import sacred.providers.Message;
import sacred.timeline.Block;
import sacred.timeline.Stage;
import sacred.timeline.Timeline;

/**
 * What a model is told of the turns before: derived from the timeline alone. A turn without any answer is left out, since
 * most servers refuse two user messages in a row; an answer that broke off is told with that remark. Of several answers to the
 * same prompt one is told, in the place of the first.
 */
public final class Conversation {

    private Conversation() {}

    /** What was asked, and the answer that counts. */
    private record Exchange(String asked, String answer, boolean whole) {

        /** Of two answers to the same prompt the later one counts, but none that broke off before one that is whole. */
        Exchange or(Exchange later) {
            return whole && !later.whole ? this : later;
        }
    }

    /** The turns before {@code turn}, as alternating user and assistant messages. */
    public static List<Message> before(int turn, Timeline timeline) {
        int place = timeline.blocks().stream()
                .filter(block -> block.head().turn() == turn && block instanceof Block.Input)
                .mapToInt(block -> ((Block.Input) block).place())
                .findFirst()
                .orElse(turn);
        return before(place, turn, timeline);
    }

    /** What is told when a prompt is asked once more: what came before it the first time, also where that was answered anew since. */
    public static List<Message> beforeAgain(Block.Input prompt, Timeline timeline) {
        return before(prompt.place(), Integer.MAX_VALUE, timeline);
    }

    /**
     * @param place of the prompt in the conversation
     * @param turn that asks it: later ones are not known to it
     */
    private static List<Message> before(int place, int turn, Timeline timeline) {
        Map<Integer, Exchange> exchanges = new TreeMap<>();
        Optional<Block.Input> asked = Optional.empty();
        for (Block block : timeline.blocks()) {
            if (block.head().turn() >= turn) {
                break;
            }
            String answer = answer(block);
            if (block instanceof Block.Input input) {
                asked = Optional.of(input).filter(said -> !said.command() && said.place() < place);
            } else if (asked.isPresent() && !answer.isEmpty()) {
                Exchange exchange = new Exchange(asked.get().text(), answer, block instanceof Block.Format);
                exchanges.merge(asked.get().place(), exchange, Exchange::or);
                asked = Optional.empty();
            }
        }
        return exchanges.values().stream()
                .<Message>flatMap(e -> Stream.of(new Message.User(e.asked()), Message.Assistant.of(e.answer())))
                .toList();
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
