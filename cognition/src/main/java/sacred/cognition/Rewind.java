package sacred.cognition;

import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import sacred.timeline.Block;
import sacred.timeline.Timeline;

/**
 * The conversation goes on as it was after an earlier turn. Nothing is deleted: what came between stays on the timeline and is
 * told to no model, until another rewind goes to a turn that was told of it. Kept as the command that the user gave.
 *
 * @param turn of the command
 * @param to the turn after which the conversation goes on; 0 for none, so that it begins anew
 */
public record Rewind(int turn, int to) {

    private static final Pattern COMMAND = Pattern.compile("/rewind ([0-9]{1,9})");

    /** What a block says of it; empty for any other block. */
    public static Optional<Rewind> of(Block block) {
        if (block instanceof Block.Input input && input.command()) {
            Matcher command = COMMAND.matcher(input.text());
            if (command.matches()) {
                return Optional.of(new Rewind(input.head().turn(), Integer.parseInt(command.group(1))));
            }
        }
        return Optional.empty();
    }

    /** As it is kept. */
    public String command() {
        return "/rewind " + to;
    }

    /** The last prompt of the conversation that goes on, answered or not; empty where there is none. */
    public Optional<Block.Input> prompt(Timeline timeline) {
        return prompts(to + 1, timeline).findFirst();
    }

    /** Goes back behind the last prompt that the conversation goes through; empty where there is none. */
    public static Optional<Rewind> byOnePrompt(Timeline timeline) {
        return lastPrompt(timeline).map(prompt -> new Rewind(timeline.nextTurn(), beginning(prompt, timeline) - 1));
    }

    /** Where a prompt begins that may have been asked several times in a row. */
    private static int beginning(Block.Input prompt, Timeline timeline) {
        boolean inARow = prompts(timeline)
                .takeWhile(later -> later.head().turn() > prompt.place())
                .allMatch(later -> later.place() == prompt.place());
        return inARow ? prompt.place() : prompt.head().turn();
    }

    /** Undoes the last one that the conversation goes through; empty where there is none. */
    public static Optional<Rewind> undoing(Timeline timeline) {
        return path(Integer.MAX_VALUE, timeline)
                .flatMap(block -> of(block).stream())
                .findFirst()
                .map(last -> new Rewind(timeline.nextTurn(), last.turn() - 1));
    }

    /** The last prompt that the conversation goes through, answered or not. */
    public static Optional<Block.Input> lastPrompt(Timeline timeline) {
        return prompts(timeline).findFirst();
    }

    /** Every prompt that the conversation goes through, the newest first; read as far as is asked. */
    public static Stream<Block.Input> prompts(Timeline timeline) {
        return prompts(Integer.MAX_VALUE, timeline);
    }

    private static Stream<Block.Input> prompts(int before, Timeline timeline) {
        return path(before, timeline)
                .filter(block -> block instanceof Block.Input input && !input.command())
                .map(Block.Input.class::cast);
    }

    private static Stream<Block> path(int before, Timeline timeline) {
        Path path = new Path(before, timeline);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(path, Spliterator.ORDERED), false);
    }
}
