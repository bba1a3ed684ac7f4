package sacred.app.session;

import java.util.Optional;
import java.util.OptionalLong;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Event;

/** Events as lines of the log: who was asked, how it went, how long it took; never what was said. */
final class LogLine {

    private LogLine() {}

    /** For everybody who looks into the log; empty where there is nothing to say. */
    static Optional<String> of(Event event) {
        return switch (event) {
            case Event.CallEnded e -> Optional.of("turn " + e.turn() + ", request: " + call(e.call()));
            case Event.ToolEnded e ->
                Optional.of("turn " + e.turn() + ", tool " + e.run().name() + ": "
                        + e.run().status() + " after " + millis(e.run().durationMs()));
            case Event.Waiting e ->
                Optional.of("turn " + e.turn() + " waits "
                        + e.left().map(left -> left.toMillis() + " ms").orElse("for how long nobody knows"));
            case Event.Sealed(Block.Error b) ->
                Optional.of("turn " + b.head().turn() + ", stage " + b.stage().wire() + " failed: "
                        + b.error().wire() + (b.retryable() ? ", may be tried again" : ""));
            case Event.Closed e ->
                Optional.of("turn " + e.turn() + " " + e.outcome().wire() + " after " + millis(e.durationMs()));
            case Event _ -> Optional.empty();
        };
    }

    /** Sentences for the user, which may quote what a server said of a failure. */
    static Optional<String> details(Event event) {
        return switch (event) {
            case Event.Note e -> Optional.of("turn " + e.turn() + " says: " + e.text());
            case Event.Waiting e -> Optional.of("turn " + e.turn() + " says: " + e.why());
            case Event.CallEnded(int turn, Call call) ->
                call.error().map(failure -> "turn " + turn + ", " + call.model() + " said: " + failure.message());
            case Event _ -> Optional.empty();
        };
    }

    private static String call(Call call) {
        String failure = call.error()
                .map(e -> " " + e.kind().wire()
                        + (e.httpStatus().isPresent() ? " " + e.httpStatus().getAsInt() : ""))
                .orElse("");
        return call.model() + " as " + call.role() + ", attempt " + call.attempt() + ": "
                + call.status().wire() + failure + " after "
                + millis(call.timing().durationMs()) + ", first token after "
                + millis(call.timing().ttftMs()) + ", tokens in "
                + count(call.usage().input()) + " out " + count(call.usage().output());
    }

    private static String millis(OptionalLong millis) {
        return count(millis) + " ms";
    }

    private static String count(OptionalLong count) {
        return count.isPresent() ? String.valueOf(count.getAsLong()) : "?";
    }
}
