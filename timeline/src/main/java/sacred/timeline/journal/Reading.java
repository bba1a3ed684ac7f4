package sacred.timeline.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import sacred.timeline.Event;
import sacred.timeline.Timeline;

/**
 * Everything in a timeline file, read without changing it and without its lock. Blocks for as long as the file takes. Entries
 * and blocks are read from the file again when they are asked for, so that memory does not grow with it.
 *
 * @param header empty when it is damaged or the file is empty
 * @param entries in the order of the file
 * @param tornTail whether the file ends with a part of a record; that part is the last entry, as damaged
 * @param problems what is wrong with the file, each with its line number, for people; the same that {@code verify} finds.
 *     Lines are counted as if the timeline stood in one file
 * @param timeline the fold of the readable durable events; a last turn without an end stays live
 * @param notes what became of its files without any loss, a sentence each
 * @param partial what is kept beside it of a block that is not sealed
 */
public record Reading(
        Path file,
        Optional<Header> header,
        List<Entry> entries,
        boolean tornTail,
        List<String> problems,
        Timeline timeline,
        List<String> notes,
        Optional<Partial> partial) {

    /** Of entries in memory, with nothing beside them. */
    public Reading(Path file, Optional<Header> header, List<Entry> entries, boolean tornTail, List<String> problems) {
        this(file, header, entries, tornTail, problems, fold(entries), List.of(), Optional.empty());
    }

    /** @throws JournalException when there is no such file, or it is no regular file, or no timeline at all */
    public static Reading of(Path file) throws IOException {
        Segments segments = Segments.of(Private.regular(file));
        Scan scan = Scan.of(segments);
        if (!scan.isTimeline()) {
            throw noTimeline(file);
        }
        return of(file, segments, scan);
    }

    /** What has arrived of the turn that runs, or was running when the program ended. */
    public Optional<Partial> arrived() {
        return partial.filter(
                p -> timeline.live().filter(live -> live.turn() == p.turn()).isPresent());
    }

    /** The turn of an entry, which is not read for it where it is in a file; empty where that is no record. */
    OptionalInt turn(int entry) {
        if (entries instanceof Records records) {
            return records.turn(entry);
        }
        return entries.get(entry) instanceof Entry.Durable durable
                ? OptionalInt.of(durable.event().turn())
                : OptionalInt.empty();
    }

    /** The entries of one turn, and between them what cannot be read; none when there is no such turn. Reads none. */
    public List<Entry> ofTurn(int turn) {
        int from = -1;
        int to = -1;
        for (int i = 0; i < entries.size(); i++) {
            if (turn(i).equals(OptionalInt.of(turn))) {
                from = from < 0 ? i : from;
                to = i;
            }
        }
        return from < 0 ? List.of() : entries.subList(from, to + 1);
    }

    static JournalException noTimeline(Path file) {
        return new JournalException(file + " is not a timeline: none of its lines is a record of one.");
    }

    static Reading of(Path file, Segments segments, Scan scan) throws IOException {
        Records records = scan.records(segments);
        Timeline timeline = scan.timeline(records);
        List<String> notes = new ArrayList<>(segments.notes());
        if (scan.problems().isEmpty()) {
            int ended = timeline.closings().size();
            int last = Math.max(
                    timeline.totals().lastTurn(),
                    ended == 0 ? 0 : timeline.closings().turn(ended - 1));
            scan.header().flatMap(header -> header.cutShort(last)).ifPresent(notes::add);
        }
        return new Reading(
                file,
                scan.header(),
                records,
                scan.torn().length > 0,
                scan.problems(),
                timeline,
                List.copyOf(notes),
                Partial.beside(Private.regular(file), scan.end()));
    }

    /** The timeline of entries in memory. */
    public static Timeline fold(List<Entry> entries) {
        Timeline timeline = Timeline.EMPTY;
        for (Entry entry : entries) {
            if (entry instanceof Entry.Durable durable) {
                timeline = next(timeline, durable.event());
            }
        }
        return timeline;
    }

    /** The fold of one more event of a file, of which a part may be damaged. */
    public static Timeline next(Timeline timeline, Event.Durable event) {
        return bridged(timeline, event).apply(event);
    }

    /**
     * A damaged beginning or end of a turn must not hide the turns around it: an event of a turn that was not seen yet
     * ends the one before, and begins its own. Nothing is invented for what is missing.
     */
    private static Timeline bridged(Timeline timeline, Event.Durable event) {
        int last = timeline.totals().lastTurn();
        if (!timeline.closings().isEmpty()) {
            int closings = timeline.closings().size();
            last = Math.max(last, timeline.closings().turn(closings - 1));
        }
        if (event.turn() <= last) {
            return timeline;
        }
        return timeline.reopened(event instanceof Event.Opened ? Optional.empty() : Optional.of(event.turn()));
    }
}
