package sacred.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import sacred.timeline.Block;
import sacred.timeline.Cost;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.Stage;
import sacred.timeline.Timeline;
import sacred.timeline.Usage;

/** What the fold costs for one turn whose answer arrives in many pieces, on top of a timeline that is already long. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FoldBenchmark {

    private static final int EARLIER_TURNS = 1000;

    /** How many deltas the answer has. */
    @Param({"100", "2000"})
    public int deltas;

    private Timeline before;
    private List<Event> turn;

    @Setup
    public void prepare() {
        before = Timeline.EMPTY;
        for (int n = 1; n <= EARLIER_TURNS; n++) {
            for (Event event : turn(n, 1)) {
                before = before.apply(event);
            }
        }
        turn = turn(EARLIER_TURNS + 1, deltas);
    }

    @Benchmark
    public Timeline oneTurn() {
        Timeline timeline = before;
        for (Event event : turn) {
            timeline = timeline.apply(event);
        }
        return timeline;
    }

    private static List<Event> turn(int number, int deltas) {
        Block.Head head = new Block.Head("id-" + number, number, Instant.EPOCH, 0);
        List<Event> events = new ArrayList<>();
        events.add(new Event.Opened(new Block.Input(head, "a question")));
        events.add(new Event.Started(number, Stage.FORMAT));
        events.add(new Event.CallStarted(number, 0, new ModelRef("bench", "model"), "format", 1));
        for (int i = 0; i < deltas; i++) {
            events.add(new Event.Delta(number, 0, "word ", false));
        }
        events.add(new Event.Sealed(new Block.Format(head, "word ".repeat(deltas), List.of(), List.of())));
        events.add(new Event.Closed(
                number,
                "end-" + number,
                Instant.EPOCH,
                Event.Outcome.OK,
                OptionalLong.of(1),
                Usage.NONE,
                Cost.NOTHING));
        return events;
    }
}
