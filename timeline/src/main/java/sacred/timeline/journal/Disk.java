package sacred.timeline.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Everything that a journal does to a disk, one operation a method. The seam at which a disk can be made to fail, or to forget
 * what was not synced.
 */
interface Disk {

    /** A file that is appended to. */
    interface File extends Closeable {

        long size() throws IOException;

        /** Appends; may write less than there is. */
        int write(ByteBuffer bytes) throws IOException;

        void truncate(long size) throws IOException;

        /** Returns when everything written is on disk. After it has failed, nobody knows what of it is. */
        void force() throws IOException;
    }

    /** A file that must not exist yet; its name is not on disk before {@link #sync}. */
    File create(Path file) throws IOException;

    File open(Path file) throws IOException;

    /** Creates the directory and its missing parents; their names are on disk. */
    void directory(Path directory) throws IOException;

    /** Makes the names of the files in a directory durable. */
    void sync(Path directory) throws IOException;

    void delete(Path file) throws IOException;

    /** Gives a file the name of another one, which is gone then; at no moment is there none of that name. */
    void replace(Path file, Path name) throws IOException;

    /** The right to write a timeline, until it is closed. */
    Closeable lock(Path timeline) throws IOException;

    /** The disk of this machine. */
    Disk REAL = new Disk() {
        @Override
        public File create(Path file) throws IOException {
            return appending(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND));
        }

        @Override
        public File open(Path file) throws IOException {
            return appending(file, Set.of(StandardOpenOption.APPEND));
        }

        @Override
        public void directory(Path directory) throws IOException {
            Private.directory(directory);
        }

        @Override
        public void sync(Path directory) throws IOException {
            Private.force(directory);
        }

        @Override
        public void delete(Path file) throws IOException {
            Files.delete(file);
        }

        @Override
        public void replace(Path file, Path name) throws IOException {
            Files.move(file, name, StandardCopyOption.ATOMIC_MOVE);
        }

        @Override
        public Closeable lock(Path timeline) throws IOException {
            return Lock.take(timeline);
        }
    };

    /** Writes all of it, however short the writes are. */
    static void writeAll(File file, byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            file.write(rest);
        }
    }

    private static File appending(Path file, Set<OpenOption> options) throws IOException {
        FileChannel channel = Private.open(file, options);
        return new File() {
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
}
