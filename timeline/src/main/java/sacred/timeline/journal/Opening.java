package sacred.timeline.journal;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sacred.timeline.Event;
import sacred.timeline.Timeline;

/**
 * What a journal starts with: a new timeline, or what was found in a file once it was locked and repaired.
 *
 * @param header what a first record is preceded by
 * @param id of the timeline; the name of its file where the header is damaged
 * @param end where the next record is linked to
 * @param indexing writes the index, for which nobody waits but who gives up the lock
 */
record Opening(
        Optional<Path> file,
        Target target,
        Header header,
        String id,
        Timeline timeline,
        List<String> notes,
        Chain end,
        Optional<Thread> indexing) {

    static Opening fresh(Optional<Path> file, Target target, Header header) {
        return new Opening(file, target, header, header.id(), Timeline.EMPTY, List.of(), Chain.START, Optional.empty());
    }

    /** A new timeline at exactly this path, which is locked already although nothing is there. */
    static Opening missing(Path file, String app, InstantSource clock, Disk disk) throws IOException {
        Header header = Header.of(app, clock.instant());
        TimelineFile target = new TimelineFile(file, header.id(), disk);
        try {
            target.lock();
        } catch (FileSystemException e) {
            throw refused(file, e);
        }
        return fresh(Optional.of(file), target, header);
    }

    static Opening existing(Path file, String app, InstantSource clock, Disk disk) throws IOException {
        try {
            return locked(file, app, clock, disk);
        } catch (FileSystemException e) {
            throw refused(file, e);
        }
    }

    private static Opening locked(Path file, String app, InstantSource clock, Disk disk) throws IOException {
        Path real = Private.regular(file);
        // What is not ours to write gets no lock file beside it either, so the first look is without the lock.
        Segments segments = Segments.of(real);
        String before = stamp(segments);
        Scan scan = writable(file, Scan.indexed(segments));
        Header fresh = Header.of(app, clock.instant());
        TimelineFile target = new TimelineFile(real, scan.header().orElse(fresh).id(), disk);
        try {
            target.lock();
            segments = Segments.of(real);
            if (!before.equals(stamp(segments))) {
                scan = writable(file, Scan.indexed(segments));
            }
            target.repair(segments, scan);
            return resumed(file, target, segments, scan, fresh, clock.instant(), disk);
        } catch (IOException | RuntimeException e) {
            target.close();
            throw e;
        }
    }

    static Opening resumed(
            Path file, TimelineFile target, Segments segments, Scan scan, Header fresh, Instant now, Disk disk)
            throws IOException {
        Reading reading = Reading.of(file, segments, scan);
        List<String> notes = new ArrayList<>(reading.notes());
        scan.problems().forEach(problem -> notes.add(file.getFileName() + ", " + problem + "."));
        if (scan.torn().length > 0) {
            notes.add("The torn bytes were copied to " + target.broken() + " and cut off.");
        }
        Timeline timeline = reading.timeline();
        Chain end = scan.end();
        for (Event.Durable event : Unfinished.closing(timeline, reading.partial(), now)) {
            Chain.Link link = end.next(event);
            target.append(link.bytes(), end.hash());
            end = link.end();
            timeline = timeline.apply(event);
            if (event instanceof Event.Closed closed) {
                notes.add("Turn " + closed.turn() + " had not ended; it was closed as "
                        + closed.outcome().wire() + ".");
            }
        }
        target.dropCheckpoint();
        notes.addAll(target.news());
        String name = file.getFileName().toString();
        Header header = scan.header().orElse(fresh);
        String id = end.equals(Chain.START) || scan.header().isPresent() ? header.id() : name;
        return new Opening(
                Optional.of(file),
                target,
                header,
                id,
                timeline,
                List.copyOf(notes),
                end,
                indexing(segments, scan, disk));
    }

    private static Optional<Thread> indexing(Segments file, Scan scan, Disk disk) throws IOException {
        return scan.index(file, Index.WORTH_BYTES)
                .map(index -> Thread.ofPlatform().name("index").daemon().start(() -> {
                    try {
                        index.write(file.last().file(), disk);
                    } catch (IOException e) {
                        // without it the next opening takes longer, and that is all
                    }
                }));
    }

    static Scan writable(Path file, Scan scan) throws JournalException {
        if (scan.newer() > 0) {
            throw new JournalException(
                    file + " was written by a newer version (format " + scan.newer() + "), so it is read-only here.");
        }
        if (!scan.isTimeline()) {
            throw Reading.noTimeline(file);
        }
        return scan;
    }

    private static String stamp(Segments segments) throws IOException {
        Path last = segments.last().file();
        BasicFileAttributes now = Files.readAttributes(last, BasicFileAttributes.class);
        return last + " " + now.size() + " " + now.lastModifiedTime();
    }

    static JournalException refused(Path file, FileSystemException e) {
        return new JournalException(file + " cannot be opened for writing: " + JournalException.words(e) + ".", e);
    }
}
