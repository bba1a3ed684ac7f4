package sacred.app.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A file that a user has a command write: its owner's alone where it is new, and never what a link points to. */
final class OutputFile {

    private OutputFile() {}

    /** @throws java.nio.file.FileAlreadyExistsException where something is there */
    static void create(Path file, String text) throws IOException {
        write(file, text, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW));
    }

    /** In the place of what was in it. */
    static void replace(Path file, String text) throws IOException {
        write(
                file,
                text,
                Set.of(
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        LinkOption.NOFOLLOW_LINKS));
    }

    private static void write(Path file, String text, Set<OpenOption> options) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(
                file, options, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }
}
