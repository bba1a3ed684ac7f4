package sacred.app.line;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sacred.app.host.Output;
import sacred.timeline.Event;
import sacred.timeline.ToolRun;

class TurnLinesTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TurnLines lines = new TurnLines(new Output(bytes, false), ZoneOffset.UTC, new Nobody());

    /** Types nothing. */
    private static final class Nobody implements LineSource {
        @Override
        public Read next() {
            throw new AssertionError("asked");
        }

        @Override
        public Optional<String> answer(String question) {
            throw new AssertionError("asked");
        }

        @Override
        public void beside(String line) {}

        @Override
        public void onInterrupt(Runnable action) {}

        @Override
        public void close() {}
    }

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Event.ToolEnded ended(long millis) {
        return new Event.ToolEnded(
                1, 0, new ToolRun("shell", "{}", "exit code 0", millis, ToolRun.OK, Optional.of("you")));
    }

    @Test
    void aToolIsSaidWhenItBeginsAndNotWhileItWaitsToBeAllowed() {
        lines.live(new Event.ToolStarted(1, 0, "shell", "{\"command\":\"make\"}", true));
        assertEquals("", shown());

        lines.live(new Event.ToolStarted(1, 0, "shell", "{\"command\":\"make\"}", false));
        assertEquals("  runs    shell {\"command\":\"make\"}\n", shown());
    }

    @Test
    void theEndOfAToolIsSaidWhereItWasWaitedFor() {
        lines.live(ended(999));
        assertEquals("", shown());

        lines.live(ended(61_500));
        assertEquals("  ran     shell  ok  61.5s\n", shown());
    }
}
