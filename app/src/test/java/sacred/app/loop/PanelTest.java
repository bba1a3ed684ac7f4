package sacred.app.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.app.command.ScreenRequest;
import sacred.app.edit.Input.Name;
import sacred.app.panel.Panel;
import sacred.app.replay.Playback;
import sacred.app.replay.Script;
import sacred.app.text.Row;
import sacred.app.view.PanelView;
import sacred.timeline.Event;
import sacred.timeline.Stage;
import sacred.timeline.Timeline;
import sacred.timeline.journal.Entry;
import sacred.timeline.journal.Journal;
import sacred.timeline.journal.Reading;

/** How many models that answered as one are seen: while they run, afterwards, and in a replay. */
class PanelTest {

    @Test
    @Tag("A2.19")
    void aReplayShowsThePanelOfTheLiveRun(@TempDir Path directory) throws IOException {
        Sight live = answered();
        Path file = directory.resolve("timeline.jsonl");
        try (Journal journal = Journal.open(file, "test", Instant::now)) {
            for (Event event : live.events) {
                if (event instanceof Event.Durable durable) {
                    journal.append(durable);
                }
            }
        }
        Sight replay = replayed(Reading.of(file).entries());
        replay.press(Name.END);

        live.ctrl('t').type("p");
        replay.ctrl('t').type("p");

        assertEquals(page(live), page(replay));
        assertTrue(live.text().contains("agreement 0.19 (N=3)"), live.text());
    }

    @Test
    void aMemberThatFailedIsNotCompared() {
        Panel panel = Panel.last(answered().state.story().timeline()).orElseThrow();

        assertEquals(2, panel.rounds().size());
        for (Panel.Round round : panel.rounds()) {
            assertEquals(4, round.members().size());
            assertEquals(3, round.answered());
            assertEquals(3, round.agreement().answers());
            assertTrue(round.verdict().isPresent());
        }
    }

    @Test
    void thePanelOfATurnThatRunsGrowsAsMembersEnd() {
        Sight sight = new Sight(80, 60);
        Council council = Council.atWork(sight);

        sight.tell(new Msg.Requested(new ScreenRequest.ShowPanel(OptionalInt.empty())));
        String nobody = sight.text();
        council.oneAnswers();
        String one = sight.text();
        council.theOthersAnswer();
        String all = sight.text();

        assertTrue(nobody.contains("0 of 4 answered, 3 at work · agreement ? (N=0)"), nobody);
        assertTrue(nobody.contains("Whether P equals NP is an open question"), nobody);
        assertTrue(nobody.contains("The user asks for the state of the art."), nobody);
        assertTrue(nobody.contains("failed: rate limited"), nobody);
        assertTrue(one.contains("1 of 4 answered, 2 at work"), one);
        assertTrue(one.contains("natural proofs are barriers."), one);
        assertTrue(all.contains("3 of 4 answered · agreement 0.19 (N=3)"), all);
        assertEquals(
                all,
                sight.press(Name.ESCAPE)
                        .tell(new Msg.Requested(new ScreenRequest.ShowPanel(OptionalInt.of(1))))
                        .text());
    }

    @Test
    void manyThatWereStoppedAreNeitherAttemptsNorOneOfThem() {
        Sight sight = new Sight(120, 40);
        Council.stopped(sight);
        String line = sight.text()
                .lines()
                .filter(row -> row.contains("■ tool"))
                .findFirst()
                .orElseThrow();

        assertTrue(line.contains("cancelled"), line);
        assertFalse(line.contains("attempts"), line);
        assertFalse(line.contains("local:tiny"), line);
        assertTrue(line.contains("4 members"), line);
    }

    @Test
    void whoWritesIsSeenInAPanelThatRuns() {
        Sight sight = new Sight(80, 60);
        Council.atWork(sight);
        sight.tell(new Msg.Requested(new ScreenRequest.ShowPanel(OptionalInt.empty())));

        sight.happened(new Event.Delta(1, 1, "It is an open ", false)).happened(new Event.Delta(1, 1, "one.", false));

        assertTrue(sight.text().contains("It is an open one."), sight.text());
    }

    @Test
    void membersMakeRoomForWhatIsSaidMeanwhile() {
        Sight sight = new Sight(80, 24);
        Council.atWork(sight);

        for (int i = 0; i < 14; i++) {
            sight.tell(new Msg.Said("/cost", "line " + i));
        }

        assertTrue(sight.text().contains("3 of 4 at work"), sight.text());
        assertTrue(sight.text().contains("line 13"), sight.text());
    }

    @Test
    void escapeLeavesThePanelOfATurnThatGoesOn() {
        Sight sight = new Sight(80, 24);
        Council.atWork(sight);
        sight.drained();

        sight.tell(new Msg.Requested(new ScreenRequest.ShowPanel(OptionalInt.empty())))
                .press(Name.ESCAPE);

        assertEquals(List.of(), sight.drained());
        assertTrue(sight.text().contains("3 of 4 at work"), sight.text());
    }

    @Test
    void anAttemptThatWasRepeatedIsOneMember() {
        Sight sight = new Sight(80, 24);
        Council.answersAtTheSecondAttempt(sight);
        Panel.Round round = Panel.last(sight.state.story().timeline())
                .orElseThrow()
                .rounds()
                .getFirst();

        assertEquals(1, round.members().size());
        assertEquals(2, round.members().getFirst().lane().attempt());
        assertTrue(round.members().getFirst().answered());
    }

    @Test
    void answersInsideOfAMemberAreShownAndNotCompared() {
        Sight sight = new Sight(80, 24);
        Council.answersWithOneInsideOfAnother(sight);
        Panel panel = Panel.last(sight.state.story().timeline()).orElseThrow();
        String lines = String.join("\n", PanelView.lines(panel));

        assertEquals(1, panel.rounds().getFirst().agreement().answers());
        assertEquals(2, panel.inside().size());
        assertTrue(lines.contains("1 of 1 answered themselves · agreement ? (N=1)"), lines);
        assertTrue(lines.contains("It is 41."), lines);
        assertFalse(lines.contains("2/3 before a sentence"), lines);
    }

    @Test
    void aTurnOfOneModelHasNoPanel() {
        Sight sight = new Sight(80, 24).turn("Hello?", "Hello.");
        Timeline timeline = sight.state.story().timeline();

        assertTrue(Panel.last(timeline).isEmpty());
        assertTrue(Panel.of(timeline, 1).isEmpty());
        assertEquals(
                "No logical model has answered in turn 1.",
                sight.ctrl('t').type("p").flash());
    }

    @Test
    void thePanelScrollsToItsEndsAndNoFurther() {
        Sight sight = answered().ctrl('t').type("p");
        String top = sight.text();

        assertEquals(top, sight.press(Name.UP).press(Name.PAGE_UP).text());
        String end = sight.press(Name.END).text();
        assertTrue(end.contains("asks for   no other round"), end);
        assertEquals(end, sight.press(Name.DOWN).press(Name.PAGE_DOWN).text());
        assertNotEquals(end, sight.press(Name.UP).text());
        assertEquals(top, sight.press(Name.HOME).text());
        assertEquals(end, sight.type("G").text());
    }

    @Test
    void escapeClosesThePanelAndStopsNothing() {
        Sight sight = answered();
        Panel panel = Panel.last(sight.state.story().timeline()).orElseThrow();
        String before = sight.text();
        sight.drained();

        sight.tell(new Msg.Requested(new ScreenRequest.ShowPanel(OptionalInt.empty())));
        assertTrue(sight.text().contains("panel of turn 1"), sight.text());
        sight.press(Name.ESCAPE);

        assertEquals(before, sight.text());
        assertEquals(List.of(), sight.drained());
    }

    @Test
    void onlyEscapeAndQCloseThePanel() {
        Sight sight = answered().ctrl('t').type("p");
        String open = sight.text();

        assertEquals(open, sight.type("x").press(Name.ENTER).press(Name.LEFT).text());
        assertFalse(sight.type("q").text().contains("panel of turn 1"), sight.text());
    }

    @Test
    void theLinesAreWhatTheScreenShowsAtTheirWidth() {
        Sight sight = new Sight(100, 200);
        Council.answers(sight);
        Panel panel = Panel.last(sight.state.story().timeline()).orElseThrow();
        sight.ctrl('t').type("p");
        List<String> lines = PanelView.lines(panel);
        List<String> screen = sight.frame().rows().stream()
                .map(row -> row.text().stripTrailing())
                .toList();

        // the first row of the screen is the header, and of the page the first one says how it is left
        assertEquals(lines.subList(1, lines.size()), screen.subList(2, 1 + lines.size()));
        assertTrue(lines.contains("       confidence ? (self-report)"), String.join("\n", lines));
    }

    @Test
    void twoRequestsToTheSameJudgeAreTwoLanesAndAnotherAttemptIsNone() {
        Sight sight = new Sight(80, 24).asks("Which is better?").routes();
        sight.happened(new Event.Started(1, Stage.TOOL));
        for (int attempt : List.of(1, 1, 2)) {
            sight.happened(new Event.CallStarted(1, sight.events.size(), Sight.MODEL, "judge", attempt));
        }

        String text = sight.text();
        assertTrue(text.contains("2 of 2 at work"), text);
        assertTrue(text.contains("judge openai:gpt-4.1-mini, attempt 2 waiting"), text);
        assertTrue(text.contains("judge openai:gpt-4.1-mini            waiting"), text);
    }

    @Test
    void inAReplayEachMemberRunsInItsOwnTime() {
        Sight replay = replayed(ReplayTest.entries(answered().events));
        while (!replay.text().contains("at work")) {
            replay.after(50).tell(new Msg.Tick());
        }
        replay.after(1000).tell(new Msg.Tick());
        String early = replay.text();
        assertTrue(early.contains("✗ member groq:llama-3.3-70b  failed: rate limited"), early);
        assertTrue(early.contains("✓ member local:tiny"), early);
        assertTrue(early.contains("member openai:gpt-4.1-mini waiting"), early);

        while (!replay.text().contains("round 1:")) {
            replay.after(50).tell(new Msg.Tick());
        }
        String later = replay.text();
        assertTrue(later.contains("round 1: 4 done, 1 failed: rate limited"), later);
        assertFalse(later.contains("0.60"), later);
    }

    @Test
    void inAReplayMembersWriteInTheirRhythm() {
        Sight live = new Sight(80, 24);
        Council.answersInPieces(live);
        Sight replay = replayed(ReplayTest.entries(live.events));
        while (!replay.text().contains("writing")) {
            replay.after(50).tell(new Msg.Tick());
        }
        String half = replay.text();
        replay.press(Name.END);

        assertTrue(half.contains("Whether P equals NP is an open question"), half);
        assertFalse(half.contains("natural proofs are barriers"), half);
        assertEquals(
                live.ctrl('t').type("p").text().lines().skip(1).limit(20).toList(),
                replay.ctrl('t').type("p").text().lines().skip(1).limit(20).toList());
    }

    private static Sight answered() {
        Sight sight = new Sight(80, 24);
        Council.answers(sight);
        return sight;
    }

    private static Sight replayed(List<Entry> entries) {
        Sight sight = new Sight(80, 24);
        sight.state = sight.state.with(Playback.start(Script.of(entries), 1)).ticked();
        return sight;
    }

    /** Without the header and what stands below. */
    private static List<Row> page(Sight sight) {
        return sight.frame().rows().subList(1, 21);
    }
}
