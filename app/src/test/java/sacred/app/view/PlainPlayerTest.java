package sacred.app.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import sacred.timeline.Block;
import sacred.timeline.Boundary;
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
import sacred.timeline.Usage;
import sacred.timeline.journal.Entry;

class PlainPlayerTest {

    private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");

    private static final Call CALL = new Call(
            0,
            ModelRef.parse("a:model"),
            Optional.empty(),
            "format",
            1,
            new Timing(0, OptionalLong.of(300), 900),
            Usage.NONE,
            Cost.NOTHING,
            Optional.of("stop"),
            Call.Status.OK,
            "miss",
            Optional.empty(),
            Optional.empty(),
            Said.NOTHING);

    private final List<String> told = new ArrayList<>();
    private final List<Long> waits = new ArrayList<>();

    private String play(double speed, Event.Durable... events) throws InterruptedException {
        List<Entry> entries = new ArrayList<>();
        for (Event.Durable event : events) {
            entries.add(new Entry.Durable(entries.size() + 2, entries.size() + 1, event));
        }
        new PlainPlayer(ZoneOffset.UTC, speed, wait -> waits.add(wait.toMillis()), told::add).play(entries);
        return String.join("", told);
    }

    private static Block.Head head(int turn, Instant at, long durationMs) {
        return new Block.Head("id", turn, at, durationMs);
    }

    private static Event.Opened asked(int turn, Instant at) {
        return new Event.Opened(new Block.Input(head(turn, at, 0), "Why?"));
    }

    private static Event.Sealed answered(String text, Pace... pace) {
        return new Event.Sealed(new Block.Format(head(1, START, 900), text, List.of(CALL), List.of(pace)));
    }

    private static Event.Closed closed(int turn, Instant at) {
        return new Event.Closed(turn, "id", at, Event.Outcome.OK, OptionalLong.of(900), Usage.NONE, Cost.NOTHING);
    }

    @Test
    void aTurnReadsAsItWas() throws InterruptedException {
        Routing routing = new Routing(Routing.Source.RULES, "direct", "question", Map.of(), List.of(), "no tool");

        String shown = play(
                Double.POSITIVE_INFINITY,
                asked(1, START),
                new Event.Sealed(new Block.Route(head(1, START, 3), "question", routing, List.of())),
                new Event.Sealed(new Block.Tool(head(1, START, 0), "no tool needed", List.of(), List.of())),
                answered("Because.", new Pace(300, 8)),
                closed(1, START.plusMillis(900)));

        assertEquals("""
            ── turn 1 · 10:00:00
            ▌ Why?
              route   question → direct  by rules  3ms
                      no tool
              tool    no tool needed

            Because.

              format  a:model  0↑ 0↓  900ms  $0
              turn    ok · 900ms · 0↑ 0↓ · $0

            """, shown);
        assertEquals(List.of(), waits);
    }

    @Test
    void whatAModelWeighedIsALine() throws InterruptedException {
        Map<String, Double> domains = new TreeMap<>(Map.of("CD", 0.95, "SD", 0.3));
        Routing routing = new Routing(Routing.Source.MODEL, "direct", "explain", domains, List.of(), "")
                .with(List.of(new Boundary("CD-SD", 0.53), new Boundary("CD-CuD", 0.7), new Boundary("SD-ED", 0.9)))
                .with(new Routing.Effect(
                        "CD", Optional.of(new Routing.Answerer(ModelRef.parse("b:other"), "by_domain.CD"))));

        String shown = play(
                Double.POSITIVE_INFINITY,
                new Event.Sealed(new Block.Route(head(1, START, 3), "explain", routing, List.of())));

        assertTrue(
                shown.contains("\n          CD 0.95  SD 0.30 · Transitional CD-CuD, Transcendent SD-ED\n"
                        + "          answered by b:other (by_domain.CD)\n"),
                shown);
    }

    @Test
    void theAnswerArrivesInItsRecordedRhythm() throws InterruptedException {
        play(1, asked(1, START), answered("ab😀cd", new Pace(300, 2), new Pace(340, 1), new Pace(800, 2)));

        assertEquals(List.of(300L, 40L, 460L, 100L), waits, "and a little until it was sealed");
        assertEquals(List.of("\n", "ab", "😀", "cd"), told.subList(2, 6));
    }

    @Test
    void twiceTheSpeedIsHalfTheWait() throws InterruptedException {
        play(2, asked(1, START), answered("abcd", new Pace(300, 2), new Pace(500, 2)));

        assertEquals(List.of(150L, 100L, 200L), waits);
    }

    @Test
    void aLongGapIsCappedAndSaid() throws InterruptedException {
        String shown = play(1, closed(1, START), asked(2, START.plus(Duration.ofMinutes(10))));

        assertEquals(List.of(2000L), waits);
        assertTrue(shown.contains("… 600 s later"), shown);
    }

    @Test
    void textThatNoArrivalAccountsForIsNotLost() throws InterruptedException {
        String shown = play(1, answered("abcdef", new Pace(10, 2), new Pace(20, 1)));

        assertTrue(shown.startsWith("\nabcdef\n\n"), shown);
    }

    @Test
    void aPartialAnswerIsPlayedBeforeItsError() throws InterruptedException {
        String shown = play(
                1,
                new Event.Sealed(new Block.Error(
                        head(1, START, 500),
                        "It broke off.",
                        Stage.FORMAT,
                        ErrorKind.INTERRUPTED,
                        true,
                        "Half an",
                        List.of(),
                        List.of(CALL),
                        List.of(new Pace(100, 7)))));

        assertTrue(shown.startsWith("\nHalf an\n\n✗ format  interrupted  500ms\n  It broke off.\n"), shown);
        assertEquals(List.of(100L, 400L), waits);
    }

    @Test
    void damagedAndUnknownRecordsAreShownInTheirPlace() throws InterruptedException {
        new PlainPlayer(ZoneOffset.UTC, 1, wait -> waits.add(wait.toMillis()), told::add)
                .play(List.of(new Entry.Damaged(5, "no JSON\u001b[2J"), new Entry.Foreign(6, "dream")));

        assertEquals(
                "  [line 5: damaged record, no JSON^[[2J]\n  [line 6: a record of an unknown kind, kept as it is]\n",
                String.join("", told));
    }

    @Test
    void aGapInTheMiddleOfAnAnswerIsCappedAndDoesNotBreakIt() throws InterruptedException {
        String shown = play(1, asked(1, START), answered("abcd", new Pace(100, 2), new Pace(9_000, 2)));

        assertTrue(shown.contains("\nabcd\n"), shown);
        assertEquals(List.of(100L, 2000L), waits);
    }

    @Test
    void whatMembersSaidIsNoPartOfTheAnswer() throws InterruptedException {
        Said said = new Said(
                Optional.empty(),
                Optional.of("mine alone"),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty(),
                List.of(new Pace(10, 10)));
        Call member = new Call(
                0,
                CALL.model(),
                CALL.modelAnswered(),
                "member",
                1,
                CALL.timing(),
                CALL.usage(),
                CALL.cost(),
                CALL.finish(),
                CALL.status(),
                CALL.cache(),
                CALL.error(),
                CALL.saved(),
                said);
        Block.Tool tool = new Block.Tool(head(1, START, 900), "Together.", List.of(), List.of(member));

        String shown = play(1, asked(1, START), new Event.Sealed(tool), answered("Together."), closed(1, START));

        assertFalse(shown.contains("mine alone"), shown);
        assertTrue(shown.contains("Together."), shown);
    }
}
