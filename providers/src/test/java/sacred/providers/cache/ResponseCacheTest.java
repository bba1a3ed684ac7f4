package sacred.providers.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.providers.Reply;
import sacred.providers.ToolCall;
import sacred.timeline.Cost;
import sacred.timeline.Usage;

class ResponseCacheTest {

    private static final RequestKey KEY = key('a');
    private static final Cost COST = Cost.of(new BigDecimal("0.0042"));

    @TempDir
    Path data;

    private Path directory;
    private Instant now = Instant.parse("2026-11-25T10:00:00Z");
    private long nanos;
    private ResponseCache cache;

    @BeforeEach
    void open() {
        directory = data.resolve("cache");
        cache = another();
    }

    private ResponseCache another() {
        return new ResponseCache(directory, Duration.ofHours(1), () -> now, () -> nanos);
    }

    @Test
    void anAnswerComesBackWholeAlsoInAnotherProcess() throws IOException {
        cache.keep(KEY, reply("Grüße 😀\u0000", "hm", Reply.STOP), COST);
        now = now.plusSeconds(3599);

        KeptAnswer kept = another().find(KEY).orElseThrow();

        assertEquals(
                new KeptAnswer(
                        now.minusSeconds(3599),
                        "Grüße 😀\u0000",
                        "hm",
                        Optional.of("answering-model"),
                        OptionalLong.of(12),
                        OptionalLong.of(34),
                        Optional.of(new BigDecimal("0.0042"))),
                kept);
        assertEquals(Usage.NONE, kept.reply().usage());
        assertEquals(cache.find(KEY), another().find(KEY));
    }

    @Test
    void whatIsUnknownStaysUnknown() throws IOException {
        Reply uncounted = new Reply(
                "hi",
                "",
                "",
                List.of(),
                Optional.of(Reply.STOP),
                Usage.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty());

        cache.keep(KEY, uncounted, Cost.UNKNOWN);

        assertEquals(
                new KeptAnswer(
                        now, "hi", "", Optional.empty(), OptionalLong.empty(), OptionalLong.empty(), Optional.empty()),
                cache.find(KEY).orElseThrow());
    }

    @Test
    void onlyACompleteTextIsKept() throws IOException {
        List<Reply> others = List.of(
                reply("cut", "", Reply.LENGTH),
                reply("no", "", Reply.REFUSAL),
                reply("no", "", Reply.CONTENT_FILTER),
                reply("  ", "hm", Reply.STOP),
                reply("\ud800", "", Reply.STOP),
                with(
                        reply("x", "", Reply.STOP),
                        List.of(new ToolCall("1", "f", "{}")),
                        Set.of(),
                        Optional.of(Reply.STOP)),
                with(reply("x", "", Reply.STOP), List.of(), Set.of(Usage.Flag.PARTIAL), Optional.of(Reply.STOP)),
                with(reply("x", "", Reply.STOP), List.of(), Set.of(), Optional.empty()));

        for (Reply other : others) {
            cache.keep(KEY, other, COST);

            assertEquals(Optional.empty(), cache.find(KEY), other.toString());
        }
        assertEquals(false, Files.exists(directory));
    }

    @Test
    void anOldAnswerIsGoneByTheWallClock() throws IOException {
        cache.keep(KEY, reply("old", "", Reply.STOP), COST);
        now = now.plusSeconds(3600);

        assertEquals(Optional.empty(), another().find(KEY));
        assertEquals(List.of(), files());
    }

    @Test
    void anOldAnswerIsGoneAlsoWhenTheWallClockWasSetBack() throws IOException {
        cache.keep(KEY, reply("old", "", Reply.STOP), COST);
        nanos += Duration.ofHours(1).toNanos();

        assertEquals(Optional.empty(), cache.find(KEY));
    }

    @Test
    void anAnswerFromTheFutureIsNotBelieved() throws IOException {
        cache.keep(KEY, reply("early", "", Reply.STOP), COST);
        now = now.minusSeconds(1);

        assertEquals(Optional.empty(), another().find(KEY));
    }

    @Test
    void aDamagedFileIsAMissWhereverItIsDamaged() throws IOException {
        cache.keep(KEY, reply("whole", "", Reply.STOP), COST);
        byte[] whole = Files.readAllBytes(directory.resolve(KEY.hex()));

        for (int at = 0; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 1;
            Files.write(directory.resolve(KEY.hex()), flipped);
            assertEquals(Optional.empty(), another().find(KEY), "flipped at " + at);
            Files.write(directory.resolve(KEY.hex()), Arrays.copyOf(whole, at));
            assertEquals(Optional.empty(), another().find(KEY), "cut at " + at);
        }
        Files.write(directory.resolve(KEY.hex()), whole);
        assertTrue(another().find(KEY).isPresent());
    }

    @Test
    void theNewestAnswerReplacesTheOneBefore() throws IOException {
        cache.keep(KEY, reply("first", "", Reply.STOP), COST);
        another().keep(KEY, reply("second", "", Reply.STOP), COST);

        assertEquals("second", cache.find(KEY).orElseThrow().text());
        assertEquals(List.of(KEY.hex()), files());
    }

    @Test
    void aForgottenAnswerIsGone() throws IOException {
        cache.keep(KEY, reply("useless", "", Reply.STOP), COST);
        cache.forget(KEY);

        assertEquals(Optional.empty(), cache.find(KEY));
    }

    @Test
    void filesAndDirectoryAreTheirOwnersAlone() throws IOException {
        cache.keep(KEY, reply("x", "", Reply.STOP), COST);

        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)));
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(KEY.hex()))));
    }

    @Test
    void theOldestGoWhenThereIsTooMuch() throws IOException {
        ResponseCache small = new ResponseCache(directory, Duration.ofHours(1), () -> now, () -> nanos, 4_000, 0);
        for (char digit : "0123456789".toCharArray()) {
            small.keep(key(digit), reply("x".repeat(700), "", Reply.STOP), COST);
            // file systems do not tell files apart that are written at once
            Files.setLastModifiedTime(directory.resolve(key(digit).hex()), FileTime.from(now.plusSeconds(digit - '0')));
        }

        assertTrue(small.size().bytes() <= 4_000, small.size().toString());
        assertTrue(small.find(key('9')).isPresent());
        assertEquals(Optional.empty(), small.find(key('0')));
    }

    @Test
    void anAnswerThatIsTooLargeIsNotKept() throws IOException {
        cache.keep(KEY, reply("x".repeat(ResponseCache.MOST_BYTES_OF_ONE), "", Reply.STOP), COST);

        assertEquals(new ResponseCache.Size(0, 0), cache.size());
    }

    @Test
    void clearingRemovesWhatIsOursAndNothingElse() throws IOException {
        cache.keep(KEY, reply("x", "", Reply.STOP), COST);
        Files.writeString(directory.resolve(KEY.hex() + ".7"), "left behind by a process that was killed");
        Files.writeString(directory.resolve("notes.txt"), "somebody else's");

        assertEquals(2, cache.clear().answers());

        assertEquals(List.of("notes.txt"), files());
        assertEquals(new ResponseCache.Size(0, 0), cache.clear());
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsAnErrorForWhoKeepsAndAMissForWhoLooks() throws IOException {
        Files.writeString(directory, "a file in the way");

        assertThrows(IOException.class, () -> cache.keep(KEY, reply("x", "", Reply.STOP), COST));
        assertEquals(Optional.empty(), cache.find(KEY));
        assertEquals(new ResponseCache.Size(0, 0), cache.size());
    }

    @Test
    void aLinkInThePlaceOfAnAnswerIsNotFollowed() throws IOException {
        cache.keep(key('b'), reply("elsewhere", "", Reply.STOP), COST);
        Files.createSymbolicLink(directory.resolve(KEY.hex()), directory.resolve(key('b').hex()));

        assertEquals(Optional.empty(), cache.find(KEY));
    }

    @Test
    void noPartOfTheFileNamesSaysWhatWasAsked() {
        assertThrows(IllegalArgumentException.class, () -> new RequestKey("../timelines/x"));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return new ArrayList<>(files.map(f -> f.getFileName().toString()).toList());
        }
    }

    private static RequestKey key(char digit) {
        return new RequestKey(String.valueOf(digit).repeat(64));
    }

    private static Reply reply(String text, String thinking, String finish) {
        return with(
                new Reply(
                        text,
                        thinking,
                        "",
                        List.of(),
                        Optional.empty(),
                        Usage.UNKNOWN,
                        Optional.of("answering-model"),
                        Optional.empty(),
                        OptionalLong.empty(),
                        Optional.empty()),
                List.of(),
                Set.of(),
                Optional.of(finish));
    }

    private static Reply with(Reply r, List<ToolCall> calls, Set<Usage.Flag> flags, Optional<String> finish) {
        Usage usage = new Usage(
                OptionalLong.of(12),
                OptionalLong.of(34),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Usage.Source.REPORTED,
                flags,
                Optional.of("{}"));
        return new Reply(
                r.text(),
                r.thinking(),
                r.signature(),
                calls,
                finish,
                usage,
                r.modelAnswered(),
                r.costReported(),
                r.ttftMs(),
                r.exhausted());
    }
}
