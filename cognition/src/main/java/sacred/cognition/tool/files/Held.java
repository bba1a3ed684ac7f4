package sacred.cognition.tool.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A directory held open: what is done in it is done in that very directory, wherever its name leads by now. Symbolic links
 * are never followed, the last name included. One thread; blocks.
 */
final class Held implements AutoCloseable {

    /** More entries than this are not looked at in one directory. */
    static final int MOST_ENTRIES = 20_000;

    private final SecureDirectoryStream<Path> stream;

    private Held(SecureDirectoryStream<Path> stream) {
        this.stream = stream;
    }

    /** @throws IOException also when the root is no longer the directory it was, or cannot be held */
    static Held root(Path root) throws IOException {
        Held held = new Held(secure(Files.newDirectoryStream(root)));
        try {
            Object inside = held.stream
                    .getFileAttributeView(PosixFileAttributeView.class)
                    .readAttributes()
                    .fileKey();
            Object named = Files.readAttributes(root, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey();
            if (!Objects.equals(inside, named)) {
                throw new IOException(root + " has become another directory.");
            }
            return held;
        } catch (IOException | RuntimeException e) {
            held.close();
            throw e;
        }
    }

    private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> stream) throws IOException {
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        stream.close();
        throw new IOException("This file system cannot hold a directory open.");
    }

    Held child(Path name) throws IOException {
        return new Held(stream.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS));
    }

    /** What stands under a name, links as links; empty when there is nothing. */
    Optional<PosixFileAttributes> look(Path name) throws IOException {
        try {
            return Optional.of(view(name).readAttributes());
        } catch (NoSuchFileException nothing) {
            return Optional.empty();
        }
    }

    /** The name that an entry really has: another Unicode form of the same letters is the same name. */
    Path spelled(Path name) throws IOException {
        if (look(name).isPresent()) {
            return name;
        }
        String wanted = Normalizer.normalize(name.toString(), Normalizer.Form.NFC);
        List<Path> same = names().stream()
                .filter(entry -> Normalizer.normalize(entry.toString(), Normalizer.Form.NFC)
                        .equals(wanted))
                .toList();
        return same.size() == 1 ? same.getFirst() : name;
    }

    PosixFileAttributeView view(Path name) {
        return stream.getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }

    FileChannel read(Path name) throws IOException {
        return channel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    /** A new file; one that is there already is a failure. */
    FileChannel create(Path name, FileAttribute<?>... attributes) throws IOException {
        return channel(
                name,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                attributes);
    }

    private FileChannel channel(Path name, Set<? extends java.nio.file.OpenOption> how, FileAttribute<?>... attributes)
            throws IOException {
        SeekableByteChannel channel = stream.newByteChannel(name, how, attributes);
        if (channel instanceof FileChannel file) {
            return file;
        }
        channel.close();
        throw new IOException("This file system cannot be written safely.");
    }

    /** Puts an entry in the place of another, in one step. */
    void move(Path from, Held to, Path name) throws IOException {
        stream.move(from, to.stream, name);
    }

    void delete(Path name) throws IOException {
        stream.deleteFile(name);
    }

    void deleteDirectory(Path name) throws IOException {
        stream.deleteDirectory(name);
    }

    /** The names of the entries, sorted; at most {@link #MOST_ENTRIES}. */
    List<Path> names() throws IOException {
        List<Path> names = new ArrayList<>();
        try (SecureDirectoryStream<Path> fresh = stream.newDirectoryStream(Path.of("."), LinkOption.NOFOLLOW_LINKS)) {
            for (Path entry : fresh) {
                names.add(entry.getFileName());
                if (names.size() == MOST_ENTRIES) {
                    break;
                }
            }
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        }
        names.sort(Comparator.comparing(Path::toString));
        return names;
    }

    /** Makes the names in it survive a crash of the machine. */
    void sync() throws IOException {
        try (SeekableByteChannel self = stream.newByteChannel(Path.of("."), Set.of(StandardOpenOption.READ))) {
            if (self instanceof FileChannel file) {
                file.force(true);
            }
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
