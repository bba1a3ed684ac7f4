package sacred.timeline.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A piece of a word as the bytes that it may have in a record. Finds by Horspool's rule: the longer the piece, the fewer bytes
 * are looked at.
 */
final class Needle {

    private static final int BYTES = 256;
    private static final int SHORT = 2;
    /** What some program escapes in JSON, or surrounds with blanks: a word is looked for in pieces between these. */
    private static final String SEPARATORS = "\"\\/{}[],:<>&'+`=";

    /** At each place one byte or the other. */
    private final byte[] one;

    private final byte[] other;
    private final int[] shifts = new int[BYTES];
    /** How far to go on where the last byte fits and the rest does not. */
    private final int again;

    private Needle(byte[] one, byte[] other) {
        this.one = one;
        this.other = other;
        int last = one.length - 1;
        for (int i = 0; i < BYTES; i++) {
            shifts[i] = one.length;
        }
        for (int i = 0; i < last; i++) {
            shifts[one[i] & 0xFF] = last - i;
            shifts[other[i] & 0xFF] = last - i;
        }
        again = Math.min(shifts[one[last] & 0xFF], shifts[other[last] & 0xFF]);
        shifts[one[last] & 0xFF] = 0;
        shifts[other[last] & 0xFF] = 0;
    }

    /** Exactly these bytes, letters in either case. */
    static Needle ascii(String text) {
        return of(text).orElseThrow();
    }

    /** The pieces that are in every record that holds this word in one of its texts; none where that cannot be said. */
    static List<Needle> in(String word) {
        List<Needle> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        Fold.of(word).codePoints().forEach(c -> {
            if (plain(c)) {
                piece.appendCodePoint(c);
            } else {
                of(piece.toString()).ifPresent(pieces::add);
                piece.setLength(0);
            }
        });
        of(piece.toString()).ifPresent(pieces::add);
        return pieces;
    }

    private static Optional<Needle> of(String folded) {
        if (folded.isEmpty()) {
            return Optional.empty();
        }
        List<Byte> one = new ArrayList<>();
        List<Byte> other = new ArrayList<>();
        folded.codePoints().forEach(c -> {
            List<Integer> cases = Fold.unfolded(c);
            byte[] first = Fold.utf8(cases.getFirst());
            byte[] second = Fold.utf8(cases.getLast());
            for (int i = 0; i < first.length; i++) {
                one.add(first[i]);
                other.add(second[i]);
            }
        });
        return Optional.of(new Needle(bytes(one), bytes(other)));
    }

    /** Whether the character stands in a record as itself, in one of two spellings of the same length. */
    private static boolean plain(int c) {
        boolean separates = c <= ' '
                || SEPARATORS.indexOf(c) >= 0
                || c >= 0x7F && c <= 0x9F
                || c == 0x2028
                || c == 0x2029
                || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        if (separates) {
            return false;
        }
        List<Integer> cases = Fold.unfolded(c);
        return cases.size() <= 2 && Fold.utf8(cases.getFirst()).length == Fold.utf8(cases.getLast()).length;
    }

    private static byte[] bytes(List<Byte> list) {
        byte[] bytes = new byte[list.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = list.get(i);
        }
        return bytes;
    }

    int length() {
        return one.length;
    }

    /** Where it begins, from here on and whole before there; -1 when it does not. */
    int find(byte[] bytes, int from, int to) {
        int last = one.length - 1;
        int at = from + last;
        if (one.length <= SHORT) {
            return findShort(bytes, at, to);
        }
        while (at < to) {
            int shift = shifts[bytes[at] & 0xFF];
            if (shift != 0) {
                at += shift;
            } else if (fits(bytes, at - last)) {
                return at - last;
            } else {
                at += again;
            }
        }
        return -1;
    }

    /** Where there is little to skip, looking at every byte is quicker than looking up how far to go. */
    private int findShort(byte[] bytes, int from, int to) {
        int last = one.length - 1;
        byte a = one[last];
        byte b = other[last];
        for (int at = from; at < to; at++) {
            if ((bytes[at] == a || bytes[at] == b) && fits(bytes, at - last)) {
                return at - last;
            }
        }
        return -1;
    }

    private boolean fits(byte[] bytes, int at) {
        for (int i = 0; i < one.length; i++) {
            byte b = bytes[at + i];
            if (b != one[i] && b != other[i]) {
                return false;
            }
        }
        return true;
    }
}
