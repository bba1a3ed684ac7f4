package sacred.timeline.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * The disk of this machine, on which the process ends at one of its operations as if it were killed there: no handler, no
 * hook and no other thread does anything more. Any thread.
 */
final class HaltingDisk implements Disk {

    private final int last;
    private int moments;
    private boolean failsFirstSync;

    /** @param last at which moment to end, from 1: there is one before each operation and one in it; 0 for never */
    HaltingDisk(int last) {
        this.last = last;
    }

    /** The first sync of a file fails, as on a disk that breaks. */
    HaltingDisk failingFirst() {
        failsFirstSync = true;
        return this;
    }

    synchronized int moments() {
        return moments;
    }

    /** Whether this is the moment. */
    private synchronized boolean isLast() {
        return ++moments == last;
    }

    private static void end() {
        Runtime.getRuntime().halt(137);
    }

    private interface Operation<T> {
        T run() throws IOException;
    }

    /** In the middle of one that the kernel does in one piece is behind it. */
    private <T> T operation(Operation<T> operation) throws IOException {
        if (isLast()) {
            end();
        }
        T result = operation.run();
        if (isLast()) {
            end();
        }
        return result;
    }

    private interface Action {
        void run() throws IOException;
    }

    private void action(Action action) throws IOException {
        operation(() -> {
            action.run();
            return true;
        });
    }

    @Override
    public File create(Path file) throws IOException {
        return operation(() -> new Halting(REAL.create(file)));
    }

    @Override
    public File open(Path file) throws IOException {
        return operation(() -> new Halting(REAL.open(file)));
    }

    @Override
    public void directory(Path directory) throws IOException {
        action(() -> REAL.directory(directory));
    }

    @Override
    public void sync(Path directory) throws IOException {
        action(() -> REAL.sync(directory));
    }

    @Override
    public void delete(Path file) throws IOException {
        action(() -> REAL.delete(file));
    }

    @Override
    public void replace(Path file, Path name) throws IOException {
        action(() -> REAL.replace(file, name));
    }

    @Override
    public Closeable lock(Path timeline) throws IOException {
        return operation(() -> REAL.lock(timeline));
    }

    private final class Halting implements File {
        private final File file;

        Halting(File file) {
            this.file = file;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            if (isLast()) {
                end();
            }
            if (isLast()) {
                Disk.writeAll(file, half(bytes));
                end();
            }
            return file.write(bytes);
        }

        private static byte[] half(ByteBuffer bytes) {
            byte[] half = new byte[bytes.remaining() / 2];
            bytes.get(half);
            return half;
        }

        @Override
        public void truncate(long size) throws IOException {
            action(() -> file.truncate(size));
        }

        @Override
        public void force() throws IOException {
            if (failsFirstSync) {
                failsFirstSync = false;
                throw new IOException("Input/output error");
            }
            action(file::force);
        }

        @Override
        public void close() throws IOException {
            action(file::close);
        }
    }
}
