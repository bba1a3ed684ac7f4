package sacred.timeline.journal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A file in which a timeline goes on after another one could not be synced, with what its first line says.
 *
 * @param number from 2; the first file of a timeline is 1
 * @param after the number of the file that it goes on after
 * @param bytes how much of that file belongs to the timeline; what stands behind was never acknowledged
 * @param reason why that file was left, in the words of the operating system
 * @param length of the first line with its newline
 */
record Segment(Path file, int number, int after, long bytes, String reason, long length) {

    static final String TYPE = "segment";
    private static final int MAX_HEADER_BYTES = 64 * 1024;

    /** The path of a further file of a timeline. */
    static Path path(Path first, int number) {
        return first.resolveSibling(first.getFileName() + "." + number);
    }

    /** The first line of a further file of a timeline. */
    static byte[] header(String timeline, int number, int after, long bytes, String reason, String prev)
            throws IOException {
        return Chain.sealed(Encoder.segment(timeline, number, after, bytes, reason, prev));
    }

    /** The id that a timeline's first file begins with; empty where that cannot be read. */
    static Optional<String> timeline(Path first) throws IOException {
        try {
            byte[] line = firstLine(first);
            return line.length == 0
                    ? Optional.empty()
                    : Optional.of(Decoder.header(new Members(Json.object(line))).id());
        } catch (Unreadable e) {
            return Optional.empty();
        }
    }

    /**
     * What is in a further file of a timeline. Where its first line is damaged it goes on after the file before, of which
     * nothing is left out then: damage hides nothing.
     *
     * @param timeline the id of the timeline; empty where nobody knows it any more
     * @return empty when it is none: it has no whole line, it is of another timeline, or there is no record in it at all
     */
    static Optional<Segment> of(Path file, int number, int before, Optional<String> timeline) throws IOException {
        byte[] line = firstLine(file);
        if (line.length == 0) {
            return Optional.empty();
        }
        if (isRecord(line)) {
            return begun(file, number, line, timeline);
        }
        Segment damaged = new Segment(file, number, before, Long.MAX_VALUE, "", 0);
        return hasRecord(file) ? Optional.of(damaged) : Optional.empty();
    }

    private static Optional<Segment> begun(Path file, int number, byte[] line, Optional<String> timeline) {
        try {
            Members m = new Members(Json.object(line));
            int after = m.small("after");
            boolean ours = m.text("type").equals(TYPE)
                    && after < number
                    && m.small("segment") == number
                    && timeline.orElse(m.text("id")).equals(m.text("id"));
            return ours
                    ? Optional.of(
                            new Segment(file, number, after, m.integer("bytes"), m.text("reason"), line.length + 1))
                    : Optional.empty();
        } catch (Unreadable e) {
            // a whole record of another kind: another timeline, or a copy of one
            return Optional.empty();
        }
    }

    private static boolean isRecord(byte[] line) {
        return Chain.intact(line, 0, line.length, Chain.digest()).isPresent();
    }

    private static boolean hasRecord(Path file) throws IOException {
        try (Lines lines = Lines.of(Files.newInputStream(file))) {
            Optional<Lines.Line> line = lines.next();
            while (line.isPresent() && !isRecord(line.get().bytes())) {
                line = lines.next();
            }
            return line.isPresent();
        }
    }

    /** Without its newline; nothing when there is none. */
    private static byte[] firstLine(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return new byte[0];
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file, StandardOpenOption.READ)) {
            bytes = in.readNBytes(MAX_HEADER_BYTES);
        }
        try (Lines lines = Lines.of(new ByteArrayInputStream(bytes))) {
            return lines.next()
                    .filter(line -> line.terminated() || bytes.length == MAX_HEADER_BYTES)
                    .map(Lines.Line::bytes)
                    .orElse(new byte[0]);
        }
    }
}
