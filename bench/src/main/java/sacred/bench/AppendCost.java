package sacred.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import sacred.timeline.Block;
import sacred.timeline.Event;
import sacred.timeline.journal.Journal;

/**
 * What it costs to keep a record beyond what the disk takes: a journal against a bare channel that writes the same bytes and
 * syncs them, in turn, on the same disk. The argument is a directory on that disk. Prints medians.
 */
public final class AppendCost {

    private static final int WARM_UP = 100;
    private static final int RECORDS = 600;
    private static final Instant AT = Instant.parse("2026-11-30T10:00:00Z");

    private AppendCost() {}

    public static void main(String[] args) throws IOException {
        Path directory = Files.createTempDirectory(Path.of(args.length > 0 ? args[0] : "."), "append-cost");
        System.out.printf(Locale.ROOT, "%-16s %14s %14s %8s%n", "a record of", "bare channel", "journal", "ratio");
        for (int characters : List.of(200, 4_000, 100_000)) {
            compare(directory, characters);
        }
    }

    private static void compare(Path directory, int characters) throws IOException {
        Path file = directory.resolve("bare" + characters);
        long[] bare = new long[RECORDS];
        long[] kept = new long[RECORDS];
        int bytes = 0;
        try (Journal journal = Journal.create(directory, "bench", InstantSource.fixed(AT));
                FileChannel channel = FileChannel.open(
                        file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            for (int i = -WARM_UP; i < RECORDS; i++) {
                Event.Durable event = event(i + WARM_UP + 1, characters);
                long start = System.nanoTime();
                byte[] record = journal.append(event);
                long between = System.nanoTime();
                ByteBuffer rest = ByteBuffer.wrap(record);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(false);
                long end = System.nanoTime();
                if (i >= 0) {
                    kept[i] = between - start;
                    bare[i] = end - between;
                }
                bytes = record.length;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%-16s %11.3f ms %11.3f ms %8.2f%n",
                bytes + " bytes",
                median(bare) / 1e6,
                median(kept) / 1e6,
                (double) median(kept) / median(bare));
    }

    private static Event.Durable event(int turn, int characters) {
        return new Event.Opened(
                new Block.Input(new Block.Head("01K00000000000000000000000", turn, AT, 0), "x".repeat(characters)));
    }

    private static long median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
