package sacred.app.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sacred.timeline.Block;
import sacred.timeline.Event;
import sacred.timeline.Timeline;

/**
 * A turn that ended.
 *
 * @param timeline its id
 * @param stages its other blocks, in order
 */
record Ended(String timeline, Block.Input input, List<Block> stages, Event.Closed end) {

    /** The turn that the event closed; empty for what was said to the program. */
    static Optional<Ended> of(String id, Timeline timeline, Event.Closed end) {
        List<Block> stages = new ArrayList<>();
        for (Block block : timeline.blocks().reversed()) {
            if (block.head().turn() != end.turn()) {
                break;
            }
            if (block instanceof Block.Input input) {
                return input.command()
                        ? Optional.empty()
                        : Optional.of(new Ended(id, input, List.copyOf(stages.reversed()), end));
            }
            stages.add(block);
        }
        return Optional.empty();
    }
}
