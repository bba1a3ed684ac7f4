package sacred.app.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import sacred.app.edit.Input.Name;
import sacred.app.replay.Playback;
import sacred.app.replay.Script;
import sacred.timeline.Event;

/** A replay on the screen: the times that were recorded, and all that is readable of a damaged file. */
class ReplayingTest {

    @Test
    void whatIsLiveShowsTheTimeOfTheRecordWhateverTheSpeed() {
        Sight sight = new Sight(80, 24);
        play(sight, live().streams(Sight.MODEL, "format", "Hello").events, 8);

        sight.after(500).tell(new Msg.Tick());

        assertTrue(sight.text().contains("4.0s"), sight.text());
    }

    @Test
    void whatIsLiveStandsStillWhileTheReplayIsPaused() {
        Sight sight = new Sight(80, 24);
        play(sight, live().streams(Sight.MODEL, "format", "Hello").events, 1);
        sight.after(500).tell(new Msg.Tick()).type(" ");
        String paused = sight.text();

        sight.after(3_000).tell(new Msg.Tick());

        assertEquals(paused, sight.text());
        assertFalse(sight.state.moves());
    }

    @Test
    void aTurnWhoseEndIsMissingDoesNotHideTheNext() {
        List<Event> events = new Sight(80, 24)
                .turn("The first?", "One.").turn("The second?", "Two.").events.stream()
                        .filter(event -> !(event instanceof Event.Closed closed && closed.turn() == 1))
                        .toList();
        Sight sight = new Sight(80, 24);
        play(sight, events, 1);

        sight.press(Name.END);

        assertTrue(sight.text().contains("The second?"), sight.text());
        assertTrue(sight.text().contains("Two."), sight.text());
    }

    private static Sight live() {
        return new Sight(80, 24).asks("A prompt?").routes().needsNoTool();
    }

    /** All at once; then a minute in which nothing happens. */
    private static void play(Sight sight, List<Event> events, double speed) {
        List<Script.Step> told = new ArrayList<>();
        for (Event event : events) {
            told.add(new Script.Step.Told(0, event));
        }
        told.add(new Script.Step.Remark(60_000, "a minute later"));
        sight.state = sight.state.with(Playback.start(new Script(told, List.of(0)), speed));
    }
}
