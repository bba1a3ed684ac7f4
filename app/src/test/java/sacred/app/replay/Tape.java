package sacred.app.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Cost;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.Pace;
import sacred.timeline.Said;
import sacred.timeline.Stage;
import sacred.timeline.Timing;
import sacred.timeline.Usage;
import sacred.timeline.journal.Entry;

/** What stands in a file, record by record, with times that a test can count with. */
final class Tape {

    private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");

    private final List<Entry> entries = new ArrayList<>();
    private long nowMs;
    private int turn;

    Tape idle(long millis) {
        nowMs += millis;
        return this;
    }

    Tape asks(String prompt) {
        turn++;
        return add(new Event.Opened(new Block.Input(head(0), prompt)));
    }

    Tape commands(String text) {
        turn++;
        return add(new Event.Opened(new Block.Input(head(0), text, true))).closes();
    }

    Tape tool(long durationMs) {
        return seals(new Block.Tool(head(durationMs), "no tool needed", List.of(), List.of()));
    }

    Tape answers(String text, long durationMs, Pace... pace) {
        return seals(new Block.Format(head(durationMs), text, List.of(call(1, Optional.empty())), List.of(pace)));
    }

    Tape answersAfterAFailure(String text, long failedMs, long durationMs, Pace... pace) {
        Call.Failure failure = new Call.Failure(ErrorKind.SERVER, "broken", OptionalInt.of(500), true);
        List<Call> calls = List.of(call(failedMs, Optional.of(failure)), call(1, Optional.empty()));
        return seals(new Block.Format(head(durationMs), text, calls, List.of(pace)));
    }

    /** Two at once, of whom the second says something as well; each begins 100 ms after the one before it. */
    Tape answersOfTwo(String text, long durationMs, Pace... pace) {
        Said silent = Said.NOTHING;
        Said heard = new Said(
                silent.prompt(),
                Optional.of(text),
                silent.reasoning(),
                silent.instance(),
                silent.iteration(),
                silent.within(),
                silent.confidence(),
                List.of(pace));
        List<Call> calls = List.of(
                call("member", 100, durationMs, Optional.empty(), silent),
                call("member", 200, durationMs, Optional.empty(), heard));
        return seals(new Block.Tool(head(durationMs + 100), "both", List.of(), calls));
    }

    /** A stage that failed before anybody was asked. */
    Tape fails(long durationMs) {
        return seals(new Block.Error(
                head(durationMs), "why", Stage.FORMAT, ErrorKind.CONFIG, false, "", List.of(), List.of(), List.of()));
    }

    Tape closes() {
        return add(new Event.Closed(
                turn, "end", START.plusMillis(nowMs), Event.Outcome.OK, OptionalLong.of(0), Usage.NONE, Cost.NOTHING));
    }

    Tape damaged(String reason) {
        entries.add(new Entry.Damaged(line(), reason));
        return this;
    }

    Tape foreign() {
        entries.add(new Entry.Foreign(line(), "poem"));
        return this;
    }

    Script script() {
        return Script.of(entries);
    }

    private Tape seals(Block block) {
        nowMs += block.head().durationMs().orElseThrow();
        return add(new Event.Sealed(block));
    }

    private Tape add(Event.Durable event) {
        entries.add(new Entry.Durable(line(), line(), event));
        return this;
    }

    private int line() {
        return entries.size() + 2;
    }

    private Block.Head head(long durationMs) {
        return new Block.Head("block-" + entries.size(), turn, START.plusMillis(nowMs), durationMs);
    }

    private Call call(long durationMs, Optional<Call.Failure> failure) {
        return call("format", 0, durationMs, failure, Said.NOTHING);
    }

    private Call call(String role, long startMs, long durationMs, Optional<Call.Failure> failure, Said said) {
        return new Call(
                entries.size(),
                ModelRef.parse("one:alpha"),
                Optional.empty(),
                role,
                1,
                new Timing(startMs, OptionalLong.empty(), durationMs),
                Usage.UNKNOWN,
                Cost.UNKNOWN,
                Optional.empty(),
                failure.isPresent() ? Call.Status.FAILED : Call.Status.OK,
                "miss",
                failure,
                Optional.empty(),
                said);
    }
}
