package sacred.app.session;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import sacred.timeline.Block;
import sacred.timeline.Cost;
import sacred.timeline.Event;
import sacred.timeline.Usage;
import sacred.timeline.journal.Ulid;

/** What is kept of something that the user said to the program: a turn of its own, in which nobody is asked. */
final class CommandTurn {

    private CommandTurn() {}

    static List<Event.Durable> events(String text, int turn, Instant now) {
        return List.of(
                new Event.Opened(new Block.Input(new Block.Head(Ulid.next(now), turn, now, 0), text, true)),
                new Event.Closed(
                        turn, Ulid.next(now), now, Event.Outcome.OK, OptionalLong.of(0), Usage.NONE, Cost.NOTHING));
    }
}
