package sacred.app.cli;

import java.io.IOException;
import java.io.Writer;
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
import java.util.function.UnaryOperator;
import sacred.app.host.WholeLines;

/** A file that a user has a command write: its owner's alone where it is new, and never what a link points to. */
final class OutputFile {

    private OutputFile() {}

    /** What is written into a file. */
    interface Content {
        void write(Writer file) throws IOException;
    }

    /**
     * All of it, or no file.
     *
     * @param hiding takes out of each piece of whole lines what nobody may see
     * @throws java.nio.file.FileAlreadyExistsException where something is there
     */
    static void create(Path file, UnaryOperator<String> hiding, Content content) throws IOException {
        Set<OpenOption> options = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        try (SeekableByteChannel channel = open(file, options)) {
            try (WholeLines lines = new WholeLines(piece -> write(channel, hiding.apply(piece)))) {
                content.write(lines);
            } catch (IOException | RuntimeException | Error e) {
                Files.deleteIfExists(file);
                throw e;
            }
        }
    }

    /** In the place of what was in it. */
    static void replace(Path file, String text) throws IOException {
        Set<OpenOption> options = Set.of(
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                LinkOption.NOFOLLOW_LINKS);
        try (SeekableByteChannel channel = open(file, options)) {
            write(channel, text);
        }
    }

    private static SeekableByteChannel open(Path file, Set<OpenOption> options) throws IOException {
        return Files.newByteChannel(
                file, options, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private static void write(SeekableByteChannel channel, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
