package sacred.timeline.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The bytes of a timeline, whose files are as one, to be read at any place. Safe for any thread. It is read in windows, so that who goes through
 * it in either direction does not ask the disk for every record.
 *
 * <p>Not a channel: an interrupt of a turn that reads would close that for everybody. Nor mapped: who cuts a mapped file ends
 * its readers. The descriptor is closed once nobody refers to this any more, because a timeline is a value and has no end.
 */
final class RecordFile {

    private static final int WINDOW_BYTES = 256 * 1024;

    private final List<Stretch> stretches = new ArrayList<>();
    private byte[] window = {};
    private long windowAt;

    /**
     * A part of the timeline in one of its files.
     *
     * @param at which byte of the timeline its first one is
     * @param bytes how many belong to the timeline; no limit in the last one, which grows
     * @param from where they begin in the file
     */
    private record Stretch(long at, long bytes, RandomAccessFile file, long from) {

        int read(long place, byte[] into, int filled) throws IOException {
            file.seek(from + place - at);
            return file.read(into, filled, (int) Math.min(into.length - filled, at + bytes - place));
        }
    }

    RecordFile(Segments segments) throws IOException {
        long at = 0;
        for (Segments.Part part : segments.parts()) {
            boolean last = part.equals(segments.last());
            long bytes = last ? Long.MAX_VALUE - at : part.length();
            stretches.add(
                    new Stretch(at, bytes, new RandomAccessFile(part.file().toFile(), "r"), part.from()));
            at += bytes + (last || part.endsLine() ? 0 : 1);
        }
    }

    /** Fewer bytes than were asked for where the file ends before. */
    synchronized byte[] bytes(long offset, int length) throws IOException {
        if (length > WINDOW_BYTES / 2) {
            return read(offset, length);
        }
        if (offset < windowAt || offset + length > windowAt + window.length) {
            windowAt = Math.max(0, offset - (WINDOW_BYTES - length) / 2);
            window = read(windowAt, WINDOW_BYTES);
        }
        int from = (int) (offset - windowAt);
        return Arrays.copyOfRange(window, Math.min(from, window.length), Math.min(from + length, window.length));
    }

    private byte[] read(long offset, int length) throws IOException {
        byte[] bytes = new byte[length];
        int filled = 0;
        while (filled < length) {
            int more = some(offset + filled, bytes, filled);
            if (more < 0) {
                return Arrays.copyOf(bytes, filled);
            }
            filled += more;
        }
        return bytes;
    }

    private int some(long place, byte[] into, int filled) throws IOException {
        for (Stretch stretch : stretches) {
            if (place < stretch.at()) {
                break;
            }
            if (place < stretch.at() + stretch.bytes()) {
                return stretch.read(place, into, filled);
            }
        }
        // between two files, behind a line that is torn
        into[filled] = '\n';
        return 1;
    }
}
