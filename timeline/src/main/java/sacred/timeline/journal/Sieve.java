package sacred.timeline.journal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import sacred.timeline.Block;

/**
 * Finds blocks in timeline files without decoding what cannot be meant: the bytes of a record tell whether some words can be in
 * it. What is found is exactly what decoding everything would find, whoever wrote the file; only letters of ASCII that are
 * written as escapes in a file with a header like ours are not seen.
 *
 * <p>Immutable; each thread that searches has a {@link Pass} of its own.
 */
public final class Sieve {

    /** The longest first: it is looked for, the others only where it is. */
    private final List<Needle> needles;

    private final Escapes escapes;
    /** Of a file that is written as we write: no program that writes so escapes the letters of ASCII. */
    private final Escapes escapesOfOurs;

    private final Predicate<Start> starts;

    /**
     * A block that was found.
     *
     * @param offset of its record in the timeline, in bytes, as if all of it stood in one file
     */
    public record Found(long offset, Block block) {}

    /**
     * @param words that all are in texts or names of a block that is looked for, letters in either case
     * @param starts false for the beginning of a record that cannot be meant
     */
    public Sieve(List<String> words, Predicate<Start> starts) {
        List<Needle> all = new ArrayList<>();
        words.forEach(word -> all.addAll(Needle.in(word)));
        all.sort(Comparator.comparingInt(Needle::length).reversed());
        this.needles = List.copyOf(all);
        this.escapes = new Escapes(all.isEmpty() ? List.of() : words, false);
        this.escapesOfOurs = new Escapes(all.isEmpty() ? List.of() : words, true);
        this.starts = starts;
    }

    /** For one thread, one file after the other. */
    public Pass pass() {
        return new Pass(this);
    }

    /**
     * What is looked for to find the next record that may be meant; nothing where it may be any.
     *
     * @param ours whether the file is written as we write
     */
    List<Needle> landmarks(boolean ours) {
        List<Needle> landmarks = new ArrayList<>(needles.isEmpty() ? List.of() : List.of(needles.getFirst()));
        landmarks.addAll((ours ? escapesOfOurs : escapes).beginnings());
        return landmarks;
    }

    /** Whether a record may be meant, by its bytes. */
    boolean passes(byte[] bytes, int from, int to, boolean ours) {
        boolean begins = Start.of(bytes, from, to, ours).map(starts::test).orElse(true);
        return begins
                && (needles.stream().allMatch(needle -> needle.find(bytes, from, to) >= 0)
                        || escapes.in(bytes, from, to));
    }
}
