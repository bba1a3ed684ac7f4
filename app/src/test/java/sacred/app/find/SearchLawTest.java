package sacred.app.find;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import sacred.app.host.Since;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Cost;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.Said;
import sacred.timeline.Stage;
import sacred.timeline.Timing;
import sacred.timeline.ToolRun;
import sacred.timeline.Usage;
import sacred.timeline.journal.Entry;
import sacred.timeline.journal.Journal;
import sacred.timeline.journal.Reading;
import sacred.timeline.journal.Timelines;

/** The quick way to search finds what decoding everything finds, whoever wrote the file and in whatever spelling. */
class SearchLawTest {

    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
    private static final Since SINCE = new Since(() -> NOW, ZoneOffset.UTC);

    /** What JSON escapes, what has several cases or lengths, and what looks like an escape. */
    private static final List<String> PIECES = List.of(
            "a", "B", "k", "S", "i", "x", "1", "u", "n", "e", "u0061", "\\u0061", "\\n", "ß", "ẞ", "ſ", "\u212a", "İ",
            "ı", "é", "É", "σ", "ς", "Σ", "ǆ", "ǅ", "п", "П", "日", "😀", "𐐀", "𐐨", "\"", "\\", "/", "\n", "\t", " ",
            "\u0001", "\u007f", "\u0085", "\u2028", "\u00a0", "{", "}", "[", "]", ",", ":", "-", "*");

    @Property(tries = 300)
    void whatIsFoundIsWhatDecodingEverythingFinds(@ForAll long seed) throws Exception {
        found(seed);
    }

    @Example
    void thereIsMuchToFind() throws Exception {
        int found = 0;
        for (long seed = 0; seed < 50; seed++) {
            found += found(seed);
        }
        assertTrue(found > 50, "only " + found);
    }

    /** How many, after they were compared. */
    private static int found(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        Path directory = Files.createTempDirectory("search");
        try {
            for (int i = 0; i < 2; i++) {
                Path file = file(directory, random);
                if (random.nextBoolean()) {
                    Files.writeString(file, respelled(Files.readString(file), random));
                }
            }
            Query query = Query.of(terms(random), SINCE);

            List<String> found = bySearching(directory, query);

            assertEquals(byDecoding(directory, query), found, query.literals()::toString);
            return found.size();
        } finally {
            for (Path file : Files.list(directory).toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        }
    }

    private static List<String> bySearching(Path directory, Query query) throws IOException {
        List<String> hits = new ArrayList<>();
        new Search(new Timelines(directory), query, 1000).run(new Search.Watcher() {
            @Override
            public boolean found(Hit hit) {
                return hits.add(hit.file().getFileName() + " " + hit.head().id());
            }

            @Override
            public void unreadable(Path file, IOException why) {
                throw new AssertionError(why);
            }
        });
        return hits.stream().sorted().toList();
    }

    private static List<String> byDecoding(Path directory, Query query) throws IOException {
        List<String> hits = new ArrayList<>();
        for (Path file : new Timelines(directory).files()) {
            Reading reading = Reading.of(file);
            assertEquals(List.of(), reading.problems());
            for (Entry entry : reading.entries()) {
                Event.Durable event = ((Entry.Durable) entry).event();
                Block block = event instanceof Event.Opened o
                        ? o.input()
                        : event instanceof Event.Sealed s ? s.block() : null;
                if (block != null && query.fits(block)) {
                    hits.add(file.getFileName() + " " + block.head().id());
                }
            }
        }
        return hits.stream().sorted().toList();
    }

    private static List<String> terms(SplittableRandom random) {
        List<String> terms = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(2); i++) {
            terms.add(
                    switch (random.nextInt(11)) {
                        case 0 -> "kind:" + pick(random, List.of("input", "tool", "format", "error"));
                        case 1 -> "tool:" + pick(random, List.of("sh*", "shell", "*"));
                        case 2 -> "took:>" + random.nextInt(12) + "ms";
                        case 3 -> "provider:groq";
                        case 4 -> "since:2026-11-30";
                        case 5 -> "cost:" + pick(random, List.of(">", "<")) + "0.0" + random.nextInt(4);
                        default -> random.nextInt(8) == 0 ? "-" + text(random, 1) : text(random, 3);
                    });
        }
        return terms;
    }

    private static String text(SplittableRandom random, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1 + random.nextInt(most); i++) {
            text.append(pick(random, PIECES));
        }
        return text.toString();
    }

    private static <T> T pick(SplittableRandom random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static Path file(Path directory, SplittableRandom random) throws IOException {
        try (Journal journal = Journal.create(directory, "0.1.0", () -> NOW)) {
            for (int i = 0; i < 6; i++) {
                Block.Head head = new Block.Head(
                        "B" + i, 1, NOW.minusSeconds(random.nextInt(100_000)), random.nextInt(12), List.of());
                journal.append(event(head, random));
            }
            return journal.file().orElseThrow();
        }
    }

    private static Event.Durable event(Block.Head head, SplittableRandom random) {
        String text = text(random, 20);
        ToolRun run = new ToolRun("shell", arguments(random), text(random, 9), 1, ToolRun.OK, Optional.empty());
        return switch (random.nextInt(4)) {
            case 0 -> new Event.Opened(new Block.Input(head, text));
            case 1 -> new Event.Sealed(new Block.Tool(head, "", List.of(run), List.of()));
            case 2 -> new Event.Sealed(new Block.Format(head, text, List.of(call(random), call(random)), List.of()));
            default ->
                new Event.Sealed(new Block.Error(
                        head,
                        text,
                        Stage.FORMAT,
                        ErrorKind.SERVER,
                        true,
                        text(random, 9),
                        List.of(),
                        List.of(call(random)),
                        List.of()));
        };
    }

    /** JSON, or what a model took for it. */
    private static String arguments(SplittableRandom random) {
        String text = text(random, 9);
        if (random.nextInt(4) == 0) {
            return text;
        }
        StringBuilder escaped = new StringBuilder();
        text.chars()
                .forEach(c -> escaped.append(
                        c < 0x20 || c == '"' || c == '\\' ? String.format("\\u%04x", c) : Character.toString(c)));
        return "{\"a\":\"" + escaped + "\",\"n\":[1,2,{\"B\":null}]}";
    }

    private static Call call(SplittableRandom random) {
        Said said = new Said(
                Optional.empty(),
                Optional.of(text(random, 9)),
                Optional.of(text(random, 9)),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty());
        return new Call(
                0,
                ModelRef.parse(random.nextBoolean() ? "groq:gpt-4o" : "openai:gpt-4o"),
                Optional.empty(),
                "format",
                1,
                new Timing(0, OptionalLong.empty(), 5),
                Usage.UNKNOWN,
                random.nextBoolean() ? Cost.UNKNOWN : Cost.of(BigDecimal.valueOf(random.nextInt(4), 2)),
                Optional.empty(),
                Call.Status.OK,
                Call.MISS,
                Optional.empty(),
                Optional.empty(),
                said);
    }

    /** The same records as another program may write them: other escapes, blanks between the members, and a chain of its own. */
    private static String respelled(String file, SplittableRandom random) throws Exception {
        StringBuilder all = new StringBuilder();
        String prev = "";
        for (String line : file.split("\n")) {
            int end = line.lastIndexOf(",\"prev\":");
            String open = end < 0
                    ? "{ " + line.substring(1, line.lastIndexOf(",\"hash\":"))
                    : respelledMembers(line.substring(0, end), random) + ",\"prev\":\"" + prev + "\"";
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(open.getBytes(StandardCharsets.UTF_8));
            prev = HexFormat.of().formatHex(digest);
            all.append(open).append(",\"hash\":\"").append(prev).append("\"}\n");
        }
        return all.toString();
    }

    private static String respelledMembers(String json, SplittableRandom random) {
        StringBuilder out = new StringBuilder();
        boolean inside = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '"') {
                inside = !inside;
                out.append(c);
            } else if (!inside) {
                out.append(c).append(random.nextInt(9) == 0 && (c == ',' || c == ':') ? " " : "");
            } else if (c == '\\') {
                // what is escaped already stays so
                int length = json.charAt(i + 1) == 'u' ? 6 : 2;
                out.append(json, i, i + length);
                i += length - 1;
            } else {
                int codePoint = json.codePointAt(i);
                i += Character.charCount(codePoint) - 1;
                String raw = Character.toString(codePoint);
                out.append(random.nextInt(9) == 0 ? escaped(raw, random) : raw);
            }
        }
        return out.toString();
    }

    private static String escaped(String character, SplittableRandom random) {
        if (character.equals("/")) {
            return "\\/";
        }
        StringBuilder escapes = new StringBuilder();
        character.chars().forEach(c -> escapes.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", c)));
        return escapes.toString();
    }
}
