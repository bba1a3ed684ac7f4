package sacred.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.app.log.Log;
import sacred.app.log.LogLevel;
import sacred.providers.Secret;
import sacred.providers.secret.Secrets;
import sacred.timeline.Block;
import sacred.timeline.Boundary;
import sacred.timeline.Call;
import sacred.timeline.Compaction;
import sacred.timeline.Cost;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.Routing;
import sacred.timeline.Said;
import sacred.timeline.Stage;
import sacred.timeline.Timing;
import sacred.timeline.ToolRun;
import sacred.timeline.Usage;

class WallTest {

    private static final String KEY = "sk-canary-0123456789";
    private static final Instant AT = Instant.parse("2026-11-25T10:00:00Z");
    private static final Block.Head HEAD = new Block.Head("1", 1, AT, 1, List.of("a note with " + KEY));
    private static final Call CALL = new Call(
            0,
            ModelRef.parse("one:alpha"),
            Optional.of(KEY),
            "format",
            2,
            new Timing(1, OptionalLong.of(20), 300),
            Usage.unknown(Optional.of("{\"a\":\"" + KEY + "\"}")),
            Cost.UNKNOWN,
            Optional.of(KEY),
            Call.Status.FAILED,
            "miss",
            Optional.of(new Call.Failure(ErrorKind.RATE_LIMITED, "one said " + KEY, OptionalInt.of(429), true)),
            Optional.of(new Call.Saved(AT, OptionalLong.of(7), OptionalLong.empty(), Optional.empty())),
            new Said(
                    Optional.of("asked " + KEY),
                    Optional.of("said " + KEY),
                    Optional.of("thought " + KEY),
                    OptionalInt.of(2),
                    OptionalInt.empty(),
                    OptionalDouble.of(0.5)));
    private static final ToolRun RUN =
            new ToolRun("a " + KEY, "{\"x\":\"" + KEY + "\"}", KEY, 1, ToolRun.OK, Optional.of(KEY));

    @TempDir
    Path directory;

    private Wall wall;

    @BeforeEach
    void open() {
        Secrets secrets = Secrets.of(List.of(new Secrets.Named("key of one", new Secret(KEY))));
        wall = new Wall(secrets, Log.in(directory, LogLevel.INFO, () -> AT, text -> text));
    }

    private String log() throws IOException {
        return Files.readString(directory.resolve("log/sacred.log"));
    }

    @Test
    void noBlockLeavesWithASecretInAnyOfItsTexts() {
        Routing routing = new Routing(
                        Routing.Source.MODEL, KEY, "about " + KEY, Map.of("CD", 0.5), List.of(KEY), "because " + KEY)
                .with(List.of(new Boundary("CD-SD", 0.5)));
        List<Event.Durable> events = List.of(
                new Event.Opened(new Block.Input(HEAD, "My " + KEY)),
                new Event.Sealed(new Block.Route(HEAD, KEY, routing, List.of(CALL))),
                new Event.Sealed(new Block.Tool(HEAD, KEY, List.of(RUN), List.of(CALL))),
                new Event.Sealed(new Block.Format(HEAD, "so " + KEY, List.of(CALL), List.of())),
                new Event.Sealed(new Block.Format(
                        HEAD,
                        "so " + KEY,
                        List.of(CALL),
                        List.of(),
                        Optional.of(new Compaction(1, 2, "heed " + KEY, OptionalLong.of(3))))),
                new Event.Sealed(new Block.Error(
                        HEAD,
                        KEY,
                        Stage.FORMAT,
                        ErrorKind.AUTH,
                        false,
                        "half " + KEY,
                        List.of(RUN),
                        List.of(CALL),
                        List.of())));

        for (Event.Durable event : events) {
            String clean = wall.durable(event).toString();

            assertFalse(clean.contains("canary"), clean);
            assertEquals(event.toString().replace(KEY, "[key of one]"), clean);
        }
    }

    @Test
    void norDoesWhatIsOnlyShown() {
        List<Event.Fleeting> events = List.of(
                new Event.Delta(1, 0, "it is " + KEY, false),
                new Event.Note(1, "note " + KEY),
                new Event.Waiting(1, "waits for " + KEY, Optional.of(Duration.ofSeconds(2))),
                new Event.ToolStarted(1, 0, "tool " + KEY, "{\"key\":\"" + KEY + "\"}", false),
                new Event.ToolEnded(1, 0, RUN),
                new Event.CallEnded(1, CALL));

        for (Event.Fleeting event : events) {
            assertEquals(
                    event.toString().replace(KEY, "[key of one]"),
                    wall.fleeting(event).toString());
        }
    }

    @Test
    void theLogIsToldOfRequestsAndOfTheEndAndOfNothingThatWasSaid() throws IOException {
        wall.durable(new Event.Opened(new Block.Input(HEAD, "a prompt of mine")));
        wall.fleeting(new Event.Delta(1, 0, "an answer", false));
        wall.fleeting(new Event.Waiting(1, "why it waits", Optional.of(Duration.ofSeconds(2))));
        wall.fleeting(new Event.ToolStarted(1, 0, "shell", "{\"command\":\"a command\"}", false));
        ToolRun run =
                new ToolRun("shell", "{\"command\":\"a command\"}", "a result", 7, ToolRun.OK, Optional.of("you"));
        wall.fleeting(new Event.ToolEnded(1, 0, run));
        wall.fleeting(new Event.CallEnded(1, CALL));
        wall.durable(
                new Event.Closed(1, "2", AT, Event.Outcome.FAILED, OptionalLong.of(345), Usage.NONE, Cost.UNKNOWN));

        assertTrue(log().contains("turn 1 waits 2000 ms\n"), log());
        assertTrue(
                log().contains("turn 1, request: one:alpha as format, attempt 2: failed rate_limited 429 after 300 ms, "
                        + "first token after 20 ms, tokens in ? out ?\n"),
                log());
        assertTrue(log().contains("turn 1, tool shell: ok after 7 ms\n"), log());
        assertTrue(log().contains("turn 1 failed after 345 ms\n"), log());
        for (String said :
                List.of("a command", "a result", "prompt of mine", "an answer", "why it waits", "one said")) {
            assertFalse(log().contains(said), log());
        }
    }
}
