package sacred.app.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Cost;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.Routing;
import sacred.timeline.Said;
import sacred.timeline.Timeline;
import sacred.timeline.Timing;
import sacred.timeline.Usage;

class WaterfallTest {

    private static final Instant AT = Instant.parse("2026-11-25T10:00:00Z");

    private static Call call(
            int index, String role, String ref, long start, long first, long took, Call.Status status) {
        return new Call(
                index,
                ModelRef.parse(ref),
                Optional.empty(),
                role,
                1,
                new Timing(start, OptionalLong.of(first), took),
                Usage.UNKNOWN,
                status == Call.Status.OK ? Cost.of(new BigDecimal("0.01")) : Cost.UNKNOWN,
                Optional.empty(),
                status,
                Call.MISS,
                Optional.empty(),
                Optional.empty(),
                Said.NOTHING);
    }

    private static Timeline turn(Call... calls) {
        Block.Head head = new Block.Head("b", 1, AT, 5000);
        Routing routing = new Routing(Routing.Source.RULES, "direct", "ask", Map.of(), List.of(), "");
        return Timeline.EMPTY
                .apply(new Event.Opened(new Block.Input(head, "Which one?")))
                .apply(new Event.Sealed(new Block.Route(head, "", routing, List.of())))
                .apply(new Event.Sealed(new Block.Tool(head, "", List.of(), List.of(calls))))
                .apply(new Event.Closed(
                        1, "c", AT, Event.Outcome.OK, OptionalLong.of(4000), Usage.UNKNOWN, Cost.UNKNOWN));
    }

    private static final Timeline COUNCIL = turn(
            call(2, "arbiter", "c:three", 3000, 500, 1000, Call.Status.OK),
            call(0, "member", "a:one", 0, 100, 1000, Call.Status.OK),
            call(1, "member", "b:two", 0, 1500, 3000, Call.Status.OK));

    @Test
    void whatRanWhenIsDrawnInTheOrderOfTheRequests() {
        List<String> lines = Waterfall.lines(COUNCIL, 1);

        assertEquals("turn 1  Which one?", lines.get(0));
        assertEquals("  ok, 4.0s, 3 calls, at most 2 at once, ?↑ ?↓, $0.03", lines.get(1));
        assertEquals("  ▕░█████                  ▏    @0ms    1.0s  member a:one  ?↑ ?↓  $0.01", lines.get(2));
        assertEquals("  ▕░░░░░░░░░█████████      ▏    @0ms    3.0s  member b:two  ?↑ ?↓  $0.01", lines.get(3));
        assertEquals("  ▕                  ░░░███▏   @3.0s    1.0s  arbiter c:three  ?↑ ?↓  $0.01", lines.get(4));
    }

    @Test
    void theMemberThatTheOthersWaitedForIsNamedWithWhatItCostInTime() {
        String last = Waterfall.lines(COUNCIL, 1).getLast();

        assertEquals("  round 1 waited for b:two last, 2.0s after the other member", last);
    }

    @Test
    void whatFailedIsToldAndAnUnknownCostMakesALowerBound() {
        List<String> lines = Waterfall.lines(
                turn(
                        call(0, "format", "a:one", 0, 0, 10, Call.Status.FAILED),
                        call(1, "format", "b:two", 10, 5, 20, Call.Status.OK)),
                1);

        assertTrue(lines.get(1).endsWith("$0.01+?"), lines.get(1));
        assertTrue(lines.get(1).contains("at most 1 at once"), lines.get(1));
        assertTrue(lines.get(2).endsWith("✗ failed"), lines.get(2));
    }

    @Test
    void aMemberThatNobodyAskedAndALogicalOneAreDrawnButAreNoRequests() {
        Call.Failure rests = new Call.Failure(ErrorKind.SERVER, "not asked", OptionalInt.empty(), true, false);
        List<String> lines = Waterfall.lines(
                turn(
                        call(0, "member", "a:one", 0, 100, 1000, Call.Status.OK),
                        free(1, ModelRef.parse("b:two"), 3, Optional.of(rests)),
                        free(2, ModelRef.logical("inner"), 2000, Optional.empty()),
                        call(3, "member/sample", "c:three", 0, 100, 2000, Call.Status.OK)),
                1);

        assertEquals("  ok, 4.0s, 2 calls, at most 2 at once, ?↑ ?↓, $0.02", lines.get(1));
        assertTrue(lines.get(3).endsWith("  member b:two  – not asked: server"), lines.get(3));
        assertTrue(lines.get(4).endsWith("  member inner"), lines.get(4));
        assertEquals("  round 1 waited for inner last, 1.0s after the other member", lines.getLast());
    }

    private static Call free(int index, ModelRef model, long took, Optional<Call.Failure> failure) {
        return new Call(
                index,
                model,
                Optional.empty(),
                "member",
                1,
                new Timing(0, OptionalLong.empty(), took),
                Usage.NONE,
                Cost.NOTHING,
                Optional.empty(),
                failure.isPresent() ? Call.Status.FAILED : Call.Status.OK,
                Call.MISS,
                failure,
                Optional.empty(),
                Said.NOTHING);
    }

    @Test
    void aTurnThatAskedNothingHasNone() {
        assertEquals(List.of(), Waterfall.lines(COUNCIL, 2));
    }
}
