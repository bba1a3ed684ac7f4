package sacred.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SequenceTest {

    @Test
    void whatIsAskedOfAnElementReadsNone() {
        Sequence<Block> blocks = Sequence.of(new Unread(List.of(Kind.INPUT, Kind.TOOL, Kind.FORMAT, Kind.INPUT)));

        Sequence<Block> grown = blocks.plus(format(7));

        assertEquals(5, grown.size());
        assertEquals(Kind.TOOL, grown.kind(1));
        assertEquals(Kind.FORMAT, grown.kind(4));
        assertEquals(3, grown.turn(3));
        assertEquals(7, grown.turn(4));
        assertEquals(OptionalInt.of(4), grown.lastBefore(5, Kind.FORMAT));
        assertEquals(OptionalInt.of(2), grown.lastBefore(4, Kind.FORMAT));
        assertEquals(OptionalInt.empty(), grown.lastBefore(5, Kind.ROUTE));
        assertEquals(List.of(format(7)), grown.ofTurn(7));
    }

    @Test
    void aTurnOfAStoreInOrderIsFoundWithoutALookAtEachElement() {
        int[] looks = {0};
        Sequence<Block> blocks = Sequence.of(
                new Looked(IntStream.range(0, 100_000).map(i -> i / 4).toArray(), looks));

        List<Block> found = blocks.ofTurn(20_000);

        assertEquals(List.of(format(20_000), format(20_000), format(20_000), format(20_000)), found);
        assertTrue(looks[0] < 100, looks[0] + " looks");
    }

    @Property(tries = 300)
    void theElementsOfATurnAreThoseOfAllThatHaveItsNumber(
            @ForAll @Size(max = 12) List<@IntRange(max = 5) Integer> turns) {
        int[] stored = turns.stream().mapToInt(Integer::intValue).toArray();
        Sequence<Block> blocks = Sequence.of(new Looked(stored, new int[1])).plus(format(3));

        for (int turn = 0; turn <= 6; turn++) {
            int wanted = turn;
            assertEquals(
                    blocks.stream()
                            .filter(block -> block.head().turn() == wanted)
                            .toList(),
                    blocks.ofTurn(turn));
        }
    }

    @Test
    void growingWhatIsStoredTwoWaysKeepsBothApartAndReadsNothing() {
        Sequence<Block> stored = Sequence.of(new Unread(List.of(Kind.INPUT)));

        Sequence<Block> one = stored.plus(format(1)).plus(format(2));
        Sequence<Block> other = stored.plus(format(3));

        assertEquals(List.of(format(1), format(2)), one.subList(1, 3));
        assertEquals(List.of(format(3)), other.subList(1, 2));
        assertEquals(1, stored.size());
        assertThrows(IndexOutOfBoundsException.class, () -> stored.get(1));
    }

    @Property(tries = 300)
    void theTotalsOfAFoldAreThoseOfItsBlocksAndClosings(@ForAll long seed) {
        Timeline timeline = Timeline.EMPTY;

        for (Event event : new Script(seed).events) {
            timeline = timeline.apply(event);

            assertEquals(Totals.of(timeline.blocks(), timeline.closings()), timeline.totals());
        }
    }

    @Test
    void whatWasSaidToTheProgramIsNoPromptAndItsEndCountsForNothing() {
        Block.Input command = new Block.Input(head(2), "/model x:y", true);
        Timeline timeline = Timeline.EMPTY
                .apply(new Event.Opened(new Block.Input(head(1), "hello")))
                .apply(closed(1, Usage.UNKNOWN, Cost.UNKNOWN))
                .apply(new Event.Opened(command))
                .apply(closed(2, Usage.NONE, Cost.NOTHING));

        Totals.Sum unknown = new Totals.Sum(Usage.sum(List.of(Usage.UNKNOWN)), Cost.UNKNOWN);
        assertEquals(unknown, timeline.totals().asked().orElseThrow());
        assertEquals(1, timeline.totals().prompts());
        assertEquals(3, timeline.nextTurn());
    }

    private static Event.Closed closed(int turn, Usage usage, Cost cost) {
        return new Event.Closed(turn, "", Instant.EPOCH, Event.Outcome.OK, OptionalLong.empty(), usage, cost);
    }

    private static Block.Head head(int turn) {
        return new Block.Head("id", turn, Instant.EPOCH, 0);
    }

    private static Block format(int turn) {
        return new Block.Format(head(turn), "answer " + turn, List.of(), List.of());
    }

    /** A store that nobody may read from. */
    private record Unread(List<Kind> kinds) implements Sequence.Store<Block> {
        @Override
        public int size() {
            return kinds.size();
        }

        @Override
        public Block get(int index) {
            throw new AssertionError("block " + index + " was read");
        }

        @Override
        public int turn(int index) {
            return index;
        }

        @Override
        public Kind kind(int index) {
            return kinds.get(index);
        }

        @Override
        public boolean ascending() {
            return true;
        }
    }

    /** Counts how often it is asked for a turn. */
    private record Looked(int[] turns, int[] looks) implements Sequence.Store<Block> {
        @Override
        public int size() {
            return turns.length;
        }

        @Override
        public Block get(int index) {
            return format(turns[index]);
        }

        @Override
        public int turn(int index) {
            looks[0]++;
            return turns[index];
        }

        @Override
        public Kind kind(int index) {
            return Kind.FORMAT;
        }

        @Override
        public boolean ascending() {
            return IntStream.range(1, turns.length).allMatch(i -> turns[i - 1] <= turns[i]);
        }
    }
}
