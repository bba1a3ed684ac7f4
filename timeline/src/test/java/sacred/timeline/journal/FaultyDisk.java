package sacred.timeline.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A real file on a disk that fails as it is told, and that does not spend time on syncing. */
final class FaultyDisk implements Disk.Opener {

    /** How many bytes still fit. */
    long room = Long.MAX_VALUE;
    /** How many bytes one write takes. */
    int stride = Integer.MAX_VALUE;

    boolean cannotSync;
    boolean cannotCut;
    int syncs;

    @Override
    public Disk open(Path file, boolean create) throws IOException {
        FileChannel channel = create
                ? FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND)
                : FileChannel.open(file, StandardOpenOption.APPEND);
        return new Disk() {
            @Override
            public long size() throws IOException {
                return channel.size();
            }

            @Override
            public int write(ByteBuffer bytes) throws IOException {
                int length = (int) Math.min(room, Math.min(stride, bytes.remaining()));
                if (length == 0) {
                    throw new IOException("No space left on device");
                }
                channel.write(bytes.slice(bytes.position(), length));
                bytes.position(bytes.position() + length);
                room -= length;
                return length;
            }

            @Override
            public void truncate(long size) throws IOException {
                if (cannotCut) {
                    throw new IOException("Input/output error");
                }
                channel.truncate(size);
            }

            @Override
            public void force() throws IOException {
                if (cannotSync) {
                    throw new IOException("Input/output error");
                }
                syncs++;
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }
}
