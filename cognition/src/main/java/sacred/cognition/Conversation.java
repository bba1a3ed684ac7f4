package sacred.cognition;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import sacred.providers.Message;
import sacred.providers.PromptSize;
import sacred.timeline.Block;
import sacred.timeline.Sequence;
import sacred.timeline.Stage;
import sacred.timeline.Timeline;

/**
 * What a model is told of the turns before: derived from the timeline alone. A turn without any answer is left out, since
 * most servers refuse two user messages in a row; an answer that broke off is told with that remark. Of several answers to the
 * same prompt one is told, in the place of the first. The timeline is read from its end, and no further than any model of the turn
 * can read. Pure but for what the list of blocks does when it is read.
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
        return new Reader(new Path(turn, timeline), place(turn, timeline)).read(window.orElse(Long.MAX_VALUE));
    }

    /** Where the prompt of a turn stands in the conversation; looked for from the end, where it nearly always is. */
    private static int place(int turn, Timeline timeline) {
        Sequence<Block> blocks = timeline.blocks();
        for (int i = blocks.size() - 1; i >= 0 && blocks.turn(i) >= turn; i--) {
            if (blocks.turn(i) == turn && blocks.get(i) instanceof Block.Input input) {
                return input.place();
            }
        }
        return turn;
    }

    /** What is told when a prompt is asked once more: what came before it the first time, also where that was answered anew since. */
    public static Conversation again(Block.Input prompt, Timeline timeline, OptionalLong window) {
        return new Reader(new Path(Integer.MAX_VALUE, timeline), prompt.place()).read(window.orElse(Long.MAX_VALUE));
    }

    /** Goes back along a path. */
    private static final class Reader {
        private final Path path;
        private final int before;
        private final List<Exchange> exchanges = new ArrayList<>();
        private final List<Gap> gaps = new ArrayList<>();
        /** Answers to prompts, by the place of the prompt, as long as that has not been reached. */
        private final NavigableMap<Integer, Told> siblings = new TreeMap<>();

        private Optional<Block> answer = Optional.empty();
        private long leastTokens;

        /** @param before the place of the prompt that the conversation comes before */
        private Reader(Path path, int before) {
            this.path = path;
            this.before = before;
        }

        /**
         * An exchange and how good it is.
         *
         * @param isWhole whether the answer did not break off
         */
        private record Told(Exchange exchange, boolean isWhole) {

            /** Of two answers to the same prompt the later one counts, but none that broke off before one that is whole. */
            Told orEarlier(Told earlier) {
                return earlier.isWhole && !isWhole ? earlier : this;
            }
        }

        private Conversation read(long window) {
            boolean whole = true;
            while (whole && path.hasNext()) {
                whole = leastTokens < window;
                if (whole) {
                    read(path.next());
                }
            }
            if (whole) {
                placeSiblingsAfter(0);
            }
            return new Conversation(exchanges.reversed(), gaps.reversed(), whole);
        }

        private void read(Block block) {
            if (block instanceof Block.Input input) {
                Rewind.of(input).flatMap(Gap::of).ifPresent(gaps::add);
                if (!input.command() && input.place() < before) {
                    asked(input);
                }
                answer = Optional.empty();
            } else if (!text(block).isEmpty()) {
                // of several in one turn the first one counts, which is met last
                answer = Optional.of(block);
            }
        }

        private void asked(Block.Input input) {
            int turn = input.head().turn();
            placeSiblingsAfter(turn);
            Optional<Told> told = answer.map(
                    said -> new Told(new Exchange(turn, input.text(), text(said)), said instanceof Block.Format));
            if (told.isEmpty() && !siblings.containsKey(turn)) {
                gaps.add(new Gap(turn, turn, Why.NO_ANSWER));
            }
            told.ifPresent(t -> siblings.merge(input.place(), t, Told::orEarlier));
            placeSiblingsAfter(turn - 1);
        }

        /** Those whose prompt is not met any more, because the conversation was led past it, stand where it would be. */
        private void placeSiblingsAfter(int turn) {
            while (!siblings.isEmpty() && siblings.lastKey() > turn) {
                Exchange exchange = siblings.pollLastEntry().getValue().exchange();
                exchanges.add(exchange);
                leastTokens += PromptSize.leastTokens(exchange.messages());
            }
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

    private static String text(Block block) {
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
