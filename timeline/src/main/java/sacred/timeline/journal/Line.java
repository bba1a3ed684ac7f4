package sacred.timeline.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import sacred.timeline.Kind;

/**
 * What a line of a timeline file says by itself, without the lines around it.
 *
 * @param zeros how many bytes before it never reached the disk
 * @param from its first byte in its piece, behind those
 * @param length in bytes, without the newline
 * @param terminated false for a last line that has no newline
 * @param outline of a record that was not read in full
 * @param read the others' members, or why they cannot be read
 * @param seal their hash, or why that is none
 * @param content what a line tells that was read in full and is intact; the number of the line is not known here
 */
record Line(
        int zeros,
        int from,
        int length,
        boolean terminated,
        Optional<Outline> outline,
        Found<Members> read,
        Found<String> seal,
        Optional<Entry> content) {

    private static final Found<Members> NOT_READ = new Found<>(Optional.empty(), Optional.empty());
    private static final Found<String> NOT_SEALED = new Found<>(Optional.empty(), Optional.empty());

    /** A value, or why there is none. */
    record Found<T>(Optional<T> value, Optional<Unreadable> why) {

        interface Looking<T> {
            T look() throws Unreadable;
        }

        static <T> Found<T> of(Looking<T> looking) {
            try {
                return new Found<>(Optional.of(looking.look()), Optional.empty());
            } catch (Unreadable e) {
                return new Found<>(Optional.empty(), Optional.of(e));
            }
        }

        T orElseThrow() throws Unreadable {
            if (why.isPresent()) {
                throw why.get();
            }
            return value.orElseThrow();
        }
    }

    /**
     * Finds the lines of a piece and looks at each.
     *
     * @param inFull reads also those of which an outline would do
     */
    static void all(Pieces.Piece piece, boolean inFull) {
        MessageDigest digest = Chain.digest();
        byte[] bytes = piece.bytes();
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                int zeros = zeros(bytes, from, i);
                piece.lines().add(of(bytes, zeros, from + zeros, i - from - zeros, true, inFull, digest));
                from = i + 1;
            }
        }
        if (from < bytes.length) {
            piece.lines().add(of(bytes, 0, from, bytes.length - from, false, inFull, digest));
        }
    }

    /** How many zero bytes stand before something else. */
    static int zeros(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] == 0) {
            at++;
        }
        return at < to ? at - from : 0;
    }

    private static Line of(
            byte[] bytes, int zeros, int from, int length, boolean terminated, boolean inFull, MessageDigest digest) {
        Optional<Outline> outline = inFull ? Optional.empty() : Outline.of(bytes, from, length, digest);
        if (outline.isPresent() && outline.get().kind() != Kind.CLOSED) {
            return new Line(zeros, from, length, terminated, outline, NOT_READ, NOT_SEALED, Optional.empty());
        }
        Found<Members> read = Found.of(() -> members(bytes, from, length));
        Found<String> seal = outline.isPresent()
                ? new Found<>(outline.map(Outline::hash), Optional.empty())
                : Found.of(() -> Chain.check(bytes, from, length, digest).orElseThrow(Unreadable::changed));
        Optional<Entry> content =
                seal.value().isPresent() ? read.value().map(m -> Decoder.entry(0, m)) : Optional.empty();
        return new Line(zeros, from, length, terminated, Optional.empty(), read, seal, content);
    }

    private static Members members(byte[] bytes, int from, int length) throws Unreadable {
        // what begins with a brace is not blank, and the other way is slow
        boolean blank = (length == 0 || bytes[from] != '{')
                && new String(bytes, from, length, StandardCharsets.ISO_8859_1).isBlank();
        if (blank) {
            throw new Unreadable("it is empty");
        }
        return new Members(Json.object(bytes, from, length));
    }

    byte[] bytes(Pieces.Piece piece) {
        return Arrays.copyOfRange(piece.bytes(), from, from + length);
    }
}
