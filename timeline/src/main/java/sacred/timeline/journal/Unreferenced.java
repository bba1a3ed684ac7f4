package sacred.timeline.journal;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Contents of attached files that no timeline names any more. What is named is not decoded but looked for, in the bytes of every file
 * below the directory of timelines: so also what forks, later segments, torn ends, bytes that were kept aside and formats of a later
 * version name is. A file that cannot be read may name anything. Blocks for the disk.
 *
 * @param files which nobody names, in the order of their names
 * @param bytes of them together
 * @param asOf what was kept once more since then is needed
 * @param unsure why none of them may be removed now, a sentence; empty when they may be
 */
public record Unreferenced(List<Path> files, long bytes, Instant asOf, Optional<String> unsure) {

    /** Whoever attaches a file keeps its content first and names it then. */
    private static final Duration YOUNG = Duration.ofHours(1);

    private static final String LOCK = ".lock";
    private static final int PIECE = 1 << 16;
    private static final int HASH = 64;
    private static final String CONTENT = "[0-9a-f]{" + HASH + "}";
    /** A content that was being written when its program ended. */
    private static final String UNFINISHED = CONTENT + ".*\\.part";

    /** @param now what is younger than an hour is left out: it may be about to be named */
    public static Unreferenced of(Path attachments, Path timelines, Instant now) throws IOException {
        Set<Path> left = new HashSet<>();
        if (Files.isDirectory(attachments)) {
            try (Stream<Path> all = Files.list(attachments)) {
                for (Path file : all.toList()) {
                    String name = file.getFileName().toString();
                    boolean ours = name.matches(CONTENT) || name.matches(UNFINISHED);
                    if (ours && Files.isRegularFile(file, NOFOLLOW_LINKS) && !young(file, now)) {
                        left.add(file);
                    }
                }
            }
        }
        if (left.isEmpty()) {
            return new Unreferenced(List.of(), 0, now, Optional.empty());
        }
        Optional<String> unsure = removeNamed(timelines, attachments, left);
        List<Path> files = left.stream().sorted().toList();
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        return new Unreferenced(files, bytes, now, unsure.or(() -> writer(timelines)));
    }

    /** Why it cannot be told what is named. */
    private static Optional<String> removeNamed(Path timelines, Path attachments, Set<Path> left) {
        Path looked = timelines;
        try {
            for (Path file : below(timelines)) {
                looked = file;
                removeNamedIn(file, attachments, left);
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    looked + " cannot be read (" + JournalException.words(e) + "), and may name any of them");
        }
    }

    /**
     * Removes them, if still nobody writes.
     *
     * @return how many are gone
     * @throws JournalException when it is not sure that nobody needs them; then none is removed
     */
    public int remove(Path timelines) throws IOException {
        Optional<String> doubt = unsure.or(() -> writer(timelines));
        if (doubt.isPresent()) {
            throw new JournalException("Nothing was removed: " + doubt.get() + ".");
        }
        int gone = 0;
        for (Path file : files) {
            if (!young(file, asOf) && Files.deleteIfExists(file)) {
                gone++;
            }
        }
        return gone;
    }

    private static boolean young(Path file, Instant now) throws IOException {
        return Files.getLastModifiedTime(file).toInstant().isAfter(now.minus(YOUNG));
    }

    /** A timeline that is open may be about to name any of them. */
    private static Optional<String> writer(Path timelines) {
        try {
            for (Path lock : below(timelines)) {
                // a new timeline has its lock before it has a file
                String name = lock.getFileName().toString();
                String timeline = name.endsWith(LOCK) ? name.substring(0, name.length() - LOCK.length()) : "";
                if (!timeline.isEmpty()
                        && Lock.holder(lock.resolveSibling(timeline)).isPresent()) {
                    return Optional.of(timeline + " is being written");
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("it cannot be told who writes timelines (" + JournalException.words(e) + ")");
        }
    }

    private static List<Path> below(Path timelines) throws IOException {
        if (!Files.isDirectory(timelines)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(timelines)) {
            return all.filter(file -> !Files.isDirectory(file, NOFOLLOW_LINKS)).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Every row of as many hexadecimal digits as a hash has is taken for one. */
    private static void removeNamedIn(Path file, Path attachments, Set<Path> left) throws IOException {
        byte[] piece = new byte[PIECE];
        byte[] row = new byte[HASH];
        int digits = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(piece); read >= 0 && !left.isEmpty(); read = in.read(piece)) {
                for (int i = 0; i < read; i++) {
                    byte b = piece[i];
                    if ((b < '0' || b > '9') && (b < 'a' || b > 'f')) {
                        digits = 0;
                        continue;
                    }
                    if (digits == HASH) {
                        System.arraycopy(row, 1, row, 0, HASH - 1);
                        digits--;
                    }
                    row[digits++] = b;
                    if (digits == HASH) {
                        left.remove(attachments.resolve(new String(row, StandardCharsets.US_ASCII)));
                    }
                }
            }
        }
    }
}
