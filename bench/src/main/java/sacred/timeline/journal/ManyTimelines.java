package sacred.timeline.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Cost;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.Pace;
import sacred.timeline.Routing;
import sacred.timeline.Said;
import sacred.timeline.Stage;
import sacred.timeline.Timing;
import sacred.timeline.ToolRun;
import sacred.timeline.Usage;

/**
 * A directory of made-up timelines with true chains, for measurements: answers of several thousand characters in words that are
 * as unevenly common as those of a language, code, tools, reasoning, a failure now and then.
 */
public final class ManyTimelines {

    private static final Instant FIRST = Instant.parse("2026-01-01T08:00:00Z");
    private static final int TURNS = 12;
    private static final int VOCABULARY = 20_000;

    private final List<String> vocabulary = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(7);
    private Instant now = FIRST;

    private ManyTimelines() {
        for (int i = 0; i < VOCABULARY; i++) {
            StringBuilder word = new StringBuilder();
            for (int syllable = 0; syllable < 1 + random.nextInt(4); syllable++) {
                word.append("bcdfghjklmnprstvwz".charAt(random.nextInt(18)))
                        .append("aeiou".charAt(random.nextInt(5)))
                        .append(random.nextInt(3) == 0 ? "nrsl".charAt(random.nextInt(4)) + "" : "");
            }
            vocabulary.add(word.toString());
        }
    }

    /** Writes so many into an empty directory; they have 100 KB each on average. */
    public static void write(Path directory, int timelines) throws IOException {
        Files.createDirectories(directory);
        ManyTimelines many = new ManyTimelines();
        for (int i = 0; i < timelines; i++) {
            many.timeline(directory, i);
        }
    }

    private void timeline(Path directory, int number) throws IOException {
        now = now.plusSeconds(1800);
        Header header = Header.of("0.1.0", now);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Chain.Link link = Chain.START.header(header);
        bytes.writeBytes(link.bytes());
        for (int turn = 1; turn <= TURNS; turn++) {
            for (Event.Durable event : turn(turn, number)) {
                link = link.end().next(event);
                bytes.writeBytes(link.bytes());
            }
        }
        Path file = Files.write(directory.resolve(header.fileName()), bytes.toByteArray());
        Files.setLastModifiedTime(file, FileTime.from(now));
    }

    private List<Event.Durable> turn(int turn, int number) {
        List<Event.Durable> events = new ArrayList<>();
        // one timeline in ten thousand has the rare word
        String rare = number == 4321 && turn == 5 ? " xylophone" : "";
        events.add(new Event.Opened(new Block.Input(head(turn), words(20) + rare)));
        Routing routing = new Routing(
                Routing.Source.RULES, "tools", "explain", Map.of("CD", 0.9), List.of(), "It asks for " + words(6));
        events.add(new Event.Sealed(new Block.Route(head(turn), "explain", routing, List.of())));
        ToolRun run = new ToolRun(
                "run_command", "{\"command\":\"ls " + words(3) + "\"}", code(30), 12, ToolRun.OK, Optional.empty());
        events.add(new Event.Sealed(new Block.Tool(head(turn), "", List.of(run), List.of(call("", 1)))));
        if (random.nextInt(100) == 0) {
            events.add(new Event.Sealed(new Block.Error(
                    head(turn),
                    "The server of groq is overloaded.",
                    Stage.FORMAT,
                    ErrorKind.OVERLOADED,
                    true,
                    words(30),
                    List.of(),
                    List.of(call("", 1)),
                    List.of())));
        } else {
            String answer = words(350) + "\n\n```java\n" + code(20) + "```\n" + words(80);
            events.add(new Event.Sealed(
                    new Block.Format(head(turn), answer, List.of(call(words(100), 0)), pace(answer.length()))));
        }
        Call call = call("", 0);
        events.add(new Event.Closed(
                turn, Ulid.next(now), now, Event.Outcome.OK, OptionalLong.of(2900), call.usage(), call.cost()));
        return events;
    }

    private Block.Head head(int turn) {
        now = now.plusSeconds(2);
        return new Block.Head(Ulid.next(now), turn, now, random.nextInt(30_000));
    }

    private List<Pace> pace(int length) {
        List<Pace> pace = new ArrayList<>();
        for (int at = 0; at < length; at += 40) {
            pace.add(new Pace(at, 40));
        }
        return pace;
    }

    private Call call(String reasoning, int index) {
        Said said = new Said(
                Optional.empty(),
                Optional.empty(),
                Optional.of(reasoning).filter(text -> !text.isEmpty()),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty());
        return new Call(
                index,
                new ModelRef("ollama", "llama3.1:8b"),
                Optional.of("llama3.1:8b"),
                "format",
                1,
                new Timing(320, OptionalLong.of(180), 2600),
                new Usage(
                        OptionalLong.of(212),
                        OptionalLong.of(38),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        Usage.Source.REPORTED,
                        Set.of(),
                        Optional.of("{\"eval_count\":38}")),
                Cost.of(new BigDecimal("0.00142")),
                Optional.of("stop"),
                Call.Status.OK,
                Call.MISS,
                Optional.empty(),
                Optional.empty(),
                said);
    }

    private String words(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            // the square of a fraction makes the first words common
            double fraction = random.nextDouble();
            text.append(vocabulary.get((int) (fraction * fraction * fraction * VOCABULARY)))
                    .append(i % 12 == 11 ? ".\n" : " ");
        }
        return text.toString();
    }

    private String code(int lines) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            text.append("    String ")
                    .append(words(1))
                    .append("= get(\"")
                    .append(words(2))
                    .append("\");\n");
        }
        return text.toString();
    }
}
