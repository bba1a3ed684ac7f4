package sacred.app.edit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and directories that only their owner can read, from the moment they exist: prompts are nobody else's business. */
final class Private {

    static final FileAttribute<Set<PosixFilePermission>> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private Private() {}

    static void directory(Path directory) throws IOException {
        // asked first because a link to a directory is one too, which the creation would refuse
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, DIRECTORY);
        }
    }

    /**
     * Puts a file in the place of another, or of none, in one step. Outlives the end of this process at any moment, not that
     * of the machine: nothing is synced.
     *
     * @param beside where the bytes are written first, in the directory of the file
     */
    static void replace(Path file, Path beside, byte[] bytes) throws IOException {
        Files.deleteIfExists(beside);
        Files.createFile(beside, FILE);
        Files.write(beside, bytes);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
