package sacred.timeline.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import sacred.timeline.Timeline;

/**
 * A large timeline that is ours to write and that nobody has looked through yet: its end can be read at once, everything else is
 * known when it is open. Until then nothing is written to it.
 *
 * <p>Has the lock, until it is closed or the journal that it became is. Reading the end blocks for some milliseconds, opening as
 * long as the scan takes; {@link Progress} ends that earlier. To be used by one thread at a time.
 */
public final class Unscanned implements Closeable {

    /** Scanning less takes no longer than a person notices. */
    public static final long WORTH_BYTES = 32L * 1024 * 1024;

    private final Path file;
    private final String app;
    private final InstantSource clock;
    private final WriterThread thread;
    private final TimelineFile target;
    private final Header header;
    private final Disk disk;
    private Segments segments;
    private Optional<Index> index = Optional.empty();

    private Unscanned(
            Path file,
            String app,
            InstantSource clock,
            WriterThread thread,
            TimelineFile target,
            Header header,
            Segments segments,
            Disk disk) {
        this.file = file;
        this.app = app;
        this.clock = clock;
        this.thread = thread;
        this.target = target;
        this.header = header;
        this.segments = segments;
        this.disk = disk;
    }

    /**
     * Takes the lock of a timeline that is at least so large and begins as one that this version writes; empty for every other file,
     * about which {@link Journal#open} has more to say.
     *
     * @throws JournalException when somebody else writes it, or it may not be written
     */
    public static Optional<Unscanned> of(Path file, long worthBytes, String app, InstantSource clock)
            throws IOException {
        return of(file, worthBytes, app, clock, Disk.REAL);
    }

    static Optional<Unscanned> of(Path file, long worthBytes, String app, InstantSource clock, Disk disk)
            throws IOException {
        if (!Files.isWritable(file) || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Path real = Private.regular(file);
        Segments segments = Segments.of(real);
        Optional<Header> header = segments.bytes() < worthBytes
                ? Optional.empty()
                : Timelines.header(real).filter(found -> found.format() <= Header.FORMAT);
        if (header.isEmpty()) {
            return Optional.empty();
        }
        WriterThread thread = new WriterThread();
        TimelineFile target = new TimelineFile(real, header.get().id(), disk);
        Unscanned found = new Unscanned(file, app, clock, thread, target, header.get(), segments, disk);
        try {
            found.lock(real);
            return Optional.of(found);
        } catch (FileSystemException e) {
            found.close();
            throw Opening.refused(file, e);
        } catch (IOException | RuntimeException e) {
            found.close();
            throw e;
        }
    }

    private void lock(Path real) throws IOException {
        thread.call(() -> {
            target.lock();
            // it may have grown before it was ours
            segments = Segments.of(real);
            index = Index.of(segments);
            return null;
        });
    }

    /** Its ULID. */
    public String id() {
        return header.id();
    }

    public Path file() {
        return file;
    }

    /** How large it is. */
    public long bytes() throws IOException {
        return segments.bytes();
    }

    /** How much of it has to be scanned: what no index covers. */
    public long unread() throws IOException {
        return segments.bytes() - index.map(Index::bytes).orElse(0L);
    }

    /**
     * The last blocks, as far as their records are intact. A turn of which the end is missing is not live here, the first one may
     * lack its beginning, and the totals are of nothing but these blocks: what the whole timeline comes to is not known yet.
     */
    public Timeline end() throws IOException {
        return Ending.of(segments);
    }

    /**
     * Scans it and opens it, as {@link Journal#open} does. What goes wrong gives up the lock.
     *
     * @param progress may end the scan
     */
    public Journal open(Progress progress) throws IOException {
        try {
            Opening opening = thread.call(() -> {
                Scan scan = Opening.writable(file, Scan.of(segments, index, progress));
                target.repair(segments, scan);
                Header fresh = Header.of(app, clock.instant());
                return Opening.resumed(file, target, segments, scan, fresh, clock.instant(), disk);
            });
            return new Journal(thread, opening);
        } catch (FileSystemException e) {
            close();
            throw Opening.refused(file, e);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Gives up the lock of what was not opened; once more is harmless. */
    @Override
    public void close() {
        try {
            thread.call(() -> {
                target.close();
                return null;
            });
        } catch (IOException e) {
            // nothing was written, and the lock ends with its descriptor
        }
        thread.close();
    }
}
