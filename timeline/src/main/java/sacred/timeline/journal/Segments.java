package sacred.timeline.journal;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The files of a timeline as one: nearly always a single one. After a failed sync it goes on in another file beside it, and
 * what was not acknowledged in the one before is not part of it.
 *
 * @param parts in the order in which they are read, the first file first
 * @param notes what the user should know of them, a sentence each
 */
record Segments(List<Part> parts, List<String> notes) {

    /** So many numbers in a row may be missing, and what comes after them is found still. */
    private static final int GAP = 3;

    private static final Pattern LATER = Pattern.compile("(.+)\\.([0-9]{1,6})");

    /**
     * A file, and what of it belongs to the timeline.
     *
     * @param from behind the line that only says what the file is
     * @param to where the next file goes on; beyond the end in the last one
     */
    record Part(Path file, int number, long from, long to) {

        /** How many bytes of it belong to the timeline now. */
        long length() throws IOException {
            return Math.max(0, Math.min(to, Files.size(file)) - from);
        }

        boolean endsLine() throws IOException {
            long length = length();
            if (length == 0) {
                return true;
            }
            try (InputStream in = Files.newInputStream(file)) {
                in.skipNBytes(from + length - 1);
                return in.read() == '\n';
            }
        }

        InputStream stream() throws IOException {
            InputStream in = Files.newInputStream(file);
            in.skipNBytes(Math.min(from, Files.size(file)));
            return new Bounded(in, length());
        }
    }

    /** @param first the real path of the first file */
    static Segments of(Path first) throws IOException {
        refuseLaterPart(first);
        List<String> notes = new ArrayList<>();
        NavigableMap<Integer, Segment> begun = begun(first, notes);
        List<Part> parts = new ArrayList<>();
        long to = Long.MAX_VALUE;
        Map.Entry<Integer, Segment> next = begun.lastEntry();
        while (next != null) {
            int number = next.getKey();
            Segment segment = begun.remove(number);
            parts.addFirst(new Part(segment.file(), number, segment.length(), to));
            notes.addFirst(note(segment, first));
            next = begun.floorEntry(segment.after());
            int before = next == null ? 1 : next.getKey();
            // where the file before is lost, what is said of its length is said of no other one
            to = before == segment.after() ? segment.bytes() : Long.MAX_VALUE;
        }
        parts.addFirst(new Part(first, 1, 0, to));
        for (Segment left : begun.values()) {
            notes.add(
                    left.file().getFileName() + " is not part of the timeline: it could not be synced either, and what"
                            + " it holds was written again.");
        }
        return new Segments(List.copyOf(parts), List.copyOf(notes));
    }

    /** Where the files would be in which a timeline would go on. */
    static List<Path> possible(Path first) {
        return IntStream.range(2, 2 + GAP)
                .mapToObj(number -> Segment.path(first, number))
                .toList();
    }

    /**
     * Removes a timeline that was given up.
     *
     * @param why is told of what could not be removed
     */
    static void delete(Path first, Disk disk, Throwable why) {
        List<Path> files = new ArrayList<>(possible(first));
        files.add(first);
        for (Path file : files) {
            try {
                if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                    disk.delete(file);
                }
            } catch (IOException alsoFailed) {
                why.addSuppressed(alsoFailed);
            }
        }
    }

    private static void refuseLaterPart(Path file) throws IOException {
        Matcher name = LATER.matcher(file.getFileName().toString());
        if (name.matches()) {
            Optional<Segment> segment = Segment.of(
                    file, Integer.parseInt(name.group(2)), 1, Segment.timeline(file.resolveSibling(name.group(1))));
            if (segment.isPresent() && segment.get().length() > 0) {
                boolean here = Files.exists(file.resolveSibling(name.group(1)));
                throw new JournalException(file + " is not the beginning of a timeline: it goes on after "
                        + name.group(1)
                        + (here
                                ? ". Name that one."
                                : ", which is not there. Put that one back beside it; without it, `sacred"
                                        + " repair` makes a timeline of a copy of this one whose name has no"
                                        + " number."));
            }
        }
    }

    private static NavigableMap<Integer, Segment> begun(Path first, List<String> notes) throws IOException {
        NavigableMap<Integer, Segment> begun = new TreeMap<>();
        int before = 1;
        int missing = 0;
        for (int number = 2; missing < GAP; number++) {
            Path file = Segment.path(first, number);
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                missing++;
                continue;
            }
            missing = 0;
            Optional<Segment> segment = Segment.of(file, number, before, Segment.timeline(first));
            if (segment.isPresent()) {
                begun.put(number, segment.get());
                before = number;
            } else {
                notes.add(file.getFileName() + " is not part of the timeline: nothing of it was kept there.");
            }
        }
        return begun;
    }

    private static String note(Segment segment, Path first) {
        String before = segment.after() == 1
                ? first.getFileName().toString()
                : Segment.path(first, segment.after()).getFileName().toString();
        return "The timeline goes on in " + segment.file().getFileName()
                + (segment.reason().isEmpty()
                        ? "."
                        : ": the disk failed at " + before + " (" + segment.reason() + ").");
    }

    /** The beginning of another stream. */
    private static final class Bounded extends FilterInputStream {
        private long left;

        Bounded(InputStream in, long bytes) {
            super(in);
            this.left = bytes;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = left == 0 ? -1 : super.read(bytes, offset, (int) Math.min(left, length));
            left -= Math.max(0, read);
            return read;
        }
    }

    Part last() {
        return parts.getLast();
    }

    /** How many bytes {@link #stream} has. */
    long bytes() throws IOException {
        return before() + last().length();
    }

    /** How many bytes of {@link #stream} come before the last file. */
    long before() throws IOException {
        long bytes = 0;
        for (Part part : parts.subList(0, parts.size() - 1)) {
            bytes += part.length() + (part.endsLine() ? 0 : 1);
        }
        return bytes;
    }

    /**
     * Where a byte is.
     *
     * @param offset in its file
     */
    record Place(Part part, long offset) {

        /** Behind a sentence: which file, unless it is the one that the user named. */
        String named() {
            return part.number() == 1 ? "" : " (in " + part.file().getFileName() + ")";
        }
    }

    /** @param lengths of the parts as they were read, what ends the last line of each included */
    private record Layout(List<Part> parts, List<Long> lengths) {
        Place place(long offset) {
            long left = offset;
            int i = 0;
            while (i < parts.size() - 1 && left >= lengths.get(i)) {
                left -= lengths.get(i++);
            }
            return new Place(parts.get(i), parts.get(i).from() + left);
        }
    }

    /** Where a byte of {@link #stream} is. */
    LongFunction<Place> places() throws IOException {
        List<Long> lengths = new ArrayList<>();
        for (Part part : parts.subList(0, parts.size() - 1)) {
            lengths.add(part.length() + (part.endsLine() ? 0 : 1));
        }
        return new Layout(parts, lengths)::place;
    }

    /** The records of the timeline as if they stood in one file. */
    InputStream stream() throws IOException {
        if (parts.size() == 1) {
            return Files.newInputStream(last().file());
        }
        List<InputStream> streams = new ArrayList<>();
        try {
            for (Part part : parts) {
                streams.add(part.stream());
                if (part != last() && !part.endsLine()) {
                    // what is torn there must not damage what comes next
                    streams.add(new ByteArrayInputStream(new byte[] {'\n'}));
                }
            }
        } catch (IOException e) {
            for (InputStream stream : streams) {
                stream.close();
            }
            throw e;
        }
        return new SequenceInputStream(Collections.enumeration(streams));
    }
}
