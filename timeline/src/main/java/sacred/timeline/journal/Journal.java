package sacred.timeline.journal;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import sacred.timeline.Event;
import sacred.timeline.Timeline;

/**
 * A timeline file open for writing: what a turn tells is on disk before anybody sees it.
 *
 * <p>Any thread may append, at any time, interrupted or not: one thread of the journal's own owns the file. Appending
 * blocks until the disk has the record, some milliseconds. Records stand in the file in the order of the calls. A failed
 * append leaves the timeline as it was and the journal usable; the exception says what to do. A file that could not be synced
 * is not written to again: the timeline goes on in another one beside it, and {@link #news} says so.
 */
public final class Journal implements Closeable {

    /** A write ends with the record that makes it as long. */
    private static final int AT_ONCE_BYTES = 8 * 1024 * 1024;

    private final WriterThread thread;
    private final Opening opening;
    private final Queue<String> news = new ConcurrentLinkedQueue<>();
    /** Belongs to the writer thread. */
    private Chain end;

    Journal(WriterThread thread, Opening opening) {
        this.thread = thread;
        this.opening = opening;
        this.end = opening.end();
    }

    /**
     * A new timeline. Its file, named after its time and id, appears in the directory with the first record; the
     * directory is created when it is missing.
     */
    public static Journal create(Path directory, String app, InstantSource clock) {
        return create(directory, app, clock, Disk.REAL);
    }

    static Journal create(Path directory, String app, InstantSource clock, Disk disk) {
        Header header = Header.of(app, clock.instant());
        Path file = directory.resolve(header.fileName());
        Opening opening = Opening.fresh(Optional.of(file), new TimelineFile(file, header.id(), disk), header);
        return new Journal(new WriterThread(), opening);
    }

    /**
     * A new timeline that begins as another one did: the readable records of its turns up to one are copied, and a turn that had
     * not ended is closed. The other one is not touched. It is one write, or several for what is not to be in memory at once: a
     * program that is ended between two of them leaves a timeline of fewer turns, and a disk that fails leaves none.
     *
     * @param lastTurn empty for all of them, 0 for none
     * @param wall what every event passes on its way into the new file: it may hold what was no secret when it was written
     * @throws JournalException when there is no such turn
     */
    public static Journal fork(
            Reading from,
            OptionalInt lastTurn,
            UnaryOperator<Event.Durable> wall,
            Path directory,
            String app,
            InstantSource clock)
            throws IOException {
        return fork(from, lastTurn, wall, directory, app, clock, Disk.REAL);
    }

    static Journal fork(
            Reading from,
            OptionalInt lastTurn,
            UnaryOperator<Event.Durable> wall,
            Path directory,
            String app,
            InstantSource clock,
            Disk disk)
            throws IOException {
        Instant now = clock.instant();
        Branched branched = new Branched(from, lastTurn, wall, now);
        if (lastTurn.isPresent() && branched.ends() != lastTurn.getAsInt()) {
            throw new JournalException("There is no turn " + lastTurn.getAsInt() + " in " + from.file() + ".");
        }
        return begun(branched.header(Header.of(app, now)), branched, directory, disk);
    }

    /**
     * A new timeline that begins with what happened elsewhere, in one write; a turn that has no end is closed.
     *
     * @param happened with ascending numbers of turns
     * @throws FileAlreadyExistsException when there is a timeline of that header
     */
    public static Journal imported(List<Event.Durable> happened, Path directory, Header header, InstantSource clock)
            throws IOException {
        Path file = directory.resolve(header.fileName());
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        List<Event.Durable> events = new ArrayList<>(happened);
        events.addAll(Unfinished.closing(folded(events), Optional.empty(), clock.instant()));
        return begun(header, events.iterator(), directory, Disk.REAL);
    }

    private static Timeline folded(List<Event.Durable> events) {
        Timeline timeline = Timeline.EMPTY;
        for (Event.Durable event : events) {
            timeline = Reading.next(timeline, event);
        }
        return timeline;
    }

    private static Journal begun(Header header, Iterator<Event.Durable> events, Path directory, Disk disk)
            throws IOException {
        Path file = directory.resolve(header.fileName());
        Journal journal = new Journal(
                new WriterThread(),
                Opening.fresh(Optional.of(file), new TimelineFile(file, header.id(), disk), header));
        try {
            do {
                journal.append(events);
            } while (events.hasNext());
            return journal;
        } catch (IOException | RuntimeException | Error e) {
            journal.close();
            if (!journal.end.equals(Chain.START)) {
                // half of what was to begin a timeline is none
                Segments.delete(file, disk, e);
            }
            throw e;
        }
    }

    /** A timeline that is kept nowhere: the same records, the same chain, no file. */
    public static Journal unsaved(String app, InstantSource clock) {
        Header header = Header.of(app, clock.instant());
        return new Journal(new WriterThread(), Opening.fresh(Optional.empty(), Target.NOWHERE, header));
    }

    /**
     * Opens a timeline for writing: takes its lock, repairs its tail and closes a turn that was left unfinished. A file
     * that does not exist is a new timeline at exactly that path; it appears with the first record, its lock at once.
     *
     * @throws JournalException when it is refused: another writer, a newer format, no timeline, no regular file
     */
    public static Journal open(Path file, String app, InstantSource clock) throws IOException {
        return open(file, app, clock, Disk.REAL);
    }

    static Journal open(Path file, String app, InstantSource clock, Disk disk) throws IOException {
        WriterThread thread = new WriterThread();
        try {
            boolean exists = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
            return new Journal(
                    thread,
                    thread.call(() -> exists
                            ? Opening.existing(file, app, clock, disk)
                            : Opening.missing(file, app, clock, disk)));
        } catch (IOException | RuntimeException e) {
            thread.close();
            throw e;
        }
    }

    /**
     * About how many bytes of a timeline have to be looked at before it is open: all of it, or what its index says that it does
     * not cover. Looks at neither; 0 where there is no file.
     */
    public static long unread(Path file) {
        try {
            Path real = file.toRealPath();
            return Files.size(real) - Index.covered(real);
        } catch (IOException e) {
            // opening it says what is wrong
            return 0;
        }
    }

    /**
     * Keeps an event. It is on disk when this returns.
     *
     * @return the bytes that were added: its record with the newline, before the first record of a new timeline also the
     *     header
     * @throws IOException when it could not be kept; then nothing of it is in the file, and it may be tried again
     */
    public byte[] append(Event.Durable event) throws IOException {
        return append(List.of(event).iterator());
    }

    /** As many of the events as are to be in memory at once, and at least one, if there is one. */
    private byte[] append(Iterator<Event.Durable> events) throws IOException {
        return thread.call(() -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            Chain before = end;
            if (before.equals(Chain.START)) {
                Chain.Link header = before.header(opening.header());
                bytes.writeBytes(header.bytes());
                before = header.end();
            }
            while (events.hasNext() && bytes.size() < AT_ONCE_BYTES) {
                Chain.Link record = before.next(events.next());
                bytes.writeBytes(record.bytes());
                before = record.end();
            }
            opening.target().append(bytes.toByteArray(), end.hash());
            end = before;
            news.addAll(opening.target().news());
            return bytes.toByteArray();
        });
    }

    /**
     * Keeps what has arrived of the block that will be sealed next, beside the timeline and in the place of what was kept
     * before. On disk when this returns; the next append removes it. Any thread, as for appending.
     */
    public void checkpoint(Partial partial) throws IOException {
        thread.call(() -> {
            opening.target().checkpoint(partial.record(end.hash()));
            return null;
        });
    }

    /** What was in the file when it was opened, after the repair; empty for a new timeline. */
    public Timeline timeline() {
        return opening.timeline();
    }

    /** Where the timeline is kept; empty when it is kept nowhere. The file may not exist yet. */
    public Optional<Path> file() {
        return opening.file();
    }

    /** The ULID of the timeline; the name of its file where the header is damaged. */
    public String id() {
        return opening.id();
    }

    /** Sentences for the user: what was found damaged and what was repaired when the file was opened. */
    public List<String> notes() {
        return opening.notes();
    }

    /** What the user should know of the appends since this was asked last, a sentence each: the disk has failed, nothing is lost. */
    public List<String> news() {
        List<String> told = new ArrayList<>();
        for (String next = news.poll(); next != null; next = news.poll()) {
            told.add(next);
        }
        return told;
    }

    /** How many records follow the header. Not while somebody appends. */
    public long records() {
        return end.seq();
    }

    /** Releases the lock. Closing twice is harmless. */
    @Override
    public void close() {
        awaitIndex();
        try {
            thread.call(() -> {
                opening.target().close();
                return null;
            });
        } catch (IOException e) {
            // Every record is on disk already, and the lock ends with its descriptor, emptied or not.
        }
        thread.close();
    }

    private void awaitIndex() {
        try {
            if (opening.indexing().isPresent()) {
                opening.indexing().get().join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
