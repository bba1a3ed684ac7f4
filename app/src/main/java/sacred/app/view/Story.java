package sacred.app.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import sacred.timeline.Block;
import sacred.timeline.Event;
import sacred.timeline.Sequence;
import sacred.timeline.Timeline;
import sacred.timeline.journal.Reading;

/**
 * A timeline as it is read on the screen. Its items are the preface (item 0), one item a block, and last, only while a turn
 * is live, the live turn.
 *
 * @param name what the header calls it
 * @param preface what stands there as long as there is no block
 * @param unread present while this is only the end of a timeline; then nothing is known that has to be counted
 */
public record Story(String name, Timeline timeline, List<String> preface, List<Aside> asides, Optional<Unread> unread) {

    public Story {
        preface = List.copyOf(preface);
        asides = List.copyOf(asides);
    }

    public static Story of(String name, Timeline timeline, List<String> preface) {
        return new Story(name, timeline, preface, List.of(), Optional.empty());
    }

    /** The end of a timeline that is being read. */
    public static Story ending(String name, Timeline end, Unread unread) {
        return new Story(name, end, List.of(), List.of(), Optional.of(unread));
    }

    public Story with(Unread now) {
        return new Story(name, timeline, preface, asides, Optional.of(now));
    }

    /**
     * The whole, once it has been read; what the program said meanwhile stands where it stood.
     *
     * @param before how many blocks stand before those of this end; empty when they are not in it as they were
     */
    public Story arrived(Story whole, OptionalInt before) {
        List<Aside> moved = asides.stream()
                .map(aside -> new Aside(
                        before.isPresent() ? aside.after() + before.getAsInt() : whole.lastBlock(),
                        aside.about(),
                        aside.lines()))
                .toList();
        return new Story(whole.name, whole.timeline, whole.preface, moved, Optional.empty());
    }

    /** How many blocks of the whole stand before those of this end; empty when they are not in it as they are here. */
    public OptionalInt before(Timeline whole) {
        Sequence<Block> end = timeline.blocks();
        // opening it may have closed a turn, with one block more
        int from = Math.max(0, whole.blocks().size() - end.size() - 1);
        return end.isEmpty()
                ? OptionalInt.empty()
                : IntStream.range(from, whole.blocks().size())
                        .filter(i -> whole.blocks().get(i).equals(end.getFirst()))
                        .findFirst();
    }

    public Story apply(Event event) {
        return with(timeline.apply(event));
    }

    /** As {@link #apply}, for a saved timeline of which a part may be damaged: {@link Reading#next}. */
    public Story replayed(Event event) {
        return event instanceof Event.Durable durable ? with(Reading.next(timeline, durable)) : apply(event);
    }

    /** The same story with another fold of its events. What was said while a turn ran stands behind it once it is over. */
    public Story with(Timeline other) {
        boolean over =
                other.live().isEmpty() && !asides.isEmpty() && asides.getLast().after() == Aside.LIVE;
        return new Story(name, other, preface, over ? placed(other.blocks().size()) : asides, unread);
    }

    private List<Aside> placed(int blocks) {
        return asides.stream()
                .map(aside -> aside.after() == Aside.LIVE ? new Aside(blocks, aside.about(), aside.lines()) : aside)
                .toList();
    }

    /**
     * One more line from the program.
     *
     * @param about the command that it answers; lines about the same one stand together below it
     */
    public Story say(String about, String line) {
        return say(about, List.of(line));
    }

    /** As {@link #say(String, String)}, at once. */
    public Story say(String about, List<String> said) {
        List<Aside> more = new ArrayList<>(asides);
        int after = timeline.live().isPresent() ? Aside.LIVE : timeline.blocks().size();
        boolean same = !more.isEmpty()
                && more.getLast().after() == after
                && more.getLast().about().equals(about);
        List<String> lines = new ArrayList<>(same ? more.removeLast().lines() : List.of());
        lines.addAll(said);
        more.add(new Aside(after, about, lines));
        return new Story(name, timeline, preface, more, unread);
    }

    /** No longer shows a turn that could not be kept. */
    public Story abandoned() {
        return with(timeline.abandoned());
    }

    /** The number of the last item that is a block; the live turn, if there is one, comes after it. */
    public int lastBlock() {
        return timeline.blocks().size();
    }

    public int lastItem() {
        return lastBlock() + (timeline.live().isPresent() ? 1 : 0);
    }

    /** How many prompts were asked. */
    public long turns() {
        return timeline.totals().prompts();
    }

    List<Aside> asidesAfter(int blocks) {
        // they stand in the order of the blocks
        int low = 0;
        int high = asides.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (asides.get(middle).after() < blocks) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int end = low;
        while (end < asides.size() && asides.get(end).after() == blocks) {
            end++;
        }
        return asides.subList(low, end);
    }

    /** How a turn ended; empty while it has not. */
    Optional<Event.Closed> closing(int turn) {
        Sequence<Event.Closed> closings = timeline.closings();
        int low = 0;
        int high = closings.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = closings.turn(middle);
            if (found == turn) {
                return Optional.of(closings.get(middle));
            }
            if (found < turn) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Optional.empty();
    }
}
