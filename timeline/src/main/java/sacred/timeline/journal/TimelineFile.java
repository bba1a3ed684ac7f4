package sacred.timeline.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A timeline's file while it is written: records go in whole, or not at all. Belongs to one {@link WriterThread}. The
 * file and its lock come into being with the first record.
 *
 * <p>A full disk leaves the file as it was, for the next try. After any other failure nobody knows what a later sync would
 * say about what is in the file, so that it is left for good: the records that were not acknowledged are written again, from
 * memory, to another file beside it ({@link Segment}).
 */
final class TimelineFile implements Target {

    /** As Linux says it; in another language a full disk is taken for a broken one, and the next try begins a segment. */
    private static final List<String> FULL =
            List.of("No space left on device", "Disk quota exceeded", "File too large");

    private final Path first;
    private final String timeline;
    private final Disk on;
    private final List<String> news = new ArrayList<>();
    private Closeable lock;
    /** The file that is written to; null before there is one, and after it was left. */
    private Disk.File file;

    /** Whether the first file was not there before. */
    private boolean created;

    private int number = 1;
    /** How much of it belongs to the timeline. */
    private long bytes;
    /** Whether bytes behind the last record may still have to be cut off. */
    private boolean cutFirst;
    /** Why the file is not written to any more; the next append begins another one. */
    private Optional<String> left = Optional.empty();

    /** @param timeline its id, for the files in which it goes on */
    TimelineFile(Path first, String timeline, Disk on) {
        this.first = first;
        this.timeline = timeline;
        this.on = on;
    }

    void lock() throws IOException {
        if (lock == null) {
            on.directory(directory());
            lock = on.lock(first);
        }
    }

    private Path directory() {
        return first.toAbsolutePath().getParent();
    }

    /** Takes over a lock, and opens what exists: cuts its torn tail after copying it, and completes its last line. */
    void repair(Segments segments, Scan scan) throws IOException {
        Segments.Part last = segments.last();
        number = last.number();
        bytes = last.from() + scan.goodBytes() - segments.before();
        file = on.open(last.file());
        if (scan.torn().length > 0) {
            keep(scan.torn());
        }
        try {
            if (scan.torn().length > 0) {
                file.truncate(bytes);
                file.force();
            } else if (!scan.terminated()) {
                Disk.writeAll(file, new byte[] {'\n'});
                file.force();
                bytes++;
            }
        } catch (IOException e) {
            leave(e);
        }
    }

    Path broken() {
        return first.resolveSibling(first.getFileName() + ".broken");
    }

    private void keep(byte[] torn) throws IOException {
        boolean exists = Files.exists(broken(), LinkOption.NOFOLLOW_LINKS);
        try (Disk.File copy = exists ? on.open(broken()) : on.create(broken())) {
            Disk.writeAll(copy, torn);
            copy.force();
        }
        if (!exists) {
            on.sync(directory());
        }
    }

    @Override
    public void append(byte[] records, String prev) throws IOException {
        try {
            if (left.isPresent() || !write(records)) {
                goOn(records, prev);
            }
            dropCheckpoint();
        } catch (JournalException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(
                    "Not saved: " + first + " cannot be written (" + JournalException.words(e)
                            + "). What was saved before is intact. Make room on the disk or mend it, then try again.",
                    e);
        }
    }

    /** @return false when the file had to be left */
    private boolean write(byte[] records) throws IOException {
        if (file == null) {
            lock();
            begin();
        }
        try {
            if (cutFirst) {
                file.truncate(bytes);
                cutFirst = false;
            }
            if (file.size() != bytes) {
                throw new JournalException("Not saved: another program has changed "
                        + (number == 1 ? first : Segment.path(first, number)) + ". Open the timeline again.");
            }
            Disk.writeAll(file, records);
        } catch (JournalException e) {
            throw e;
        } catch (IOException e) {
            if (FULL.stream().anyMatch(JournalException.words(e)::contains)) {
                cut(e);
                throw e;
            }
            leave(e);
            return false;
        }
        try {
            file.force();
            bytes += records.length;
            return true;
        } catch (IOException e) {
            leave(e);
            return false;
        }
    }

    private void begin() throws IOException {
        try {
            file = created(first);
            created = true;
        } catch (JournalException e) {
            throw e;
        } catch (IOException e) {
            if (Files.exists(first, LinkOption.NOFOLLOW_LINKS)) {
                // it is ours, and it could be neither kept nor removed
                left = Optional.of(JournalException.words(e));
            }
            throw e;
        }
    }

    private void cut(IOException full) {
        cutFirst = true;
        try {
            file.truncate(bytes);
            cutFirst = false;
        } catch (IOException alsoFailed) {
            full.addSuppressed(alsoFailed);
        }
    }

    /** What was not acknowledged is cut off where that can be done; a segment says how much counts, so that it need not. */
    private void leave(IOException why) {
        left = Optional.of(JournalException.words(why));
        try (Disk.File untrusted = file) {
            untrusted.truncate(bytes);
        } catch (IOException alsoFailed) {
            why.addSuppressed(alsoFailed);
        }
        file = null;
        cutFirst = false;
    }

    /** The timeline goes on in a new file, whose first records are those that could not be kept in this one. */
    private void goOn(byte[] records, String prev) throws IOException {
        int next = number + 1;
        while (Files.exists(Segment.path(first, next), LinkOption.NOFOLLOW_LINKS)) {
            next++;
        }
        Path path = Segment.path(first, next);
        byte[] header = Segment.header(timeline, next, number, bytes, left.orElseThrow(), prev);
        byte[] all = new byte[header.length + records.length];
        System.arraycopy(header, 0, all, 0, header.length);
        System.arraycopy(records, 0, all, header.length, records.length);
        Disk.File segment = created(path);
        try {
            Disk.writeAll(segment, all);
            segment.force();
        } catch (IOException e) {
            discard(path, segment, e);
            throw e;
        }
        news.add("The disk failed at " + (number == 1 ? first : Segment.path(first, number)) + " ("
                + left.orElseThrow() + "). Nothing is lost: the timeline goes on in " + path.getFileName()
                + " beside it. Look after the disk.");
        file = segment;
        number = next;
        bytes = all.length;
        left = Optional.empty();
    }

    private Disk.File created(Path path) throws IOException {
        Disk.File created;
        try {
            created = on.create(path);
        } catch (FileAlreadyExistsException e) {
            throw new JournalException(
                    "Not saved: another program has created " + path + " meanwhile. Open the timeline again.", e);
        }
        try {
            on.sync(directory());
            return created;
        } catch (IOException e) {
            discard(path, created, e);
            throw e;
        }
    }

    /** A file that nothing was acknowledged in. One that stays is passed by, because no later one goes on after it. */
    private void discard(Path path, Disk.File created, IOException why) {
        try (created) {
            on.delete(path);
        } catch (IOException alsoFailed) {
            why.addSuppressed(alsoFailed);
        }
    }

    @Override
    public void checkpoint(byte[] record) throws IOException {
        Path path = Partial.path(first);
        Path next = path.resolveSibling(path.getFileName() + ".new");
        if (Files.exists(next, LinkOption.NOFOLLOW_LINKS)) {
            on.delete(next);
        }
        try (Disk.File written = on.create(next)) {
            Disk.writeAll(written, record);
            written.force();
        }
        on.replace(next, path);
        on.sync(directory());
    }

    /** One that stays behind is known as old by what it says of the record before. */
    void dropCheckpoint() {
        try {
            if (Files.exists(Partial.path(first), LinkOption.NOFOLLOW_LINKS)) {
                on.delete(Partial.path(first));
            }
        } catch (IOException e) {
            news.add(Partial.path(first) + " holds what is sealed by now and could not be removed: "
                    + JournalException.words(e) + ".");
        }
    }

    @Override
    public List<String> news() {
        List<String> told = List.copyOf(news);
        news.clear();
        return told;
    }

    @Override
    public void close() throws IOException {
        Closeable held = lock;
        lock = null;
        try {
            if (file != null) {
                file.close();
            }
            if (created && number == 1 && bytes == 0 && Files.size(first) == 0) {
                // no record was ever kept: nobody wants to find it in a list
                on.delete(first);
            }
        } finally {
            file = null;
            created = false;
            if (held != null) {
                held.close();
            }
        }
    }
}
