package sacred.app.edit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The prompt that is being written, kept in a file of its own so that the end of the process does not take it along. Only the
 * user can read it. A draft is at every moment in one file or another until somebody says that it is safe elsewhere. For one
 * thread; other processes keep their drafts in the same directory. Blocks on the file system.
 */
public final class Drafts {

    private static final Pattern NAME = Pattern.compile("([0-9]{1,18})-(.+)\\.(txt|new)");

    /** A draft of a process that is gone, now ours. */
    public record Found(Path file, String text) {}

    private record Left(Path file, FileTime time) {}

    private final Path directory;
    private final long pid;
    private final String id;
    private final LongPredicate alive;
    private int taken;

    /**
     * @param directory need not exist
     * @param pid of this process
     * @param id of this draft among all that processes with this pid ever keep
     * @param alive whether a process with a pid is running
     */
    public Drafts(Path directory, long pid, String id, LongPredicate alive) {
        this.directory = directory;
        this.pid = pid;
        this.id = id;
        this.alive = alive;
    }

    /** Keeps a draft in the place of the one before; a blank one is none. */
    public void keep(String text) throws IOException {
        if (text.isBlank()) {
            end();
            return;
        }
        Private.directory(directory);
        Private.replace(file("txt"), file("new"), text.getBytes(StandardCharsets.UTF_8));
    }

    /** Forgets the draft: it was sent, or is empty, or is in the history. */
    public void end() throws IOException {
        Files.deleteIfExists(file("txt"));
    }

    /**
     * Takes the drafts of processes that are gone, oldest first. Each is ours from here on, in a file of this process, until
     * {@link #safe}. Two processes that start at once share them out and neither loses one.
     */
    public List<Found> takeOver() throws IOException {
        List<Found> found = new ArrayList<>();
        for (Left left : left()) {
            Path ours = directory.resolve(pid + "-" + id + "-" + ++taken + ".txt");
            try {
                Files.move(left.file(), ours, StandardCopyOption.ATOMIC_MOVE);
                found.add(new Found(ours, new String(Files.readAllBytes(ours), StandardCharsets.UTF_8)));
            } catch (NoSuchFileException e) {
                // another process was faster
            }
        }
        return found;
    }

    /** A draft that was taken over is somewhere else now: in the prompt and kept, or in the history. */
    public void safe(Found found) throws IOException {
        Files.deleteIfExists(found.file());
    }

    private List<Left> left() throws IOException {
        List<Left> all = new ArrayList<>();
        if (!Files.isDirectory(directory)) {
            return all;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (!name.matches() || ours(name) || running(name)) {
                    continue;
                }
                if (name.group(3).equals("new")) {
                    // the beginning of a newer state of a draft whose last whole state is in the other file
                    Files.deleteIfExists(file);
                } else {
                    all.add(new Left(file, Files.getLastModifiedTime(file)));
                }
            }
        }
        all.sort(Comparator.comparing(Left::time).thenComparing(Left::file));
        return all;
    }

    private boolean ours(Matcher name) {
        return Long.parseLong(name.group(1)) == pid
                && (name.group(2).equals(id) || name.group(2).startsWith(id + "-"));
    }

    /** Our own pid with another id is of a process that had it before us. */
    private boolean running(Matcher name) {
        long other = Long.parseLong(name.group(1));
        return other != pid && alive.test(other);
    }

    private Path file(String suffix) {
        return directory.resolve(pid + "-" + id + "." + suffix);
    }
}
