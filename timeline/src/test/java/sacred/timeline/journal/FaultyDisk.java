package sacred.timeline.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

/** A disk that fails as it is told: at everything of a kind, or at one operation that is counted. */
final class FaultyDisk implements Disk {

    /** How one operation fails. */
    enum Fault {
        EIO("Input/output error"),
        FULL("No space left on device");

        private final String words;

        Fault(String words) {
            this.words = words;
        }
    }

    /** How many bytes still fit. */
    long room = Long.MAX_VALUE;
    /** How many bytes one write takes. */
    int stride = Integer.MAX_VALUE;

    boolean cannotSync;
    /** As {@link #cannotSync}, once. */
    boolean failNextSync;

    boolean cannotCut;
    boolean cannotCreate;
    boolean cannotDelete;
    /** The operation that fails, from 1; 0 for none. */
    int failing;

    Fault fault = Fault.EIO;
    /** Whether it has failed. */
    boolean fired;

    private int operations;
    private final SimDisk sim;

    FaultyDisk() {
        this(new SimDisk(RandomGenerator.getDefault()));
    }

    FaultyDisk(SimDisk sim) {
        this.sim = sim;
    }

    int syncs() {
        return sim.forced;
    }

    int operations() {
        return operations;
    }

    private Disk under() {
        return sim.mounted();
    }

    private boolean due() {
        boolean due = ++operations == failing;
        fired |= due;
        return due;
    }

    private void operation(boolean cannot) throws IOException {
        if (due() || cannot) {
            throw new IOException(fault.words);
        }
    }

    @Override
    public File create(Path file) throws IOException {
        operation(cannotCreate);
        return new Failing(file, under().create(file));
    }

    @Override
    public File open(Path file) throws IOException {
        operation(false);
        return new Failing(file, under().open(file));
    }

    @Override
    public void directory(Path directory) throws IOException {
        operation(false);
        under().directory(directory);
    }

    @Override
    public void sync(Path directory) throws IOException {
        operation(false);
        under().sync(directory);
    }

    @Override
    public void delete(Path file) throws IOException {
        operation(cannotDelete);
        under().delete(file);
    }

    @Override
    public void replace(Path file, Path name) throws IOException {
        operation(false);
        under().replace(file, name);
    }

    @Override
    public Closeable lock(Path timeline) throws IOException {
        operation(false);
        return under().lock(timeline);
    }

    private final class Failing implements File {
        private final Path path;
        private final File file;
        /** Whether the disk took half of a write, and says so at the next one. */
        private boolean shortened;

        Failing(Path path, File file) {
            this.path = path;
            this.file = file;
        }

        @Override
        public long size() throws IOException {
            operation(false);
            return file.size();
        }

        /** A full disk takes what fits before it says so. */
        @Override
        public int write(ByteBuffer bytes) throws IOException {
            boolean due = due();
            if (due && fault == Fault.EIO || shortened) {
                shortened = false;
                throw new IOException(fault.words);
            }
            shortened = due;
            int fitting = due ? bytes.remaining() / 2 : bytes.remaining();
            int length = (int) Math.min(room, Math.min(stride, fitting));
            if (length == 0) {
                throw new IOException(Fault.FULL.words);
            }
            file.write(bytes.slice(bytes.position(), length));
            bytes.position(bytes.position() + length);
            room -= length;
            return length;
        }

        @Override
        public void truncate(long size) throws IOException {
            if (due() || cannotCut) {
                throw new IOException(Fault.EIO.words);
            }
            file.truncate(size);
        }

        @Override
        public void force() throws IOException {
            if (due() || cannotSync || failNextSync) {
                failNextSync = false;
                sim.drop(path);
                throw new IOException(fault.words);
            }
            file.force();
        }

        @Override
        public void close() throws IOException {
            boolean due = due();
            file.close();
            if (due) {
                throw new IOException(fault.words);
            }
        }
    }
}
