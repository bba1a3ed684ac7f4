package sacred.app.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sacred.app.export.Everywhere;
import sacred.app.replay.Playback;
import sacred.app.replay.Script;
import sacred.app.text.Frame;
import sacred.app.text.Row;
import sacred.app.text.Size;
import sacred.app.text.Theme;
import sacred.app.view.Story;
import sacred.timeline.Timeline;

class RecordingTest {

    @Test
    void itsEndIsTheEndOfAReplay() {
        Script script = Script.of(Everywhere.of("said").entries());
        Sight replay = new Sight(80, 24);
        replay.state = State.begin(
                        new Size(80, 24),
                        new State.Look(Theme.AUTO, false, false),
                        Story.of("name", Timeline.EMPTY, List.of()),
                        0)
                .with(Playback.start(script, Double.POSITIVE_INFINITY))
                .ticked();
        replay.after(1).tell(new Msg.Tick());

        List<Frame> frames = new ArrayList<>();
        new Recording(new Size(80, 24), "name", ZoneOffset.UTC).play(script, (frame, _) -> frames.add(frame));

        // but for the progress, which tells its speed
        assertEquals(body(replay.frame()), body(frames.getLast()));
        assertEquals(Optional.empty(), replay.state.flash());
    }

    private static List<Row> body(Frame frame) {
        List<Row> rows = new ArrayList<>(frame.rows());
        rows.remove(rows.size() - 2);
        return rows;
    }
}
