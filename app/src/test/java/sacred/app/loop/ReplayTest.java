package sacred.app.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.app.edit.Input.Name;
import sacred.app.replay.Playback;
import sacred.app.replay.Script;
import sacred.app.text.Row;
import sacred.app.text.Size;
import sacred.timeline.Block;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.Live;
import sacred.timeline.Timeline;
import sacred.timeline.ToolRun;
import sacred.timeline.journal.Entry;
import sacred.timeline.journal.Journal;
import sacred.timeline.journal.Reading;

/** A replay on the screen, and its screen beside that of the live run. */
class ReplayTest {

    private static final List<Size> SIZES = List.of(new Size(80, 24), new Size(120, 40), new Size(40, 10));

    @Test
    void theLastScreenIsThatOfTheLiveRun(@TempDir Path directory) throws IOException {
        Sight live = everyKindOfTurn();
        Path file = directory.resolve("timeline.jsonl");
        try (Journal journal = Journal.open(file, "test", Instant::now)) {
            for (Event event : live.events) {
                if (event instanceof Event.Durable durable) {
                    journal.append(durable);
                }
            }
        }
        List<Entry> entries = Reading.of(file).entries();

        for (Size size : SIZES) {
            live.tell(new Msg.Resized(size));
            Sight replay = replay(entries, size);
            playToTheEnd(replay);
            assertEquals(body(live), body(replay), "played");

            replay.press(Name.HOME);
            replay.press(Name.END);
            assertEquals(body(live), body(replay), "jumped");

            Sight atOnce = replay(entries, size);
            atOnce.press(Name.END);
            assertEquals(body(live), body(atOnce), "at once");
        }
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void theLastScreenIsThatOfAnyLiveRun(@ForAll long seed) {
        Monkey monkey = new Monkey(seed, new Sight(80, 24));
        for (int i = 0; i < 40; i++) {
            monkey.happens();
        }
        Sight live = monkey.sight;
        if (live.state.story().timeline().live().isPresent()) {
            live.fails(ErrorKind.CANCELLED, "Stopped by you.", "half");
        }
        Size size = monkey.size();
        live.tell(new Msg.Resized(size));

        Sight replay = replay(entries(live.events), size);
        playToTheEnd(replay);

        assertEquals(body(live), body(replay));
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void aJumpShowsWhatPlayingWouldHaveShown(@ForAll long seed) {
        Monkey monkey = new Monkey(seed, new Sight(80, 24));
        for (int i = 0; i < 40; i++) {
            monkey.happens();
        }
        List<Entry> entries = new ArrayList<>();
        for (Entry entry : entries(monkey.sight.events)) {
            entries.add(monkey.chance(6) ? new Entry.Damaged(entry.line(), "torn") : entry);
        }
        Sight played = replay(entries, new Size(80, 24));
        Sight jumped = replay(entries, new Size(80, 24));
        Playback start = played.state.replay().orElseThrow();

        for (int step = 0; step <= start.script().steps().size(); step++) {
            Playback there = new Playback(start.script(), step, 0, 1, false, Optional.empty());
            Playback before = played.state.replay().orElseThrow();
            played.state = Update.played(played.state.with(there), there.since(before));
            jumped.state = ReplayKeys.jump(jumped.state, there);

            assertEquals(shown(played), shown(jumped), "after step " + step);
        }
    }

    @Test
    void aDamagedEndOrBeginningHidesNoNeighbour() {
        Sight live =
                new Sight(80, 24).turn("One?", "First.").turn("Two?", "Second.").turn("Three?", "Third.");
        List<Entry> whole = entries(live.events);

        for (int damaged = 0; damaged < whole.size(); damaged++) {
            List<Entry> entries = new ArrayList<>(whole);
            entries.set(damaged, new Entry.Damaged(damaged + 2, "its hash does not fit"));
            Sight replay = replay(entries, new Size(120, 60)).press(Name.END);

            String text = replay.text();
            assertTrue(text.contains("line " + (damaged + 2) + ": damaged record, its hash does not fit"), text);
            for (int i = 0; i < whole.size(); i++) {
                Event event = ((Entry.Durable) whole.get(i)).event();
                String shown = event instanceof Event.Opened opened
                        ? opened.input().text()
                        : event instanceof Event.Sealed(Block.Format format) ? format.text() : "";
                assertTrue(i == damaged || text.contains(shown), "line " + damaged + " hides " + shown + "\n" + text);
            }
            Sight playing = replay(entries, new Size(120, 60));
            playToTheEnd(playing);
            assertEquals(body(replay), body(playing));
        }
    }

    @Test
    void aPauseThatIsCutShortIsSaidAndLeavesNothing() {
        Sight live = new Sight(80, 24).turn("One?", "First.").turn("Two?", "Second.");
        Sight replay = replay(entries(live.events), new Size(80, 24));
        List<String> flashes = new ArrayList<>();
        while (!replay.state.replay().orElseThrow().atEnd()) {
            replay.after(50).tell(new Msg.Tick());
            flashes.add(replay.flash());
        }

        assertTrue(flashes.stream().anyMatch(flash -> flash.matches("… \\d+ s later")), flashes.toString());
        assertFalse(replay.text().contains("s later") && replay.flash().isEmpty(), replay.text());
        assertEquals(List.of(), replay.state.story().asides());
    }

    @Test
    void spacePausesAndGoesOn() {
        Sight replay = replay(entries(everyKindOfTurn().events), new Size(80, 24));
        replay.after(100).tell(new Msg.Tick()).type(" ");
        Playback paused = replay.state.replay().orElseThrow();

        replay.after(60_000);
        assertEquals(paused.next(), replay.state.replay().orElseThrow().next());
        assertTrue(replay.text().contains("‖"), replay.text());
        replay.type(" ").tell(new Msg.Tick());

        assertEquals(paused.next(), replay.state.replay().orElseThrow().next(), "the pause itself is not played");
        replay.after(1_000).tell(new Msg.Tick());
        assertTrue(replay.state.replay().orElseThrow().next() > paused.next());
    }

    @Test
    void aTurnIsGoneToByItsNumber() {
        Sight replay = replay(entries(everyKindOfTurn().events), new Size(80, 24));
        replay.type("g2");
        assertTrue(replay.text().contains("go to turn 2▏"), replay.text());
        replay.press(Name.ENTER);

        assertTrue(replay.text().contains("turn 2/"), replay.text());
        assertEquals(2, replay.state.story().turns());
        replay.type("g").press(Name.ENTER).type("gx").type("g999999999").press(Name.ENTER);
        assertTrue(replay.state.replay().orElseThrow().atEnd());
    }

    @Test
    void theSpeedIsChangedAndShown() {
        Sight replay = replay(entries(everyKindOfTurn().events), new Size(80, 24));

        assertTrue(replay.type("++").text().contains("▶ 4x"), replay.text());
        assertTrue(replay.type("----").text().contains("▶ 0.25x"), replay.text());
        assertTrue(replay.type("=".repeat(9)).text().contains("▶ max"), replay.text());
    }

    @Test
    void aReplayAsksNobodyAndIsLeftByTheUsualKeys() {
        Sight replay =
                replay(entries(everyKindOfTurn().events), new Size(80, 24)).press(Name.END);
        replay.type("x")
                .press(Name.ENTER)
                .paste("/quit\n")
                .ctrl('o')
                .ctrl('p')
                .ctrl('t')
                .type("r");
        assertEquals(List.of(), replay.drained());
        assertEquals("a replay asks nobody", replay.flash());
        assertTrue(replay.text().contains("REPLAY · offline"), replay.text());

        replay.type("q").type("q").press(Name.ESCAPE).ctrl('c').ctrl('d');

        Effect leave = new Effect.Leave();
        assertEquals(List.of(leave, leave, leave, leave), replay.drained());
    }

    private static Sight everyKindOfTurn() {
        ToolRun run = new ToolRun("clock", "{}", "12:00", 1, ToolRun.OK, Optional.empty());
        return new Sight(80, 24)
                .turn("One?", "A *first* answer.\n\n```\ncode\n```")
                .commands("/model ollama:llama3.1:8b")
                .asks("With a tool?")
                .routes()
                .runs(run)
                .answers("Noon.")
                .asks("With a fallback?")
                .routes()
                .needsNoTool()
                .answersByFallback("By the other.")
                .asks("Failing?")
                .routes()
                .needsNoTool()
                .fails(ErrorKind.SERVER, "It failed.", "half an *answer*")
                .asks("Stopped?")
                .routes()
                .needsNoTool()
                .fails(ErrorKind.CANCELLED, "Stopped by you.", "half");
    }

    static List<Entry> entries(List<Event> events) {
        List<Entry> entries = new ArrayList<>();
        for (Event event : events) {
            if (event instanceof Event.Durable durable) {
                entries.add(new Entry.Durable(entries.size() + 2, entries.size() + 1, durable));
            }
        }
        return entries;
    }

    private static Sight replay(List<Entry> entries, Size size) {
        Sight sight = new Sight(size.columns(), size.rows());
        sight.state = sight.state.with(Playback.start(Script.of(entries), 1)).ticked();
        return sight;
    }

    private static void playToTheEnd(Sight replay) {
        while (!replay.state.replay().orElseThrow().atEnd()) {
            replay.after(100).tell(new Msg.Tick());
        }
    }

    /** Without the header and what stands below the timeline. */
    private static List<Row> body(Sight sight) {
        int rows = sight.screen.scroll(sight.state).height();
        return sight.frame().rows().subList(1, 1 + rows);
    }

    /** Everything that is shown of the timeline, without the times of the live turn. */
    private static List<Object> shown(Sight sight) {
        Timeline timeline = sight.state.story().timeline();
        return List.of(
                List.copyOf(timeline.blocks()),
                List.copyOf(timeline.closings()),
                sight.state.story().asides(),
                timeline.live().map(Live::turn),
                timeline.live().flatMap(Live::stage),
                timeline.live().map(Live::lanes).orElse(List.of()).stream()
                        .map(lane -> lane.call() + lane.text() + lane.ended())
                        .toList());
    }
}
