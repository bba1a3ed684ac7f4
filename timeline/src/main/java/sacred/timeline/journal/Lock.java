package sacred.timeline.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to write a timeline: a lock of the operating system on {@code <name>.lock}, which holds the pid of its
 * holder. The file stays behind, emptied: deleting it would let two processes lock two files of the same name.
 *
 * <p>Nothing else ever opens that file. Within one process not even a second attempt does, because closing its descriptor
 * would release the lock of the first; such attempts are told apart by the identity of the file.
 */
final class Lock implements Closeable {

    private static final Set<Object> HELD_HERE = ConcurrentHashMap.newKeySet();
    private static final int PID_BYTES = 32;

    private final Object key;
    private final FileChannel channel;

    private Lock(Object key, FileChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    /** @throws JournalException when somebody else writes this timeline; it names the process */
    static Lock take(Path timeline) throws IOException {
        Path file = timeline.resolveSibling(timeline.getFileName() + ".lock");
        try {
            Private.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))
                    .close();
        } catch (FileAlreadyExistsException e) {
            // From an earlier writer, or from one that is at it now.
        }
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw new JournalException(file + " is not a regular file, so the timeline cannot be locked.");
        }
        Object key = attributes.fileKey();
        if (!HELD_HERE.add(key)) {
            throw held(timeline, Long.toString(ProcessHandle.current().pid()));
        }
        try {
            return new Lock(key, locked(timeline, file));
        } catch (IOException | RuntimeException e) {
            HELD_HERE.remove(key);
            throw e;
        }
    }

    /**
     * Who holds the right to write a timeline, by what the lock says: its process, while that lives. Opens the lock of no
     * timeline that this process writes itself.
     */
    static OptionalLong holder(Path timeline) throws IOException {
        Path file = timeline.resolveSibling(timeline.getFileName() + ".lock");
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return OptionalLong.empty();
        }
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (HELD_HERE.contains(attributes.fileKey())) {
            return OptionalLong.of(ProcessHandle.current().pid());
        }
        String pid = attributes.size() > PID_BYTES
                ? ""
                : Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        return pid.matches("[1-9]\\d{0,18}")
                        && ProcessHandle.of(Long.parseLong(pid)).isPresent()
                ? OptionalLong.of(Long.parseLong(pid))
                : OptionalLong.empty();
    }

    private static FileChannel locked(Path timeline, Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        try {
            if (channel.tryLock() == null) {
                ByteBuffer pid = ByteBuffer.allocate(PID_BYTES);
                channel.read(pid);
                throw held(timeline, new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII).strip());
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static JournalException held(Path timeline, String pid) {
        String holder = pid.isEmpty() ? "another process that has not said its number yet" : "process " + pid;
        return new JournalException(timeline + " is open for writing in " + holder + ", so it is read-only here.");
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            channel.truncate(0);
        } finally {
            HELD_HERE.remove(key);
        }
    }
}
