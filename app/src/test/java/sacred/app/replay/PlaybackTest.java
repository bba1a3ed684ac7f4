package sacred.app.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import sacred.timeline.Pace;

class PlaybackTest {

    /** Two turns of a second each, 500 ms apart, a command between. */
    private final Script script = new Tape()
            .asks("One?")
            .tool(200)
            .answers("First.", 800, new Pace(300, 6))
            .closes()
            .commands("/model x")
            .idle(500)
            .asks("Two?")
            .answers("Second.", 1_000, new Pace(300, 7))
            .closes()
            .script();

    private final Playback start = Playback.start(script, 1);

    @Test
    void timeMovesItStepByStep() {
        Playback at = start.pass(0);
        assertEquals(1, at.turn());
        assertFalse(at.atEnd());

        at = at.pass(200).pass(299);
        assertEquals(499, at.atMs());
        assertFalse(kinds(at.since(start)).contains("Delta"));
        at = at.pass(1);

        assertTrue(kinds(at.since(start)).contains("Delta"));
    }

    @Test
    void itEndsAtItsLength() {
        assertEquals(2_500, script.lengthMs());

        assertFalse(start.pass(2_499).atEnd());
        assertTrue(start.pass(2_500).atEnd());
        assertEquals(2_500, start.pass(1_000_000).atMs());
    }

    @Test
    void manySmallWaitsAreOneLongOne() {
        Playback at = start;
        List<Script.Step> steps = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            Playback next = at.pass(1);
            steps.addAll(next.since(at));
            at = next;
        }

        assertEquals(script.steps(), steps);
    }

    @Test
    void theSpeedDoublesAndHalvesBetweenItsLimits() {
        Playback at = start.slower().slower().slower();
        assertEquals(Playback.SLOWEST, at.speed());
        for (double speed : new double[] {0.5, 1, 2, 4, 8, 16, 32, 64, Double.POSITIVE_INFINITY}) {
            at = at.faster();
            assertEquals(speed, at.speed());
        }
        assertEquals(Double.POSITIVE_INFINITY, at.faster().speed());
        assertEquals(Playback.FASTEST, at.slower().speed());
    }

    @Test
    void fourTimesTheSpeedIsAQuarterOfTheTime() {
        Playback at = start.faster().faster();

        assertFalse(at.pass(624).atEnd());
        assertTrue(at.pass(625).atEnd());
    }

    @Test
    void withoutAnyWaitItIsAtTheEndAtOnce() {
        assertTrue(Playback.start(script, Double.POSITIVE_INFINITY).pass(0).atEnd());
    }

    @Test
    void whilePausedTimeStandsStill() {
        Playback paused = start.toggled();

        assertEquals(paused, paused.pass(10_000));
        assertTrue(paused.toggled().pass(2_500).atEnd());
    }

    @Test
    void steppingForwardStopsBehindEveryBlock() {
        List<String> stops = new ArrayList<>();
        Playback at = start;
        while (!at.atEnd()) {
            Playback next = at.forward();
            stops.add(kinds(next.since(at)).getLast());
            at = next;
        }

        assertEquals(List.of("Opened", "Sealed", "Sealed", "Opened", "Opened", "Sealed", "Closed"), stops);
    }

    @Test
    void steppingBackIsTheWayForwardInReverse() {
        List<Integer> way = new ArrayList<>(List.of(0));
        Playback at = start;
        for (int i = 0; i < 6; i++) {
            at = at.forward();
            way.add(at.next());
        }
        for (int i = 5; i >= 0; i--) {
            at = at.back();
            assertEquals(way.get(i), at.next(), "stop " + i);
        }
        assertEquals(0, at.back().next());
    }

    @Test
    void aTurnIsGoneToByItsNumber() {
        assertEquals(1, start.toTurn(1).turn());
        assertEquals("Opened", kinds(start.toTurn(1).since(start)).getLast());
        assertEquals(2, start.toTurn(2).turn());
        assertTrue(start.toTurn(3).atEnd());
        assertTrue(start.toTurn(0).atEnd());
    }

    @Test
    void theEndsAreJumpedTo() {
        Playback end = start.toEnd();

        assertTrue(end.atEnd());
        assertEquals(2_500, end.atMs());
        assertEquals(0, end.toStart().next());
        assertEquals(0, end.toStart().atMs());
    }

    @Test
    void anEmptyScriptIsAtItsEnd() {
        Playback empty = Playback.start(new Script(List.of(), List.of()), 1);

        for (Playback at :
                List.of(empty, empty.forward(), empty.back(), empty.toEnd(), empty.toTurn(1), empty.pass(5))) {
            assertTrue(at.atEnd());
            assertEquals(0, at.turn());
        }
    }

    private static List<String> kinds(List<Script.Step> steps) {
        return steps.stream()
                .map(step -> step instanceof Script.Step.Told told
                        ? told.event().getClass().getSimpleName()
                        : step.getClass().getSimpleName())
                .toList();
    }
}
