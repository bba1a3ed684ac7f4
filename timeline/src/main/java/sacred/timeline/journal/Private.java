package sacred.timeline.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and directories that only their owner can read, from the moment they exist. */
public final class Private {

    private static final FileAttribute<Set<PosixFilePermission>> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private Private() {}

    static FileChannel open(Path file, Set<OpenOption> options) throws IOException {
        return FileChannel.open(file, options, FILE);
    }

    /** Creates the directory and its missing parents, and makes their names durable. */
    public static void directory(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = directory.toAbsolutePath().getParent();
        directory(parent);
        try {
            Files.createDirectory(directory, DIRECTORY);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw new JournalException(directory + " is not a directory, so no timeline can be kept there.", e);
            }
        }
        force(parent);
    }

    /** Makes the names of the files in a directory durable. */
    static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * The file itself, behind links.
     *
     * @throws JournalException when there is none, or it is anything but a regular file
     */
    static Path regular(Path file) throws IOException {
        Path real;
        try {
            real = file.toRealPath();
        } catch (NoSuchFileException e) {
            throw new JournalException(
                    Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                            ? file + " is not a regular file: it is a link to nothing."
                            : "There is no file " + file + ".",
                    e);
        } catch (IOException e) {
            throw new JournalException(file + " cannot be opened: " + JournalException.words(e) + ".", e);
        }
        if (!Files.isRegularFile(real)) {
            throw new JournalException(file + " is not a regular file.");
        }
        return real;
    }
}
