package sacred.timeline.journal;

import java.util.Arrays;
import sacred.timeline.Kind;

/**
 * Where the entries of a timeline file are, as numbers, so that a million of them are some twenty megabytes. Grows by one
 * thread; what has been added never changes.
 */
final class Places {

    private static final Kind[] KINDS = Kind.values();
    static final int FOREIGN = KINDS.length;
    static final int DAMAGED = FOREIGN + 1;

    private static final int CODE_BITS = 8;
    /** Whether the fold took it up. */
    private static final int FOLDED = 0x80;

    private long[] places;
    private int[] lengths;
    private int[] turns;
    private int size;

    Places() {
        this(new long[64], new int[64], new int[64], 0);
    }

    private Places(long[] places, int[] lengths, int[] turns, int size) {
        this.places = places;
        this.lengths = lengths;
        this.turns = turns;
        this.size = size;
    }

    static Places of(long[] places, int[] lengths, int[] turns) {
        return new Places(places, lengths, turns, places.length);
    }

    /** @param code of the kind, or that it is none */
    void add(long offset, int length, int code, int turn, boolean folded) {
        if (size == places.length) {
            int more = size + (size >> 1) + 16;
            places = Arrays.copyOf(places, more);
            lengths = Arrays.copyOf(lengths, more);
            turns = Arrays.copyOf(turns, more);
        }
        places[size] = offset << CODE_BITS | code | (folded ? FOLDED : 0);
        lengths[size] = length;
        turns[size++] = turn;
    }

    int size() {
        return size;
    }

    long offset(int entry) {
        return places[entry] >>> CODE_BITS;
    }

    int length(int entry) {
        return lengths[entry];
    }

    int turn(int entry) {
        return turns[entry];
    }

    private int code(int entry) {
        return (int) places[entry] & ~FOLDED & 0xFF;
    }

    boolean isRecord(int entry) {
        return code(entry) < FOREIGN;
    }

    Kind kind(int entry) {
        return KINDS[code(entry)];
    }

    /** The entries that the fold took up: the closings, or everything else. */
    int[] folded(boolean closings) {
        int[] found = new int[size];
        int count = 0;
        for (int i = 0; i < size; i++) {
            if ((places[i] & FOLDED) != 0 && kind(i) == Kind.CLOSED == closings) {
                found[count++] = i;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** The numbers as they can be kept. */
    long[] places() {
        return Arrays.copyOf(places, size);
    }

    int[] lengths() {
        return Arrays.copyOf(lengths, size);
    }

    int[] turns() {
        return Arrays.copyOf(turns, size);
    }
}
