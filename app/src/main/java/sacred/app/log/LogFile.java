package sacred.app.log;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A file that grows by lines and begins anew when it is full; the full ones before it are kept beside it, as {@code .1} and so
 * on, the newest first. Only its owner can read it, from the moment it exists, whatever the umask.
 *
 * <p>Any thread and several processes. Each line is one write at the end of the file, opened for it: nothing is held open, and
 * an interrupt neither hinders a line nor is lost.
 *
 * @param path of the file; its directory is made when it is missing
 * @param bytes that fill it
 * @param kept how many full ones are kept
 */
record LogFile(Path path, long bytes, int kept) {

    private static final FileAttribute<Set<PosixFilePermission>> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    void append(String line) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            create();
        } else if (Files.size(path) >= bytes) {
            begin();
        }
        // not a channel: an interrupt would close it, and the lines of a turn that is stopped matter most
        try (FileOutputStream out = new FileOutputStream(path.toFile(), true)) {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private void create() throws IOException {
        Path directory = path.toAbsolutePath().getParent();
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, DIRECTORY);
        }
        try {
            Files.createFile(path, FILE);
        } catch (FileAlreadyExistsException e) {
            // another process was faster
        }
    }

    /** One process begins a new file, while the others go on with the full one. */
    private void begin() throws IOException {
        boolean interrupted = Thread.interrupted();
        try (FileChannel channel = FileChannel.open(
                        numbered("lock"), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), FILE);
                FileLock lock = channel.tryLock()) {
            if (lock != null && Files.size(path) >= bytes) {
                for (int number = kept; number > 1; number--) {
                    move(numbered(String.valueOf(number - 1)), numbered(String.valueOf(number)));
                }
                move(path, numbered("1"));
                create();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void move(Path from, Path to) throws IOException {
        if (Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Path numbered(String end) {
        return path.resolveSibling(path.getFileName() + "." + end);
    }
}
