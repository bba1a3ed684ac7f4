package sacred.timeline.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import sacred.timeline.Block;
import sacred.timeline.Event;

/**
 * Goes through timeline files with a {@link Sieve}, one file after the other. Belongs to one thread; reading blocks for as long
 * as a file takes, in memory for its longest record.
 */
public final class Pass {

    private static final int BUFFER_BYTES = 1024 * 1024;
    private static final byte NEWLINE = '\n';
    private static final byte[] HEADER = "{\"type\":\"timeline\",\"format\":".getBytes(StandardCharsets.US_ASCII);
    private static final int NOWHERE = Integer.MAX_VALUE;

    private final Sieve sieve;
    private final List<Needle> landmarksOfOurs;
    private final List<Needle> landmarksOfOthers;

    /** Whether the file is written as we write. */
    private boolean ours;

    private List<Needle> landmarks;
    /** Where each landmark is next, as far as is known. */
    private int[] places;

    private byte[] bytes = new byte[BUFFER_BYTES];
    private int filled;

    Pass(Sieve sieve) {
        this.sieve = sieve;
        this.landmarksOfOurs = sieve.landmarks(true);
        this.landmarksOfOthers = sieve.landmarks(false);
    }

    /**
     * The blocks of intact records, in the order of the file.
     *
     * @param wanted of a block that may be meant
     * @param stopped ends the search when it is true; asked often
     * @throws JournalException when there is no such file, or it is no regular file, or no timeline at all
     */
    public void scan(Path file, Predicate<Block> wanted, Consumer<Sieve.Found> found, BooleanSupplier stopped)
            throws IOException {
        try (InputStream in = Segments.of(Private.regular(file)).stream()) {
            long offset = 0;
            filled = 0;
            boolean more = true;
            while (more && !stopped.getAsBoolean()) {
                more = fill(in);
                if (offset == 0) {
                    begin(file);
                }
                int end = more ? afterLastNewline() : filled;
                search(end, offset, wanted, found, stopped);
                System.arraycopy(bytes, end, bytes, 0, filled - end);
                filled -= end;
                offset += end;
            }
        }
    }

    /** Whether there may be more after this. */
    private boolean fill(InputStream in) throws IOException {
        if (filled == bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.multiplyExact(bytes.length, 2));
        }
        int read = in.readNBytes(bytes, filled, bytes.length - filled);
        filled += read;
        return filled == bytes.length;
    }

    private void begin(Path file) throws IOException {
        ours = filled >= HEADER.length && Arrays.equals(bytes, 0, HEADER.length, HEADER, 0, HEADER.length);
        if (!ours) {
            // then there is a record in it somewhere, or this says that it is no timeline
            Reading.of(file);
        }
        landmarks = ours ? landmarksOfOurs : landmarksOfOthers;
        places = new int[landmarks.size()];
    }

    private int afterLastNewline() {
        int end = filled;
        while (end > 0 && bytes[end - 1] != NEWLINE) {
            end--;
        }
        return end;
    }

    private void search(
            int end, long offset, Predicate<Block> wanted, Consumer<Sieve.Found> found, BooleanSupplier stopped) {
        Arrays.fill(places, -1);
        int from = 0;
        int place = next(from, end);
        while (place < end && !stopped.getAsBoolean()) {
            int start = place;
            while (start > from && bytes[start - 1] != NEWLINE) {
                start--;
            }
            int stop = place;
            while (stop < end && bytes[stop] != NEWLINE) {
                stop++;
            }
            // bytes that never reached the disk stand before a record that did; without a newline it is torn
            start += stop < end ? Line.zeros(bytes, start, stop) : 0;
            if (sieve.passes(bytes, start, stop, ours)) {
                long at = offset + start;
                block(Arrays.copyOfRange(bytes, start, stop), wanted)
                        .ifPresent(block -> found.accept(new Sieve.Found(at, block)));
            }
            from = stop + 1;
            place = next(from, end);
        }
    }

    private int next(int from, int end) {
        if (landmarks.isEmpty()) {
            return from;
        }
        int nearest = NOWHERE;
        for (int i = 0; i < places.length; i++) {
            if (places[i] < from) {
                int place = landmarks.get(i).find(bytes, from, end);
                places[i] = place < 0 ? NOWHERE : place;
            }
            nearest = Math.min(nearest, places[i]);
        }
        return nearest;
    }

    /** Decoded, and only when it is wanted also checked, which takes longer than most of the rest. */
    private static Optional<Block> block(byte[] record, Predicate<Block> wanted) {
        try {
            Entry entry = Decoder.entry(0, new Members(Json.object(record)));
            Optional<Block> block = entry instanceof Entry.Durable durable ? block(durable.event()) : Optional.empty();
            return block.isPresent()
                            && wanted.test(block.get())
                            && Chain.check(record).isPresent()
                    ? block
                    : Optional.empty();
        } catch (Unreadable e) {
            // verify names it; a damaged record is no block
            return Optional.empty();
        }
    }

    private static Optional<Block> block(Event.Durable event) {
        return switch (event) {
            case Event.Opened opened -> Optional.of(opened.input());
            case Event.Sealed sealed -> Optional.of(sealed.block());
            case Event.Closed _ -> Optional.empty();
        };
    }
}
