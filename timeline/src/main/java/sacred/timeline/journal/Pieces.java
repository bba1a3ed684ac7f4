package sacred.timeline.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A timeline in pieces of whole lines, so that its size is no limit. The lines of several pieces are looked at side by side, on as
 * many processors as there are; they come in the order of the file. Not to be shared between threads.
 */
final class Pieces implements Closeable {

    private static final int PIECE_BYTES = 256 * 1024;
    private static final int SIDE_BY_SIDE = 4 * Runtime.getRuntime().availableProcessors();

    private final InputStream in;
    private final boolean inFull;
    /** The beginning of a line whose end has not been read yet. */
    private byte[] carried = {};

    private long offset;
    private boolean atEnd;

    /**
     * Some whole lines; at the end of the file also one that has no newline.
     *
     * @param offset of the first byte in the file
     */
    record Piece(long offset, byte[] bytes, List<Line> lines) {}

    private Pieces(InputStream in, long offset, boolean inFull) {
        this.in = in;
        this.offset = offset;
        this.inFull = inFull;
    }

    /**
     * @param in closed with the pieces
     * @param offset where the first line begins
     * @param inFull reads also records of which an outline would do
     */
    static Pieces of(InputStream in, long offset, boolean inFull) throws IOException {
        try {
            in.skipNBytes(offset);
            return new Pieces(in, offset, inFull);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** The next ones; none at the end. */
    List<Piece> next() throws IOException {
        List<Piece> pieces = new ArrayList<>();
        while (pieces.size() < SIDE_BY_SIDE && !atEnd) {
            byte[] bytes = read();
            if (bytes.length > 0) {
                pieces.add(new Piece(offset, bytes, new ArrayList<>()));
                offset += bytes.length;
            }
        }
        IntStream indexes = IntStream.range(0, pieces.size());
        (pieces.size() > 1 ? indexes.parallel() : indexes).forEach(i -> Line.all(pieces.get(i), inFull));
        return pieces;
    }

    private byte[] read() throws IOException {
        byte[] buffer = Arrays.copyOf(carried, carried.length + PIECE_BYTES);
        int filled = carried.length;
        while (true) {
            int more = in.readNBytes(buffer, filled, buffer.length - filled);
            filled += more;
            int end = filled;
            int known = filled - more;
            while (end > known && buffer[end - 1] != '\n') {
                end--;
            }
            if (filled < buffer.length) {
                atEnd = true;
                carried = new byte[0];
                return Arrays.copyOf(buffer, filled);
            }
            if (end > known) {
                carried = Arrays.copyOfRange(buffer, end, filled);
                return Arrays.copyOf(buffer, end);
            }
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
