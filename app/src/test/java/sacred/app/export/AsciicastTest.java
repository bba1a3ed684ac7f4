package sacred.app.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import sacred.app.Hostile;
import sacred.app.loop.Recording;
import sacred.app.replay.Script;
import sacred.app.term.FrameBytes;
import sacred.app.term.ScreenModel;
import sacred.app.text.Frame;
import sacred.app.text.Golden;
import sacred.app.text.Row;
import sacred.app.text.Size;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Cost;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.Pace;
import sacred.timeline.Said;
import sacred.timeline.Timing;
import sacred.timeline.Usage;
import sacred.timeline.journal.Entry;
import sacred.timeline.journal.Header;
import sacred.timeline.journal.Reading;

class AsciicastTest {

    private static final Size SIZE = new Size(80, 24);
    private static final ObjectMapper JSON = new ObjectMapper();
    static final List<String> TEXTS = Hostile.TEXTS;

    /** One event of a recording. */
    private record Output(double seconds, String text) {}

    @Test
    void theHeaderIsThatOfVersionTwo() throws IOException {
        String cast = Asciicast.of(talk(0), new Size(100, 30), ZoneOffset.UTC);

        assertEquals(JSON.readTree("""
            {"version": 2, "width": 100, "height": 30, "timestamp": 1796032800, "title": "sacred: timeline abcdef",
            "env": {"TERM": "xterm-256color"}}\
            """), JSON.readTree(cast.lines().findFirst().orElseThrow()));
    }

    @ParameterizedTest
    @CsvSource({"80, 24", "120, 40"})
    void itEndsWithTheScreenThatAReplayEndsWith(int columns, int rows) throws IOException {
        Size size = new Size(columns, rows);

        ScreenModel terminal = played(Asciicast.of(talk(0), size, ZoneOffset.UTC), size, Double.MAX_VALUE);

        assertEquals(rows(frames(talk(0), size).getLast()), terminal.rows());
        Golden.compare("Asciicast/" + columns + "x" + rows, String.join("\n", terminal.rows()) + "\n");
    }

    @Test
    void itsTextArrivesInItsRhythm() throws IOException {
        String cast = Asciicast.of(talk(0), SIZE, ZoneOffset.UTC);

        assertTrue(!shows(cast, 0.09, "First"));
        assertTrue(shows(cast, 0.16, "First") && !shows(cast, 0.16, "then"));
        assertTrue(!shows(cast, 0.89, "then"));
        assertTrue(shows(cast, 0.96, "First, then."));
    }

    @Test
    void aLunchBreakIsTwoSeconds() throws IOException {
        List<Output> outputs = outputs(Asciicast.of(talk(3_600), SIZE, ZoneOffset.UTC));

        double longest = 0;
        for (int i = 1; i < outputs.size(); i++) {
            longest = Math.max(
                    longest, outputs.get(i).seconds() - outputs.get(i - 1).seconds());
        }
        assertEquals(2, longest, 0.2);
    }

    @Test
    void whatIsOnlySaidOnTheWayIsGoneAtItsEnd() throws IOException {
        String cast = Asciicast.of(talk(3_600), SIZE, ZoneOffset.UTC);

        assertTrue(shows(cast, 2.5, "3601 s later"));
        assertTrue(!shows(cast, Double.MAX_VALUE, "later"));
    }

    @ParameterizedTest
    @FieldSource("TEXTS")
    void noTextOfATimelineIsObeyed(String text) throws IOException {
        Reading reading = Everywhere.of(text);
        String cast = Asciicast.of(reading, SIZE, ZoneOffset.UTC);

        // it knows the sequences of frames and refuses every other
        ScreenModel terminal = played(cast, SIZE, Double.MAX_VALUE);

        terminal.rows().forEach(Hostile::assertShown);
        Set<String> names = Set.of("version", "width", "height", "timestamp", "title", "env");
        JSON.readTree(cast.lines().findFirst().orElseThrow())
                .fieldNames()
                .forEachRemaining(name -> assertTrue(names.contains(name)));
    }

    private static boolean shows(String cast, double seconds, String text) throws IOException {
        return String.join("\n", played(cast, SIZE, seconds).rows()).contains(text);
    }

    /** A terminal on which the recording was played up to a time. */
    private static ScreenModel played(String cast, Size size, double until) throws IOException {
        ScreenModel terminal = new ScreenModel(size, true);
        List<Output> outputs = outputs(cast);
        assertEquals(FrameBytes.BEGIN, outputs.getFirst().text());
        assertEquals(FrameBytes.END, outputs.getLast().text());
        double before = 0;
        for (Output output : outputs.subList(1, outputs.size() - 1)) {
            assertTrue(output.seconds() >= before, "back in time");
            before = output.seconds();
            if (before <= until) {
                terminal.write(output.text());
            }
        }
        return terminal;
    }

    private static List<Output> outputs(String cast) throws IOException {
        List<Output> outputs = new ArrayList<>();
        for (String line : cast.lines().skip(1).toList()) {
            JsonNode event = JSON.readTree(line);
            assertEquals("o", event.get(1).asText());
            outputs.add(new Output(event.get(0).asDouble(), event.get(2).asText()));
        }
        return outputs;
    }

    private static List<Frame> frames(Reading reading, Size size) {
        List<Frame> frames = new ArrayList<>();
        new Recording(size, "abcdef", ZoneOffset.UTC)
                .play(Script.of(reading.entries()), (frame, _) -> frames.add(frame));
        return frames;
    }

    private static List<String> rows(Frame frame) {
        return frame.rows().stream().map(Row::text).map(String::stripTrailing).toList();
    }

    /** Two turns; the text of each comes in two pieces. */
    private static Reading talk(long pauseSeconds) {
        List<Event.Durable> events = new ArrayList<>();
        events.addAll(turn(1, Everywhere.AT, "First, then."));
        events.addAll(turn(2, Everywhere.AT.plusSeconds(2 + pauseSeconds), "A **second** answer."));
        List<Entry> entries = new ArrayList<>();
        events.forEach(event -> entries.add(new Entry.Durable(entries.size() + 2, entries.size() + 1, event)));
        Header header = new Header("01K00000000000000000ABCDEF", Everywhere.AT, "0.1.0", 1, Optional.empty());
        return new Reading(Path.of("t.jsonl"), Optional.of(header), entries, false, List.of());
    }

    private static List<Event.Durable> turn(int number, Instant at, String text) {
        Call call = new Call(
                0,
                new ModelRef("one", "alpha"),
                Optional.empty(),
                "format",
                1,
                new Timing(0, OptionalLong.of(100), 1_000),
                Usage.UNKNOWN,
                Cost.UNKNOWN,
                Optional.of("stop"),
                Call.Status.OK,
                Call.MISS,
                Optional.empty(),
                Optional.empty(),
                Said.NOTHING);
        return List.of(
                new Event.Opened(new Block.Input(new Block.Head("in" + number, number, at, 0), "Prompt " + number)),
                new Event.Sealed(new Block.Format(
                        new Block.Head("out" + number, number, at, 1_000),
                        text,
                        List.of(call),
                        List.of(new Pace(100, 5), new Pace(900, text.length() - 5)))),
                new Event.Closed(
                        number,
                        "end" + number,
                        at.plusSeconds(1),
                        Event.Outcome.OK,
                        OptionalLong.of(1_000),
                        Usage.UNKNOWN,
                        Cost.UNKNOWN));
    }
}
