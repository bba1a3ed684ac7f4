package sacred.app.loop;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import sacred.app.edit.Input;
import sacred.app.text.Golden;
import sacred.timeline.Block;
import sacred.timeline.Compaction;
import sacred.timeline.Cost;
import sacred.timeline.Event;
import sacred.timeline.Stage;
import sacred.timeline.Usage;

/** How a summary looks that is told in the place of earlier turns. */
class CompactedScreenTest {

    private static final Instant AT = Instant.parse("2026-11-25T10:45:00Z");

    private static Block.Head head(String id, long durationMs) {
        return new Block.Head(id, 2, AT, durationMs);
    }

    private static Sight scene() {
        Sight sight = new Sight(80, 30).turn("What is an arbiter?", "Somebody who *decides*.");
        sight.happened(new Event.Opened(new Block.Input(head("asked", 0), "/compact keep the names", true)));
        sight.happened(new Event.Started(2, Stage.FORMAT));
        sight.seals(new Block.Format(
                head("summary", 2400),
                "They spoke of **arbiters**.",
                List.of(),
                List.of(),
                Optional.of(new Compaction(1, 1, "Write the summary.", OptionalLong.of(3210)))));
        return sight.happened(new Event.Closed(
                2, "closed", AT, Event.Outcome.OK, OptionalLong.of(2400), Usage.UNKNOWN, Cost.UNKNOWN));
    }

    @Test
    void aSummarySaysForWhichTurnsItStandsAndWhatItSaves() {
        Golden.check("screen/compacted-80x30", scene().frame().rows());
    }

    @Test
    void unfoldedItShowsWhatTheModelWasAsked() {
        Sight sight = scene().press(Input.Name.TAB).press(Input.Name.ENTER);

        Golden.check("screen/compacted-unfolded-80x30", sight.frame().rows());
    }
}
