package sacred.timeline.journal;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import sacred.timeline.Block;
import sacred.timeline.Boundary;
import sacred.timeline.Call;
import sacred.timeline.Cost;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.Pace;
import sacred.timeline.Routing;
import sacred.timeline.Said;
import sacred.timeline.Timing;
import sacred.timeline.Usage;

/** Small turns of known content, and what is in files. */
final class Fixture {

    static final Instant NOW = Instant.parse("2026-11-21T10:42:07.123Z");
    static final InstantSource CLOCK = InstantSource.fixed(NOW);

    private Fixture() {}

    static Event.Opened input(int turn, String text) {
        return new Event.Opened(new Block.Input(head(turn), text));
    }

    static Event.Sealed route(int turn) {
        Map<String, Double> domains = new LinkedHashMap<>();
        domains.put("CD", 0.95);
        domains.put("SD", 0.3);
        Routing routing = new Routing(Routing.Source.RULES, "direct", "explain", domains, List.of(), "why")
                .with(List.of(new Boundary("CD-SD", 0.5)));
        return new Event.Sealed(new Block.Route(head(turn), "direct", routing, List.of()));
    }

    static Event.Sealed tool(int turn) {
        return new Event.Sealed(new Block.Tool(head(turn), "", List.of(), List.of()));
    }

    static Event.Sealed format(int turn, String text) {
        return new Event.Sealed(new Block.Format(head(turn), text, List.of(call()), List.of(new Pace(0, 3))));
    }

    static Event.Closed closed(int turn) {
        return new Event.Closed(
                turn,
                "01K00000000000000000000T0" + turn,
                NOW,
                Event.Outcome.OK,
                OptionalLong.of(2931),
                call().usage(),
                call().cost());
    }

    static List<Event.Durable> turn(int turn) {
        return List.of(
                input(turn, "prompt " + turn), route(turn), tool(turn), format(turn, "answer " + turn), closed(turn));
    }

    static Block.Head head(int turn) {
        return new Block.Head("01K00000000000000000000B0" + turn, turn, NOW, 312);
    }

    static Call call() {
        return new Call(
                0,
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
                "miss",
                Optional.empty(),
                Optional.empty(),
                Said.NOTHING);
    }

    /** A file with so many whole turns. */
    static Path file(Path directory, int turns) throws IOException {
        try (Journal journal = Journal.create(directory, "0.1.0", CLOCK)) {
            for (int turn = 1; turn <= turns; turn++) {
                for (Event.Durable event : turn(turn)) {
                    journal.append(event);
                }
            }
            return journal.file().orElseThrow();
        }
    }

    static List<Event.Durable> events(Reading reading) {
        List<Event.Durable> events = new ArrayList<>();
        for (Entry entry : reading.entries()) {
            if (entry instanceof Entry.Durable d) {
                events.add(d.event());
            }
        }
        return events;
    }

    static List<String> lines(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        return new ArrayList<>(List.of(text.split("\n", -1)));
    }

    static void write(Path file, List<String> lines) throws IOException {
        Files.writeString(file, String.join("\n", lines), StandardCharsets.ISO_8859_1);
    }

    static List<String> names(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}
