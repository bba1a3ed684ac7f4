package sacred.timeline.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** The file that a journal appends to, as far as the journal needs it. The seam at which a disk can be made to fail. */
interface Disk extends Closeable {

    long size() throws IOException;

    /** Appends; may write less than there is. */
    int write(ByteBuffer bytes) throws IOException;

    void truncate(long size) throws IOException;

    /** Returns when everything written is on disk. */
    void force() throws IOException;

    /** How a file is opened, or created when it must not exist yet; the name of a created file is on disk too. */
    interface Opener {
        Disk open(Path file, boolean create) throws IOException;
    }

    static Disk open(Path file, boolean create) throws IOException {
        Set<OpenOption> options = create
                ? Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.APPEND)
                : Set.of(StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        FileChannel channel = Private.open(file, options);
        if (create) {
            name(file, channel);
        }
        return new Disk() {
            @Override
            public long size() throws IOException {
                return channel.size();
            }

            @Override
            public int write(ByteBuffer bytes) throws IOException {
                return channel.write(bytes);
            }

            @Override
            public void truncate(long size) throws IOException {
                channel.truncate(size);
            }

            @Override
            public void force() throws IOException {
                channel.force(false);
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    private static void name(Path file, FileChannel created) throws IOException {
        try {
            Private.force(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            try (created) {
                Files.delete(file);
            }
            throw e;
        }
    }
}
