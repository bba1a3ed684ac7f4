package sacred.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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
}
