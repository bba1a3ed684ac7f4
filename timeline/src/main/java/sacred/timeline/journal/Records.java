package sacred.timeline.journal;

import java.io.IOException;
import java.time.Instant;
import java.util.AbstractList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.RandomAccess;
import java.util.function.Function;
import java.util.stream.IntStream;
import sacred.timeline.Block;
import sacred.timeline.Cost;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.Kind;
import sacred.timeline.Sequence;
import sacred.timeline.Stage;
import sacred.timeline.Usage;

/**
 * The entries of a timeline file, read from it when they are asked for; those that were asked for last are kept. Safe for any
 * thread. The hash of a record is checked each time it is read. A block that is damaged then, or whose content this version does
 * not know, is an error block that says so in its place: it was counted when the file was scanned, and hides nothing.
 */
final class Records extends AbstractList<Entry> implements RandomAccess {

    /** Of the records that are kept decoded, which are some times larger in memory. */
    private static final long KEPT_BYTES = 8L * 1024 * 1024;

    private static final int NEIGHBOURS = 100;

    private final RecordFile file;
    private final Places places;
    private final Map<Integer, Entry> odd;
    private final int firstLine;
    private final Optional<Instant> created;
    private final LinkedHashMap<Integer, Entry.Durable> kept = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Integer, Block.Error> lost = new HashMap<>();
    private long keptBytes;

    /**
     * @param odd the entries that are no records, by their position
     * @param created when the timeline was, as its header says
     */
    Records(RecordFile file, Places places, Map<Integer, Entry> odd, int firstLine, Optional<Instant> created) {
        this.file = file;
        this.places = places;
        this.odd = odd;
        this.firstLine = firstLine;
        this.created = created;
    }

    @Override
    public int size() {
        return places.size();
    }

    @Override
    public Entry get(int index) {
        Objects.checkIndex(index, size());
        Entry known = odd.get(index);
        if (known != null) {
            return known;
        }
        try {
            return durable(index);
        } catch (Unreadable.Unknown e) {
            return new Entry.Foreign(firstLine + index, e.getMessage());
        } catch (Unreadable e) {
            return new Entry.Damaged(firstLine + index, e.getMessage());
        }
    }

    /** Of a record, which is not read for it; empty for everything else. */
    OptionalInt turn(int index) {
        return places.isRecord(index) ? OptionalInt.of(places.turn(index)) : OptionalInt.empty();
    }

    private synchronized Entry.Durable durable(int index) throws Unreadable {
        Entry.Durable known = kept.get(index);
        if (known == null) {
            known = read(index);
            kept.put(index, known);
            keptBytes += places.length(index);
            while (keptBytes > KEPT_BYTES && kept.size() > 1) {
                keptBytes -= places.length(kept.pollFirstEntry().getKey());
            }
        }
        return known;
    }

    private Entry.Durable read(int index) throws Unreadable {
        byte[] bytes;
        try {
            bytes = file.bytes(places.offset(index), places.length(index));
        } catch (IOException e) {
            throw new Unreadable("it cannot be read (" + JournalException.words(e) + ")");
        }
        if (Chain.check(bytes).isEmpty()) {
            throw Unreadable.changed();
        }
        return switch (Decoder.entry(firstLine + index, new Members(Json.object(bytes)))) {
            case Entry.Durable durable -> {
                boolean same =
                        durable.event().turn() == places.turn(index) && Kind.of(durable.event()) == places.kind(index);
                if (!same) {
                    throw new Unreadable("it is another record than it was");
                }
                yield durable;
            }
            case Entry.Foreign foreign -> throw new Unreadable.Unknown(foreign.kind());
            case Entry.Damaged damaged -> throw new Unreadable(damaged.reason());
        };
    }

    Sequence.Store<Block> blocks() {
        return new Part<>(places.folded(false), this::block);
    }

    Sequence.Store<Event.Closed> closings() {
        return new Part<>(places.folded(true), this::closed);
    }

    private Block block(int index) {
        try {
            return switch (durable(index).event()) {
                case Event.Opened opened -> opened.input();
                case Event.Sealed sealed -> sealed.block();
                case Event.Closed _ -> throw new IllegalStateException("a closing is no block");
            };
        } catch (Unreadable.Unknown e) {
            return lost(index, "holds something that only a newer version knows: " + e.getMessage());
        } catch (Unreadable e) {
            return lost(index, "is damaged: " + e.getMessage());
        }
    }

    private Event.Closed closed(int index) {
        try {
            return (Event.Closed) durable(index).event();
        } catch (Unreadable e) {
            return new Event.Closed(
                    places.turn(index),
                    "",
                    near(index).orElse(Instant.EPOCH),
                    Event.Outcome.FAILED,
                    OptionalLong.empty(),
                    Usage.UNKNOWN,
                    Cost.UNKNOWN);
        }
    }

    /** What stands in the place of a block that cannot be read. */
    private synchronized Block.Error lost(int index, String reason) {
        // the same one each time: who paints it knows it again
        return lost.computeIfAbsent(index, _ -> inPlaceOf(index, reason));
    }

    private Block.Error inPlaceOf(int index, String reason) {
        Stage stage = switch (places.kind(index)) {
            case ROUTE -> Stage.ROUTE;
            case TOOL -> Stage.TOOL;
            default -> Stage.FORMAT;
        };
        Optional<Instant> at = near(index);
        String text = "Line " + (firstLine + index) + " of the file " + reason
                + ". Everything else is as it was; `sacred verify` looks at all of it. Its time is lost too"
                + (at.isPresent() ? "; the one shown is that of the nearest record that can be read." : ".");
        Block.Head head = new Block.Head("", places.turn(index), at.orElse(Instant.EPOCH), 0);
        return new Block.Error(head, text, stage, ErrorKind.BUG, false, "", List.of(), List.of(), List.of());
    }

    /** When what was lost began, nobody knows any more; this is the time of the nearest record that can be read, if one can be. */
    private Optional<Instant> near(int index) {
        IntStream before = IntStream.iterate(index - 1, i -> i - 1).limit(Math.min(index, NEIGHBOURS));
        IntStream after = IntStream.range(index + 1, Math.min(size(), index + 1 + NEIGHBOURS));
        return IntStream.concat(before, after)
                .mapToObj(i -> get(i) instanceof Entry.Durable durable ? durable.event() : null)
                .filter(Objects::nonNull)
                .map(Records::at)
                .findFirst()
                .or(() -> created);
    }

    private static Instant at(Event.Durable event) {
        return switch (event) {
            case Event.Opened opened -> opened.input().head().at();
            case Event.Sealed sealed -> sealed.block().head().at();
            case Event.Closed closed -> closed.at();
        };
    }

    /**
     * Some of the entries as a part of a timeline.
     *
     * @param entries their positions
     */
    private final class Part<T> implements Sequence.Store<T> {
        private final int[] entries;
        private final Function<Integer, T> reading;
        private final boolean ascending;

        private Part(int[] entries, Function<Integer, T> reading) {
            this.entries = entries;
            this.reading = reading;
            boolean inOrder = true;
            for (int i = 1; i < entries.length; i++) {
                inOrder &= places.turn(entries[i - 1]) <= places.turn(entries[i]);
            }
            this.ascending = inOrder;
        }

        @Override
        public int size() {
            return entries.length;
        }

        @Override
        public T get(int index) {
            return reading.apply(entries[index]);
        }

        @Override
        public int turn(int index) {
            return places.turn(entries[index]);
        }

        @Override
        public Kind kind(int index) {
            return places.kind(entries[index]);
        }

        @Override
        public boolean ascending() {
            return ascending;
        }
    }
}
