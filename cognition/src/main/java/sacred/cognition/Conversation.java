package sacred.cognition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import sacred.providers.Message;
import sacred.providers.PromptSize;
import sacred.timeline.Attachment;
import sacred.timeline.Block;
import sacred.timeline.Compaction;
import sacred.timeline.Contents;
import sacred.timeline.Sequence;
import sacred.timeline.Stage;
import sacred.timeline.Timeline;

/**
 * What a model is told of the turns before: derived from the timeline and the contents that it names. A turn without any answer
 * is left out, since most servers refuse two user messages in a row; an answer that broke off is told with that remark. Of several
 * answers to the same prompt one is told, in the place of the first. A summary is told in the place of the turns before it, until
 * it is undone. The timeline is read from its end, and no further than any model of the turn can read. Pure but for what the list
 * of blocks does when it is read.
 *
 * @param exchanges the oldest first
 * @param gaps the turns before this one that are not among them, the oldest first, as far as was read
 * @param missing the attached files whose contents are not at hand, which models are told
 * @param whole whether nothing came before them; else they fill the window that they were read for by themselves
 */
public record Conversation(List<Exchange> exchanges, List<Gap> gaps, List<String> missing, boolean whole) {

    /** As the command is kept that undoes the last summary that is told. */
    public static final String UNDO_SUMMARY = "/compact undo";

    /**
     * What was asked and answered in one turn, as models are told of it.
     *
     * @param asked the prompt and what stood in the files that went with it
     * @param attachments those files
     * @param standsFor of a summary that is told in the place of earlier turns
     */
    public record Exchange(
            int turn, String asked, String answer, List<Attachment> attachments, Optional<Compaction> standsFor) {

        /** Of a turn that was asked and answered. */
        public Exchange(int turn, String asked, String answer) {
            this(turn, asked, answer, List.of(), Optional.empty());
        }

        /** The model wrote the summary when it was asked to, and is told so; it is nothing that the user said. */
        static Exchange summary(Block.Format block, Compaction compaction) {
            return new Exchange(
                    block.head().turn(),
                    Prompts.fill("compact-told.md", Map.of()),
                    block.text(),
                    List.of(),
                    Optional.of(compaction));
        }

        /** The first turn that it tells of. */
        public int from() {
            return standsFor.map(Compaction::from).orElse(turn);
        }

        public List<Message> messages() {
            return List.of(new Message.User(asked), Message.Assistant.of(answer));
        }
    }

    /** Turns of which nothing is told, from a prompt to a prompt; what was said to the program in between is counted. */
    public record Gap(int from, int to, Why why) {}

    /** Why a turn is not told. */
    public enum Why {
        NO_ANSWER,
        /** Another answer to the same prompt is told. */
        OTHER_ANSWER,
        REWOUND
    }

    public Conversation {
        exchanges = List.copyOf(exchanges);
        gaps = List.copyOf(gaps);
        missing = List.copyOf(missing);
    }

    /**
     * The turns before {@code turn}.
     *
     * @param window how many tokens the model reads that reads most; empty where nobody knows, which reads everything
     * @param contents of the files that went with the prompts
     */
    public static Conversation of(int turn, Timeline timeline, OptionalLong window, Contents contents) {
        return new Reader(new Path(turn, timeline), place(turn, timeline), contents)
                .read(window.orElse(Long.MAX_VALUE));
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
    public static Conversation again(Block.Input prompt, Timeline timeline, OptionalLong window, Contents contents) {
        return new Reader(new Path(Integer.MAX_VALUE, timeline), prompt.place(), contents)
                .read(window.orElse(Long.MAX_VALUE));
    }

    /** Goes back along a path. */
    private static final class Reader {
        private final Path path;
        private final int before;
        private final Contents contents;
        private final List<String> missing = new ArrayList<>();
        private final List<Exchange> exchanges = new ArrayList<>();
        private final List<Gap> gaps = new ArrayList<>();
        /** Answers to prompts, by the place of the prompt, as long as that has not been reached. */
        private final NavigableMap<Integer, Told> siblings = new TreeMap<>();

        private Optional<Block> answer = Optional.empty();
        /** How many summaries, from here back, are told no more. */
        private int undone;

        private boolean summarised;
        private long leastTokens;

        /** @param before the place of the prompt that the conversation comes before */
        private Reader(Path path, int before, Contents contents) {
            this.path = path;
            this.before = before;
            this.contents = contents;
        }

        /**
         * An exchange and how good it is.
         *
         * @param missing its files that are not at hand
         * @param isWhole whether the answer did not break off
         */
        private record Told(Exchange exchange, List<String> missing, boolean isWhole) {

            /** Of two answers to the same prompt the later one counts, but none that broke off before one that is whole. */
            Told orEarlier(Told earlier) {
                return earlier.isWhole && !isWhole ? earlier : this;
            }
        }

        private Conversation read(long window) {
            boolean whole = true;
            while (whole && !summarised && path.hasNext()) {
                whole = leastTokens < window;
                if (whole) {
                    read(path.next());
                }
            }
            if (whole) {
                placeSiblingsAfter(0);
            }
            // of two answers the later one may be left out, which is known when the earlier one is met
            gaps.sort(Comparator.comparingInt(Gap::from));
            return new Conversation(exchanges.reversed(), gaps, missing.reversed(), whole);
        }

        private void read(Block block) {
            if (block instanceof Block.Format format && format.compaction().isPresent()) {
                summary(format, format.compaction().get());
            } else if (block instanceof Block.Input input) {
                undone += isUndo(input) ? 1 : 0;
                Rewind.of(input).flatMap(path::passedBy).ifPresent(gaps::add);
                if (!input.command() && input.place() < before) {
                    asked(input);
                }
                answer = Optional.empty();
            } else if (!text(block).isEmpty()) {
                // of several in one turn the first one counts, which is met last
                answer = Optional.of(block);
            }
        }

        private void summary(Block.Format block, Compaction compaction) {
            if (undone > 0) {
                undone--;
            } else if (block.head().turn() < before) {
                // what was asked again since is told behind it
                placeSiblingsAfter(0);
                add(Exchange.summary(block, compaction));
                summarised = true;
            }
        }

        private void asked(Block.Input input) {
            int turn = input.head().turn();
            placeSiblingsAfter(turn);
            Optional<Told> told = answer.map(said -> told(input, said));
            if (told.isEmpty() && !siblings.containsKey(turn)) {
                gaps.add(new Gap(turn, turn, Why.NO_ANSWER));
            }
            told.ifPresent(t -> siblings.merge(input.place(), t, this::better));
            placeSiblingsAfter(turn - 1);
        }

        /** Of two answers to the same prompt; the other one is told to nobody. */
        private Told better(Told later, Told earlier) {
            Told better = later.orEarlier(earlier);
            int other = (better == later ? earlier : later).exchange().turn();
            gaps.add(new Gap(other, other, Why.OTHER_ANSWER));
            return better;
        }

        private Told told(Block.Input input, Block said) {
            Asked asked = Asked.of(input, contents);
            Exchange exchange =
                    new Exchange(input.head().turn(), asked.told(), text(said), asked.attachments(), Optional.empty());
            return new Told(exchange, asked.missing(), said instanceof Block.Format);
        }

        /** Those whose prompt is not met any more, because the conversation was led past it, stand where it would be. */
        private void placeSiblingsAfter(int turn) {
            while (!siblings.isEmpty() && siblings.lastKey() > turn) {
                Told told = siblings.pollLastEntry().getValue();
                missing.addAll(told.missing().reversed());
                add(told.exchange());
            }
        }

        private void add(Exchange exchange) {
            exchanges.add(exchange);
            leastTokens += PromptSize.leastTokens(exchange.messages());
        }
    }

    private static boolean isUndo(Block.Input input) {
        return input.command() && input.text().equals(UNDO_SUMMARY);
    }

    /** The summary that is told in the place of earlier turns; empty where there is none. */
    public Optional<Compaction> summary() {
        return exchanges.isEmpty() ? Optional.empty() : exchanges.getFirst().standsFor();
    }

    /** Alternating user and assistant messages. */
    public List<Message> messages() {
        return exchanges.stream()
                .flatMap(exchange -> exchange.messages().stream())
                .toList();
    }

    /** What the user should find on the block of the answer. */
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (!whole) {
            remarks.add("What came before turn " + exchanges.getFirst().turn()
                    + " is not counted here: the turns since then fill the window by themselves.");
        }
        missing.stream().distinct().forEach(name -> remarks.add(notAtHand(name)));
        return remarks;
    }

    static String notAtHand(String name) {
        return "What stood in the attached file " + name
                + " is not at hand any more (it was removed or changed where it is kept, or cannot be read there);"
                + " models are told so.";
    }

    private static String text(Block block) {
        return switch (block) {
            case Block.Format format -> format.text();
            // what was said while tools were called is no answer: that may still follow
            case Block.Error error
            when (error.stage() == Stage.FORMAT || error.head().logicalModel().isPresent())
                    && !error.partial().isBlank() -> error.partial() + "\n\n[the answer broke off here]";
            case Block.Error _, Block.Input _, Block.Route _, Block.Tool _ -> "";
        };
    }
}
