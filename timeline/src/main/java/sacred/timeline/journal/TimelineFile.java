package sacred.timeline.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A timeline's file while it is written: records go in whole, or not at all. Belongs to one {@link WriterThread}. The
 * file and its lock come into being with the first record.
 */
final class TimelineFile implements Target {

    private final Path path;
    private final Disk.Opener opener;
    private Lock lock;
    private Disk disk;
    private long bytes;
    /** Whether bytes behind the last record may still have to be cut off. */
    private boolean cutFirst;

    TimelineFile(Path path, Disk.Opener opener) {
        this.path = path;
        this.opener = opener;
    }

    void lock() throws IOException {
        if (lock == null) {
            Private.directory(path.toAbsolutePath().getParent());
            lock = Lock.take(path);
        }
    }

    /** Opens a file that exists, cuts its torn tail after copying it, and completes its last line. */
    void repair(Scan scan) throws IOException {
        disk = opener.open(path, false);
        bytes = scan.goodBytes();
        if (scan.torn().length > 0) {
            keep(scan.torn());
            disk.truncate(bytes);
            disk.force();
        } else if (!scan.terminated()) {
            append(new byte[] {'\n'});
        }
    }

    Path broken() {
        return path.resolveSibling(path.getFileName() + ".broken");
    }

    private void keep(byte[] torn) throws IOException {
        try (Disk copy = opener.open(broken(), !Files.exists(broken()))) {
            ByteBuffer rest = ByteBuffer.wrap(torn);
            while (rest.hasRemaining()) {
                copy.write(rest);
            }
            copy.force();
        }
    }

    @Override
    public void append(byte[] record) throws IOException {
        try {
            if (disk == null) {
                create();
            }
            if (cutFirst) {
                disk.truncate(bytes);
                cutFirst = false;
            }
            if (disk.size() != bytes) {
                throw new JournalException(
                        "Not saved: another program has changed " + path + ". Open the timeline again.");
            }
            write(record);
        } catch (JournalException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(
                    "Not saved: " + path + " cannot be written (" + JournalException.words(e)
                            + "). What was saved before is intact. Make room on the disk or mend it, then try again.",
                    e);
        }
    }

    private void write(byte[] record) throws IOException {
        try {
            ByteBuffer rest = ByteBuffer.wrap(record);
            while (rest.hasRemaining()) {
                disk.write(rest);
            }
            disk.force();
            bytes += record.length;
        } catch (IOException e) {
            cutFirst = true;
            try {
                disk.truncate(bytes);
                cutFirst = false;
            } catch (IOException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
    }

    private void create() throws IOException {
        lock();
        try {
            disk = opener.open(path, true);
        } catch (FileAlreadyExistsException e) {
            throw new JournalException(
                    "Not saved: another program has created " + path + " meanwhile. Open the timeline again.", e);
        }
    }

    @Override
    public void close() throws IOException {
        Lock held = lock;
        lock = null;
        try {
            if (disk != null) {
                disk.close();
            }
        } finally {
            disk = null;
            if (held != null) {
                held.close();
            }
        }
    }
}
