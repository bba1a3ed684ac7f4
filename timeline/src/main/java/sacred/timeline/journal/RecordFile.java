package sacred.timeline.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The bytes of a timeline file, to be read at any place. Safe for any thread. It is read in windows, so that who goes through
 * it in either direction does not ask the disk for every record.
 *
 * <p>Not a channel: an interrupt of a turn that reads would close that for everybody. Nor mapped: who cuts a mapped file ends
 * its readers. The descriptor is closed once nobody refers to this any more, because a timeline is a value and has no end.
 */
final class RecordFile {

    private static final int WINDOW_BYTES = 256 * 1024;

    private final RandomAccessFile file;
    private byte[] window = {};
    private long windowAt;

    RecordFile(Path path) throws IOException {
        this.file = new RandomAccessFile(path.toFile(), "r");
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
        file.seek(offset);
        int filled = 0;
        while (filled < length) {
            int more = file.read(bytes, filled, length - filled);
            if (more < 0) {
                return Arrays.copyOf(bytes, filled);
            }
            filled += more;
        }
        return bytes;
    }
}
