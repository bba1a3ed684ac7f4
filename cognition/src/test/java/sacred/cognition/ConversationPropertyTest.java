package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import sacred.providers.Message;
import sacred.providers.PromptSize;
import sacred.timeline.Block;
import sacred.timeline.Contents;
import sacred.timeline.Kind;
import sacred.timeline.Sequence;
import sacred.timeline.Timeline;

class ConversationPropertyTest {

    @Property
    void isThatOfAReaderWhoBeginsAtTheBeginning(@ForAll long seed, @ForAll @IntRange(max = 30) int turns) {
        RandomTalk talk = new RandomTalk(new Random(seed), turns);

        for (int turn = 1; turn <= turns + 1; turn++) {
            assertEquals(talk.toldBefore(turn), Stagehand.told(turn, talk.timeline()), talk.script());
        }
    }

    @Property
    void aKnownWindowCutsOnlyWhatItCannotHold(
            @ForAll long seed, @ForAll @IntRange(max = 30) int turns, @ForAll @IntRange(min = 1, max = 60) int window) {
        Timeline timeline = new RandomTalk(new Random(seed), turns).timeline();

        List<Message> all = Stagehand.told(turns + 1, timeline);
        Conversation cut = Conversation.of(turns + 1, timeline, OptionalLong.of(window), Contents.NONE);

        List<Message> told = cut.messages();
        assertEquals(all.subList(all.size() - told.size(), all.size()), told);
        assertTrue(cut.whole() || PromptSize.leastTokens(told) >= window, told.toString());
        assertTrue(!cut.whole() || told.size() == all.size(), told.toString());
        assertEquals(cut.whole(), cut.remarks().isEmpty());
    }

    @Property
    void nothingIsReadThatCannotBeTold(@ForAll long seed, @ForAll @IntRange(min = 40, max = 60) int turns) {
        Timeline timeline = RandomTalk.straightOn(new Random(seed), turns).timeline();
        Watched watched = new Watched(timeline.blocks());

        Conversation cut = Conversation.of(
                turns + 1,
                new Timeline(Sequence.of(watched), timeline.closings(), Optional.empty(), timeline.totals()),
                OptionalLong.of(5),
                Contents.NONE);

        int oldest = cut.exchanges().getFirst().turn();
        assertFalse(cut.whole());
        assertTrue(
                watched.blocks.get(watched.lowest).head().turn() >= oldest - 1,
                () -> "read down to block " + watched.lowest + ", told from turn " + oldest);
    }

    /** Remembers how far it was read. */
    private static final class Watched implements Sequence.Store<Block> {
        private final List<Block> blocks;
        private int lowest = Integer.MAX_VALUE;

        private Watched(List<Block> blocks) {
            this.blocks = blocks;
        }

        @Override
        public Block get(int index) {
            lowest = Math.min(lowest, index);
            return blocks.get(index);
        }

        @Override
        public int size() {
            return blocks.size();
        }

        @Override
        public int turn(int index) {
            return blocks.get(index).head().turn();
        }

        @Override
        public Kind kind(int index) {
            return Kind.of(blocks.get(index));
        }

        @Override
        public boolean ascending() {
            return true;
        }
    }
}
