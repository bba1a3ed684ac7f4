package sacred.timeline.journal;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import sacred.timeline.Event;
import sacred.timeline.Timeline;

/**
 * What a fork takes along of another timeline, event by event: each is read when it is asked for, and no more is kept than the turn
 * that is open. At the end stand the events that close a turn that had not ended. Not to be shared between threads.
 */
final class Branched implements Iterator<Event.Durable> {

    private final Reading from;
    private final int lastTurn;
    private final UnaryOperator<Event.Durable> wall;
    private final Instant now;
    private int entry;
    private Timeline folded = Timeline.EMPTY;
    private Optional<Iterator<Event.Durable>> closing = Optional.empty();

    /**
     * @param lastTurn empty for all of them, 0 for none
     * @param wall what every event passes
     */
    Branched(Reading from, OptionalInt lastTurn, UnaryOperator<Event.Durable> wall, Instant now) {
        this.from = from;
        this.lastTurn = lastTurn.orElse(Integer.MAX_VALUE);
        this.wall = wall;
        this.now = now;
    }

    /** The turn with which the fork ends; 0 where it takes none along. Reads none. */
    int ends() {
        for (int i = from.entries().size() - 1; i >= 0; i--) {
            if (taken(i)) {
                return from.turn(i).getAsInt();
            }
        }
        return 0;
    }

    private boolean taken(int index) {
        OptionalInt turn = from.turn(index);
        return turn.isPresent() && turn.getAsInt() <= lastTurn;
    }

    /** What its header says of repairs: what is missing in the other one is missing here, as far as it was taken along. */
    Header header(Header fresh) {
        int ends = ends();
        String origin =
                from.header().map(Header::id).orElse(from.file().getFileName().toString());
        Header forked = fresh.forkedFrom(new Header.Parent(origin, ends));
        return from.header()
                .flatMap(Header::repaired)
                .map(repaired -> forked.repairedWithout(repaired.incompleteTurns().stream()
                        .filter(turn -> turn <= ends)
                        .toList()))
                .orElse(forked);
    }

    @Override
    public boolean hasNext() {
        while (entry < from.entries().size() && !(taken(entry) && from.entries().get(entry) instanceof Entry.Durable)) {
            entry++;
        }
        return entry < from.entries().size() || closing().hasNext();
    }

    @Override
    public Event.Durable next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (entry < from.entries().size() && from.entries().get(entry) instanceof Entry.Durable durable) {
            entry++;
            Event.Durable event = wall.apply(durable.event());
            fold(event);
            return event;
        }
        return wall.apply(closing().next());
    }

    private void fold(Event.Durable event) {
        folded = Reading.next(folded, event);
        if (folded.live().isEmpty()) {
            List<Event.Closed> ended = folded.closings();
            folded = Timeline.counted(
                    List.copyOf(ended.subList(Math.max(0, ended.size() - 1), ended.size())), folded.totals());
        }
    }

    private Iterator<Event.Durable> closing() {
        if (closing.isEmpty()) {
            closing =
                    Optional.of(Unfinished.closing(folded, from.partial(), now).iterator());
        }
        return closing.get();
    }
}
