package sacred.cognition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 * @param gaps the turns before this one that are not among them, the oldest first, as far as was read
 * @param whole whether nothing came before them; else they fill the window that they were read for by themselves
 */
public record Conversation(List<Exchange> exchanges, List<Gap> gaps, boolean whole) {

    /** What was asked and answered in one turn, as models are told of it. */
    public record Exchange(int turn, String asked, String answer) {

        public List<Message> messages() {
            return List.of(new Message.User(asked), Message.Assistant.of(answer));
        }
    }

    /** Turns of which nothing is told; what was said to the program is not counted. */
    public record Gap(int from, int to, Why why) {

        static Optional<Gap> of(Rewind rewind) {
            return rewind.to() + 1 < rewind.turn()
                    ? Optional.of(new Gap(rewind.to() + 1, rewind.turn() - 1, Why.REWOUND))
                    : Optional.empty();
        }
    }

    /** Why a turn is not told. */
    public enum Why {
        NO_ANSWER,
        REWOUND
    }

    public Conversation {
        exchanges = List.copyOf(exchanges);
        gaps = List.copyOf(gaps);
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
        return new Reader(new Path(turn, timeline)).read(window.orElse(Long.MAX_VALUE));
    }

    /** Goes back along a path. */
    private static final class Reader {
        private final Path path;
        private final List<Exchange> exchanges = new ArrayList<>();
        private final List<Gap> gaps = new ArrayList<>();
        private String answer = "";
        private long leastTokens;

        private Reader(Path path) {
            this.path = path;
        }

        private Conversation read(long window) {
            boolean whole = true;
            while (whole && path.hasNext()) {
                whole = leastTokens < window;
                if (whole) {
                    read(path.next());
                }
            }
            return new Conversation(exchanges.reversed(), gaps.reversed(), whole);
        }

        private void read(Block block) {
            if (block instanceof Block.Input input) {
                Rewind.of(input).flatMap(Gap::of).ifPresent(gaps::add);
                if (!input.command()) {
                    asked(input);
                }
                answer = "";
            } else if (!answer(block).isEmpty()) {
                // of several in one turn the first one counts, which is met last
                answer = answer(block);
            }
        }

        private void asked(Block.Input input) {
            int turn = input.head().turn();
            if (answer.isEmpty()) {
                gaps.add(new Gap(turn, turn, Why.NO_ANSWER));
                return;
            }
            Exchange exchange = new Exchange(turn, input.text(), answer);
            exchanges.add(exchange);
            leastTokens += PromptSize.leastTokens(exchange.messages());
        }
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
