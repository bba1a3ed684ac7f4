package sacred.timeline.journal;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * What the user's money went to, day by day, for all processes that share a data directory: one file a day with amounts
 * alone, no model and no text. A line sets an amount aside for a request or says what the request cost in the end; the last
 * line of a request counts, so that one whose end nobody saw stays at the amount set aside.
 *
 * <p>Any thread. Each method blocks for as long as another thread or process is at the file. Amounts in US dollars. An
 * amount that was set aside is on disk when the method returns.
 */
public final class Ledger {

    /** The lock of a file belongs to a process, and closing any descriptor of the file would give it up. */
    private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

    private final Path directory;
    private final InstantSource clock;
    private final ZoneId zone;

    /**
     * One request, to be settled on the day it was made.
     *
     * @param usd set aside for it
     */
    public record Entry(LocalDate day, String id, BigDecimal usd) {}

    /** What is done with the file while nobody else is at it. */
    private interface Work<T> {
        T on(Page page) throws IOException;
    }

    /** @param zone whose midnight ends a day */
    public Ledger(Path directory, InstantSource clock, ZoneId zone) {
        this.directory = directory;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * Sets an amount aside.
     *
     * @param choose the amount, given what was spent or set aside today; empty for none
     * @return empty when nothing was chosen
     * @throws IOException when the file cannot be read to its end or written: what is left of a limit is then unknown
     */
    public Optional<Entry> reserve(Function<BigDecimal, Optional<BigDecimal>> choose)
            throws IOException, InterruptedException {
        Instant now = clock.instant();
        LocalDate day = day(now);
        IN_THIS_PROCESS.lockInterruptibly();
        try {
            return with(day, page -> {
                Optional<Entry> entry = choose.apply(page.spent()).map(usd -> new Entry(day, Ulid.next(now), usd));
                if (entry.isPresent()) {
                    page.append("reserved", entry.get().id(), entry.get().usd());
                    page.channel().force(false);
                }
                return entry;
            });
        } catch (ClosedByInterruptException | FileLockInterruptionException e) {
            Thread.interrupted();
            throw new InterruptedException("stopped while setting money aside");
        } finally {
            IN_THIS_PROCESS.unlock();
        }
    }

    /** Money that was spent without having been set aside. An interrupt waits until it is written. */
    public void spend(BigDecimal usd) throws IOException {
        Instant now = clock.instant();
        settle(new Entry(day(now), Ulid.next(now), BigDecimal.ZERO), usd);
    }

    /** What a request cost in the end. An interrupt waits until it is written. */
    public void settle(Entry entry, BigDecimal usd) throws IOException {
        boolean interrupted = Thread.interrupted();
        IN_THIS_PROCESS.lock();
        try {
            while (!settled(entry, usd)) {
                interrupted |= Thread.interrupted();
            }
        } finally {
            IN_THIS_PROCESS.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean settled(Entry entry, BigDecimal usd) throws IOException {
        try {
            with(entry.day(), page -> {
                page.append("cost", entry.id(), usd);
                return page;
            });
            return true;
        } catch (ClosedByInterruptException | FileLockInterruptionException e) {
            // the interrupt is kept for later; the same line twice counts once
            return false;
        }
    }

    /** What was spent or is set aside today. */
    public BigDecimal spent() throws IOException {
        LocalDate day = day(clock.instant());
        IN_THIS_PROCESS.lock();
        try {
            return Files.exists(file(day), LinkOption.NOFOLLOW_LINKS) ? with(day, Page::spent) : BigDecimal.ZERO;
        } finally {
            IN_THIS_PROCESS.unlock();
        }
    }

    private LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }

    private Path file(LocalDate day) {
        return directory.resolve(day.toString());
    }

    private <T> T with(LocalDate day, Work<T> work) throws IOException {
        Private.directory(directory);
        Path file = file(day);
        try (FileChannel channel = Private.open(
                file,
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS))) {
            channel.lock();
            return work.on(Page.read(channel, file));
        }
    }

    /** The file of a day, read to its end. A last line without its end was never acknowledged and is written over. */
    private record Page(FileChannel channel, long end, BigDecimal spent) {

        static Page read(FileChannel channel, Path file) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
            while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) > 0) {
                // until all is there
            }
            String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
            String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            Map<String, BigDecimal> byRequest = new LinkedHashMap<>();
            int number = 0;
            for (String line : (Iterable<String>) whole.lines()::iterator) {
                number++;
                String[] words = line.split(" ");
                BigDecimal usd = amount(words, file, number);
                byRequest.put(words[1], usd);
            }
            return new Page(
                    channel, whole.length(), byRequest.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
        }

        private static BigDecimal amount(String[] words, Path file, int number) throws JournalException {
            try {
                BigDecimal usd = new BigDecimal(words[words.length - 1]);
                if (words.length == 3 && usd.signum() >= 0) {
                    return usd;
                }
            } catch (NumberFormatException e) {
                // said below, as for an amount below zero
            }
            throw new JournalException(file + ", line " + number + ", is no amount. Correct or remove that line.");
        }

        void append(String what, String id, BigDecimal usd) throws IOException {
            byte[] line = (what + " " + id + " " + usd.toPlainString() + "\n").getBytes(StandardCharsets.US_ASCII);
            ByteBuffer bytes = ByteBuffer.wrap(line);
            while (bytes.hasRemaining()) {
                channel.write(bytes, end + bytes.position());
            }
        }
    }
}
