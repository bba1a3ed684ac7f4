package sacred.timeline.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import sacred.timeline.Block;
import sacred.timeline.Event;
import sacred.timeline.Kind;
import sacred.timeline.RandomEvents;
import sacred.timeline.Timeline;

/** What is known of a file without reading its records in full, or with an index, is what reading them in full says. */
class ScanPropertyTest {

    private static Path directory;

    @BeforeContainer
    static void create() throws IOException {
        directory = Files.createTempDirectory("scan");
    }

    @AfterContainer
    static void delete() throws IOException {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    @Property(tries = 300, afterFailure = AfterFailureMode.RANDOM_SEED)
    void aFileIsTheSameToAQuickScanAndToOneInFull(@ForAll long seed) throws IOException {
        Path file = Files.write(directory.resolve("quick.jsonl"), damaged(bytes(seed), new SplittableRandom(seed)));

        same(Scan.inFull(Segments.of(file)), Scan.of(Segments.of(file)), file);
    }

    /** Also with what never reached the disk before a record. */
    @Property(tries = 300, afterFailure = AfterFailureMode.RANDOM_SEED)
    void verifyNamesTheDamageThatReadersName(@ForAll long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> lines = new ArrayList<>(
                List.of(new String(damaged(bytes(seed), random), StandardCharsets.ISO_8859_1).split("\n", -1)));
        int at = random.nextInt(lines.size());
        lines.set(at, "\0".repeat(random.nextInt(3)) + lines.get(at));
        Path file = Files.write(
                directory.resolve("verified.jsonl"), String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1));

        Scan scan = Scan.of(Segments.of(file));
        Verification verified = Verification.of(file);

        assertEquals(scan.problems(), verified.problems());
        assertEquals(scan.records(), verified.records());
    }

    @Property(tries = 300, afterFailure = AfterFailureMode.RANDOM_SEED)
    void aFileIsTheSameWithAnIndexOfAnyPartOfIt(@ForAll long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        Path file = directory.resolve("indexed.jsonl");
        byte[] whole = damaged(bytes(seed), random);
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i < whole.length; i++) {
            if (whole[i] == '\n') {
                ends.add(i + 1);
            }
        }
        int end = ends.isEmpty() ? whole.length : ends.get(random.nextInt(ends.size()));
        Files.write(file, Arrays.copyOf(whole, end));
        Files.deleteIfExists(Index.beside(file));
        var index = Scan.of(Segments.of(file)).index(Segments.of(file), 0);
        if (index.isPresent()) {
            index.get().write(file, Disk.REAL);
        }
        Files.write(file, Arrays.copyOfRange(whole, end, whole.length), StandardOpenOption.APPEND);

        Scan indexed = Scan.indexed(Segments.of(file));

        assertEquals(index.isPresent(), Index.of(Segments.of(file)).isPresent());
        same(Scan.of(Segments.of(file)), indexed, file);
        USED.addAndGet(index.isPresent() && end < whole.length ? 1 : 0);
    }

    /** What was not known before the scan, too: the notes, what was cut off, and how an unfinished turn was closed. */
    @Property(tries = 200, afterFailure = AfterFailureMode.RANDOM_SEED)
    void aFileThatWasSeenBeforeItsScanIsOpenedLikeAnyOther(@ForAll long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes = damaged(bytes(seed), random);
        Path file = directory.resolve("opened.jsonl");

        Files.write(file, bytes);
        Optional<Unscanned> unscanned = Unscanned.of(file, 0, "0.1.0", Fixture.CLOCK);
        if (unscanned.isEmpty()) {
            return;
        }
        List<Block> end =
                Ending.of(Segments.of(file), 1 + random.nextInt(bytes.length)).blocks();
        Set<Block> intact = new HashSet<>();
        for (Event.Durable event : Fixture.events(Reading.of(file))) {
            switch (event) {
                case Event.Opened begun -> intact.add(begun.input());
                case Event.Sealed sealed -> intact.add(sealed.block());
                case Event.Closed _ -> {}
            }
        }
        assertTrue(intact.containsAll(end), "what is seen is in the file");
        List<Object> opened = opened(unscanned.get().open(Progress.UNTOLD));
        long length = Files.size(file);
        Files.write(file, bytes);
        List<Object> plainly = opened(Journal.open(file, "0.1.0", Fixture.CLOCK));

        assertEquals(plainly, opened);
        assertEquals(Files.size(file), length);
        SEEN.incrementAndGet();
    }

    private static List<Object> opened(Journal journal) throws IOException {
        try (journal) {
            Timeline timeline = journal.timeline();
            List<Object> known = new ArrayList<>(journal.notes());
            known.add(journal.id());
            known.add(timeline.totals());
            known.add(timeline.live());
            for (Block block : timeline.blocks()) {
                known.add(Kind.of(block) + " " + block.head().turn() + " " + block.text());
            }
            timeline.closings().forEach(ended -> known.add(ended.turn() + " " + ended.outcome()));
            journal.append(Fixture.input(timeline.nextTurn(), "and on"));
            return known;
        }
    }

    private static final AtomicInteger SEEN = new AtomicInteger();

    @AfterContainer
    static void anEndWasSeenOftenEnough() {
        assertTrue(SEEN.get() > 100, "an end was seen " + SEEN.get() + " times");
    }

    private static final AtomicInteger USED = new AtomicInteger();

    @AfterContainer
    static void anIndexWasUsedOftenEnough() {
        assertTrue(USED.get() > 30, "an index was used " + USED + " times");
    }

    private static void same(Scan expected, Scan found, Path file) throws IOException {
        Records records = found.records(Segments.of(file));
        assertEquals(expected.problems(), found.problems());
        assertEquals(expected.records(), found.records());
        assertEquals(expected.header(), found.header());
        assertEquals(expected.end(), found.end());
        assertEquals(expected.goodBytes(), found.goodBytes());
        assertEquals(expected.terminated(), found.terminated());
        assertEquals(expected.torn().length, found.torn().length);
        assertEquals(expected.isTimeline(), found.isTimeline());
        assertEquals(List.copyOf(expected.records(Segments.of(file))), List.copyOf(records));
        Timeline folded = Timeline.EMPTY;
        for (Entry entry : records) {
            folded = entry instanceof Entry.Durable durable ? Reading.next(folded, durable.event()) : folded;
        }
        Timeline timeline = found.timeline(records);
        assertEquals(folded, timeline);
        for (int i = 0; i < folded.blocks().size(); i++) {
            assertEquals(folded.blocks().kind(i), timeline.blocks().kind(i));
            assertEquals(folded.blocks().turn(i), timeline.blocks().turn(i));
        }
    }

    /** Some turns as a journal writes them. */
    static byte[] bytes(long seed) throws IOException {
        RandomEvents random = new RandomEvents(seed);
        Path file = directory.resolve("written.jsonl");
        Files.deleteIfExists(file);
        Chain.Link link = Chain.START.header(Header.of("0.1.0", Fixture.NOW));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(link.bytes());
        List<Event.Durable> events = new ArrayList<>();
        for (int turn = 1; turn <= 3; turn++) {
            events.addAll(Fixture.turn(turn));
            events.add(random.durable());
        }
        for (Event.Durable event : events) {
            link = link.end().next(event);
            bytes.writeBytes(link.bytes());
        }
        return bytes.toByteArray();
    }

    static byte[] damaged(byte[] bytes, SplittableRandom random) {
        byte[] damaged = bytes.clone();
        List<String> lines = new ArrayList<>(List.of(new String(bytes, StandardCharsets.ISO_8859_1).split("\n", -1)));
        int at = random.nextInt(lines.size() - 1);
        switch (random.nextInt(8)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, lines.get(random.nextInt(lines.size() - 1)));
            case 2 ->
                lines.add(
                        at,
                        List.of("", "  ", "{", "[1]", "\0\0", "{\"type\":\"x\"}")
                                .get(random.nextInt(6)));
            case 3 -> lines.set(at, Resealed.resealed(lines.get(at).replaceFirst("\"(seq|turn|prev)\":\"?1?", "$0 7")));
            case 4 -> lines.set(at, Resealed.resealed(lines.get(at).replaceFirst("\"seq\":", "\"seq\":1")));
            case 5 -> {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
                return damaged;
            }
            case 6 -> {
                return Arrays.copyOf(damaged, random.nextInt(damaged.length));
            }
            default -> {}
        }
        return String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1);
    }
}
