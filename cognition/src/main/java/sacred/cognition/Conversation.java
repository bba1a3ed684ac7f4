package sacred.cognition;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import sacred.providers.Message;
import sacred.providers.PromptSize;
import sacred.timeline.Block;
import sacred.timeline.Stage;
import sacred.timeline.Timeline;

/**
 * What a model is told of the turns before: derived from the timeline alone. A turn without any answer is left out, since
 * most servers refuse two user messages in a row; an answer that broke off is told with that remark. The timeline is read from
 * its end, and no further than any model of the turn can read. Pure but for what the list of blocks does when it is read.
 *
 * @param exchanges the oldest first
 * @param whole whether nothing came before them; else they fill the window that they were read for by themselves
 */
public record Conversation(List<Exchange> exchanges, boolean whole) {

    /** What was asked and answered in one turn, as models are told of it. */
    public record Exchange(int turn, String asked, String answer) {

        public List<Message> messages() {
            return List.of(new Message.User(asked), Message.Assistant.of(answer));
        }
    }

    public Conversation {
        exchanges = List.copyOf(exchanges);
    }

    /** The turns before {@code turn}, as alternating user and assistant messages. */
    public static List<Message> before(int turn, Timeline timeline) {
        return of(turn, timeline, OptionalLong.empty()).messages();
    }

    /**
     * The turns before {@code turn}.
     *
     * @param window how many tokens the model reads that reads most; empty where nobody knows, which reads everything
     */
    public static Conversation of(int turn, Timeline timeline, OptionalLong window) {
        List<Exchange> newestFirst = new ArrayList<>();
        long least = 0;
        Path path = new Path(turn, timeline);
        String answer = "";
        while (path.hasNext()) {
            if (window.isPresent() && least >= window.getAsLong()) {
                Collections.reverse(newestFirst);
                return new Conversation(newestFirst, false);
            }
            Block block = path.next();
            if (block instanceof Block.Input input) {
                if (!input.command() && !answer.isEmpty()) {
                    Exchange exchange = new Exchange(input.head().turn(), input.text(), answer);
                    newestFirst.add(exchange);
                    least += PromptSize.leastTokens(exchange.messages());
                }
                answer = "";
            } else if (!answer(block).isEmpty()) {
                // of several in one turn the first one counts, which is met last
                answer = answer(block);
            }
        }
        Collections.reverse(newestFirst);
        return new Conversation(newestFirst, true);
    }

    /** Alternating user and assistant messages. */
    public List<Message> messages() {
        return exchanges.stream()
                .flatMap(exchange -> exchange.messages().stream())
                .toList();
    }

    /** What the user should find on the block of the answer. */
    public List<String> remarks() {
        return whole
                ? List.of()
                : Stream.of("What came before turn " + exchanges.getFirst().turn()
                                + " is not counted here: the turns since then fill the window by themselves.")
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
