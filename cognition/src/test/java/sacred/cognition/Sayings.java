package sacred.cognition;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import sacred.timeline.Block;
import sacred.timeline.Timeline;

/** A timeline that is written down: who only wants to know what is told needs no models. */
final class Sayings {

    private final List<Block> blocks = new ArrayList<>();
    private int turn;

    /** A prompt, and an answer that repeats it. */
    Sayings turn(String prompt) {
        turn++;
        blocks.add(new Block.Input(head(), prompt));
        return add(new Block.Format(head(), "You said: " + prompt, List.of(), List.of()));
    }

    /** The prompt of an earlier turn once more. */
    Sayings again(int turnOfPrompt) {
        turn++;
        blocks.add(new Block.Input(head(), "again", false, OptionalInt.of(turnOfPrompt), List.of()));
        return add(new Block.Format(head(), "Once more.", List.of(), List.of()));
    }

    Sayings command(String text) {
        turn++;
        return add(new Block.Input(head(), text, true));
    }

    /** One more block of the turn. */
    Sayings add(Block block) {
        blocks.add(block);
        return this;
    }

    Block.Head head() {
        return new Block.Head("id" + blocks.size(), turn, Instant.EPOCH, 0);
    }

    Timeline timeline() {
        return new Timeline(List.copyOf(blocks), List.of(), Optional.empty());
    }
}
