package sacred.timeline;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.RandomAccess;

/**
 * The blocks of a timeline, or its closings, the oldest first. The beginning may be kept in a file and read from there when it
 * is asked for, so whoever looks for something asks {@link #kind} and {@link #turn} first, which read nothing, and comes from
 * the end where the newest is wanted. Getting an element that is in a file blocks for as long as its reading takes.
 *
 * <p>A sequence shares its storage with the one it grew from, so that a million appends are not a million copies. Only the
 * newest may grow in place; growing an older one copies what was appended, never what is in a file.
 */
public final class Sequence<T> extends AbstractList<T> implements RandomAccess {

    /** Where the beginning is kept. Safe for any thread. */
    public interface Store<T> {
        int size();

        /** Never fails: what cannot be read any more is an element that says so. */
        T get(int index);

        int turn(int index);

        Kind kind(int index);

        /** Whether no element is of an earlier turn than the one before it; only a file that was damaged may be without order. */
        boolean ascending();
    }

    private final Store<T> stored;
    private final ArrayList<T> shared;
    private final int size;

    private Sequence(Store<T> stored, ArrayList<T> shared, int size) {
        this.stored = stored;
        this.shared = shared;
        this.size = size;
    }

    /** All of it in memory. */
    public static <T> Sequence<T> of(List<T> elements) {
        return elements instanceof Sequence<T> already
                ? already
                : new Sequence<>(nothing(), new ArrayList<>(elements), elements.size());
    }

    /** What is kept somewhere, to begin with. */
    public static <T> Sequence<T> of(Store<T> stored) {
        return new Sequence<>(stored, new ArrayList<>(), stored.size());
    }

    Sequence<T> plus(T last) {
        int appended = size - stored.size();
        // two folds may have begun with the same sequence, each on a thread of its own
        synchronized (shared) {
            ArrayList<T> grown = shared.size() == appended ? shared : new ArrayList<>(shared.subList(0, appended));
            grown.add(last);
            return new Sequence<>(stored, grown, size + 1);
        }
    }

    @Override
    public T get(int index) {
        Objects.checkIndex(index, size);
        return index < stored.size() ? stored.get(index) : shared.get(index - stored.size());
    }

    @Override
    public int size() {
        return size;
    }

    /** What an element is, without reading it; as it was when the file was opened. */
    public Kind kind(int index) {
        Objects.checkIndex(index, size);
        return index < stored.size()
                ? stored.kind(index)
                : switch (shared.get(index - stored.size())) {
                    case Block block -> Kind.of(block);
                    case Event.Closed _ -> Kind.CLOSED;
                    case Object other -> throw new IllegalStateException("no part of a timeline: " + other.getClass());
                };
    }

    /** The turn of an element, without reading it. */
    public int turn(int index) {
        Objects.checkIndex(index, size);
        return index < stored.size()
                ? stored.turn(index)
                : switch (shared.get(index - stored.size())) {
                    case Block block -> block.head().turn();
                    case Event.Closed closed -> closed.turn();
                    case Object other -> throw new IllegalStateException("no part of a timeline: " + other.getClass());
                };
    }

    /** The elements of a turn; reads no others, and of a store in order looks at few. */
    public List<T> ofTurn(int turn) {
        List<T> found = new ArrayList<>();
        boolean ascending = stored.ascending();
        for (int i = ascending ? firstStored(turn) : 0; i < stored.size(); i++) {
            if (stored.turn(i) == turn) {
                found.add(get(i));
            } else if (ascending) {
                break;
            }
        }
        for (int i = stored.size(); i < size; i++) {
            if (turn(i) == turn) {
                found.add(get(i));
            }
        }
        return found;
    }

    /** Where the first element of a turn is, or of a later one, in a store in order. */
    private int firstStored(int turn) {
        int from = 0;
        int to = stored.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (stored.turn(middle) < turn) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** Where the last element of a kind before an index is; reads nothing. */
    public OptionalInt lastBefore(int index, Kind kind) {
        for (int i = Math.min(index, size) - 1; i >= 0; i--) {
            if (kind(i) == kind) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private static <T> Store<T> nothing() {
        return new Store<>() {
            @Override
            public int size() {
                return 0;
            }

            @Override
            public T get(int index) {
                throw new IndexOutOfBoundsException(index);
            }

            @Override
            public int turn(int index) {
                throw new IndexOutOfBoundsException(index);
            }

            @Override
            public Kind kind(int index) {
                throw new IndexOutOfBoundsException(index);
            }

            @Override
            public boolean ascending() {
                return true;
            }
        };
    }
}
