package sacred.timeline.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Real files over a disk that is simulated: nothing waits for a device, and a crash forgets what was not synced, down to the
 * names of files. What is behind a failed sync is never on disk, although a later one says so.
 */
final class SimDisk {

    /** A file as the disk has it; the file itself is what the cache of the operating system has. */
    private static final class OnDisk {
        byte[] bytes = {};
        /** The beginning of what a failed sync has dropped, and its end. */
        int dropped;

        int droppedTo;
    }

    private final RandomGenerator random;
    private final Map<Path, OnDisk> disk = new HashMap<>();
    /** What stands under a name on disk while the cache has something else there; empty for nothing. */
    private final Map<Path, Optional<byte[]>> names = new HashMap<>();

    private final Set<Path> locks = new HashSet<>();
    private Mount mounted = new Mount();
    int forced;

    SimDisk(RandomGenerator random) {
        this.random = random;
    }

    Disk mounted() {
        return mounted;
    }

    /** A file whose sync fails. */
    void drop(Path file) throws IOException {
        OnDisk on = disk.computeIfAbsent(file, _ -> new OnDisk());
        on.dropped = Math.min(on.bytes.length, (int) Files.size(file));
        on.droppedTo = (int) Files.size(file);
    }

    /** The power is gone: whoever used the disk until now never does again, and what was not synced is gone in part. */
    void crash() throws IOException {
        mounted.gone = true;
        mounted = new Mount();
        locks.clear();
        for (Map.Entry<Path, OnDisk> file : disk.entrySet()) {
            if (Files.exists(file.getKey())) {
                Files.write(file.getKey(), left(file.getValue(), Files.readAllBytes(file.getKey())));
            }
        }
        for (Map.Entry<Path, Optional<byte[]>> name : names.entrySet()) {
            if (random.nextBoolean()) {
                Files.deleteIfExists(name.getKey());
                if (name.getValue().isPresent()) {
                    Files.write(name.getKey(), name.getValue().get());
                }
            }
        }
        names.clear();
        disk.clear();
    }

    private byte[] left(OnDisk on, byte[] seen) {
        byte[] cached = zeroed(on, seen);
        int same = Arrays.mismatch(on.bytes, cached);
        boolean appended = same < 0 || same == on.bytes.length;
        if (!appended && random.nextBoolean()) {
            return on.bytes;
        }
        int kept = appended ? on.bytes.length : same;
        int more = cached.length - kept;
        return Arrays.copyOf(cached, kept + (more == 0 ? 0 : random.nextInt(more + 1)));
    }

    private static byte[] zeroed(OnDisk on, byte[] bytes) {
        byte[] without = bytes.clone();
        Arrays.fill(without, Math.min(on.dropped, bytes.length), Math.min(on.droppedTo, bytes.length), (byte) 0);
        return without;
    }

    private final class Mount implements Disk {
        private boolean gone;

        private void use() throws IOException {
            if (gone) {
                throw new IOException("the power is gone");
            }
        }

        @Override
        public File create(Path file) throws IOException {
            use();
            File created = new Open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND);
            disk.put(file, new OnDisk());
            names.putIfAbsent(file, Optional.empty());
            return created;
        }

        @Override
        public File open(Path file) throws IOException {
            use();
            if (!disk.containsKey(file)) {
                OnDisk whole = new OnDisk();
                whole.bytes = Files.readAllBytes(file);
                disk.put(file, whole);
            }
            return new Open(file, StandardOpenOption.APPEND);
        }

        @Override
        public void directory(Path directory) throws IOException {
            use();
            Files.createDirectories(directory);
        }

        @Override
        public void sync(Path directory) throws IOException {
            use();
            names.keySet().removeIf(name -> name.toAbsolutePath().getParent().equals(directory));
        }

        @Override
        public void delete(Path file) throws IOException {
            use();
            names.putIfAbsent(file, Optional.of(onDisk(file)));
            Files.delete(file);
            disk.remove(file);
        }

        @Override
        public void replace(Path file, Path name) throws IOException {
            use();
            names.putIfAbsent(name, Files.exists(name) ? Optional.of(onDisk(name)) : Optional.empty());
            names.remove(file);
            Files.move(file, name, StandardCopyOption.ATOMIC_MOVE);
            disk.put(name, disk.remove(file));
        }

        private byte[] onDisk(Path file) throws IOException {
            return disk.containsKey(file) ? disk.get(file).bytes : Files.readAllBytes(file);
        }

        @Override
        public Closeable lock(Path timeline) throws IOException {
            use();
            if (!locks.add(timeline)) {
                throw new JournalException(timeline + " is open for writing in process 1, so it is read-only here.");
            }
            return () -> {
                if (!gone) {
                    locks.remove(timeline);
                }
            };
        }

        private final class Open implements File {
            private final Path path;
            private final FileChannel channel;

            Open(Path path, StandardOpenOption... options) throws IOException {
                this.path = path;
                this.channel = FileChannel.open(path, Set.of(options));
            }

            @Override
            public long size() throws IOException {
                use();
                return channel.size();
            }

            @Override
            public int write(ByteBuffer bytes) throws IOException {
                use();
                cutDropped(channel.size());
                return channel.write(bytes);
            }

            @Override
            public void truncate(long size) throws IOException {
                use();
                cutDropped(size);
                channel.truncate(size);
            }

            /** What is written again is on its way to the disk again. */
            private void cutDropped(long size) {
                OnDisk on = disk.get(path);
                on.droppedTo = (int) Math.min(on.droppedTo, size);
            }

            @Override
            public void force() throws IOException {
                use();
                forced++;
                OnDisk on = disk.get(path);
                on.bytes = zeroed(on, Files.readAllBytes(path));
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        }
    }
}
