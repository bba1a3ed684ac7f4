package sacred.providers.cache;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import sacred.providers.Reply;
import sacred.timeline.Cost;
import sacred.timeline.journal.Private;

/**
 * The answers of earlier requests, one file each, for their owner alone and shared by all processes of a data directory. The
 * name of a file is the digest of its request; no prompt and no key is kept.
 *
 * <p>Any thread; blocks for the time of a file. An answer that is too old by either clock, from the future, damaged or
 * unreadable is not there. Beyond {@link #MOST_BYTES} the oldest answers go. Only what cannot be written is an error, and
 * then nothing of it is left behind.
 */
public final class ResponseCache {

    /** How large all answers together may be; found to be more, they are cut to three quarters of it. */
    public static final long MOST_BYTES = 64L << 20;
    /** A larger answer is not kept. */
    static final int MOST_BYTES_OF_ONE = 1 << 20;
    /** So much is written by one process before it looks again how much there is. */
    private static final long LOOK_AFTER_BYTES = MOST_BYTES / 16;

    private static final String OURS = "[0-9a-f]{64}(\\..*)?";

    private final Path directory;
    private final Duration timeToLive;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final long mostBytes;
    private final long lookAfterBytes;
    private final AtomicLong untilLook = new AtomicLong();
    /** When this process kept an answer, by a clock that nobody sets. */
    private final Map<String, Long> keptAt = new ConcurrentHashMap<>();

    /** How many answers there are, and how large they are together. */
    public record Size(int answers, long bytes) {}

    private record Entry(Path file, long bytes, FileTime written) {}

    /** @param nanos a monotonic clock */
    public ResponseCache(Path directory, Duration timeToLive, InstantSource clock, LongSupplier nanos) {
        this(directory, timeToLive, clock, nanos, MOST_BYTES, LOOK_AFTER_BYTES);
    }

    ResponseCache(
            Path directory,
            Duration timeToLive,
            InstantSource clock,
            LongSupplier nanos,
            long mostBytes,
            long lookAfterBytes) {
        this.directory = directory;
        this.timeToLive = timeToLive;
        this.clock = clock;
        this.nanos = nanos;
        this.mostBytes = mostBytes;
        this.lookAfterBytes = lookAfterBytes;
    }

    public Path directory() {
        return directory;
    }

    public Optional<KeptAnswer> find(RequestKey key) {
        Path file = file(key);
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > 2L * MOST_BYTES_OF_ONE) {
                return Optional.empty();
            }
            Optional<KeptAnswer> answer =
                    AnswerFile.read(Files.readAllBytes(file)).filter(a -> fresh(key, a));
            if (answer.isEmpty()) {
                forget(key);
            }
            return answer;
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private boolean fresh(RequestKey key, KeptAnswer answer) {
        Duration age = Duration.between(answer.at(), clock.instant());
        Long kept = keptAt.get(key.hex());
        return !age.isNegative()
                && age.compareTo(timeToLive) < 0
                && (kept == null || nanos.getAsLong() - kept < timeToLive.toNanos());
    }

    /** Keeps the answer in the place of what was kept for this request, if it is complete; otherwise does nothing. */
    public void keep(RequestKey key, Reply reply, Cost cost) throws IOException {
        Instant now = clock.instant();
        Optional<byte[]> bytes = KeptAnswer.of(reply, cost, now).map(AnswerFile::bytes);
        if (bytes.isEmpty() || bytes.get().length > MOST_BYTES_OF_ONE) {
            return;
        }
        Private.directory(directory);
        // a temporary file is its owner's alone from the beginning
        Path beside = Files.createTempFile(directory, key.hex() + ".", "");
        try {
            Files.write(beside, bytes.get());
            Files.move(beside, file(key), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
        keptAt.put(key.hex(), nanos.getAsLong());
        if (untilLook.addAndGet(-bytes.get().length) < 0) {
            untilLook.set(lookAfterBytes);
            trim();
        }
    }

    /** The answer is worth nothing. */
    public void forget(RequestKey key) {
        keptAt.remove(key.hex());
        try {
            Files.deleteIfExists(file(key));
        } catch (IOException e) {
            // it will be replaced, or found to be too old
        }
    }

    public Size size() throws IOException {
        List<Entry> entries = entries();
        return new Size(entries.size(), entries.stream().mapToLong(Entry::bytes).sum());
    }

    /** Removes every answer; returns what there was. */
    public Size clear() throws IOException {
        Size before = size();
        for (Entry entry : entries()) {
            Files.deleteIfExists(entry.file());
        }
        keptAt.clear();
        return before;
    }

    private void trim() throws IOException {
        List<Entry> entries = new ArrayList<>(entries());
        long bytes = entries.stream().mapToLong(Entry::bytes).sum();
        if (bytes <= mostBytes) {
            return;
        }
        entries.sort(Comparator.comparing(Entry::written));
        for (Entry entry : entries) {
            if (bytes <= mostBytes / 4 * 3) {
                return;
            }
            Files.deleteIfExists(entry.file());
            keptAt.remove(entry.file().getFileName().toString());
            bytes -= entry.bytes();
        }
    }

    /** Also what a process that was killed has left unfinished. */
    private List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                directory, file -> file.getFileName().toString().matches(OURS))) {
            for (Path file : files) {
                try {
                    BasicFileAttributes about =
                            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                    entries.add(new Entry(file, about.size(), about.lastModifiedTime()));
                } catch (NoSuchFileException e) {
                    // another process has removed it
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
        return entries;
    }

    private Path file(RequestKey key) {
        return directory.resolve(key.hex());
    }
}
