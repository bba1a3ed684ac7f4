package sacred.cognition;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import sacred.providers.Message;
import sacred.providers.PromptSize;
import sacred.providers.TokenRates;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Contents;
import sacred.timeline.ModelRef;
import sacred.timeline.Routing;
import sacred.timeline.Stage;
import sacred.timeline.Timeline;
import sacred.timeline.Usage;

/**
 * What the end of a timeline tells of how its models count: the last answer of each whose request can be told from the blocks
 * alone, which is one without tools and from which nothing was left out.
 */
public final class Calibration {

    /** A timeline may be long, and is opened before anybody can type; who has not answered in so many is not in use. */
    private static final int BLOCKS = 400;

    /** Of a longer conversation nothing is left out but for windows that nobody has, and telling would read all of it. */
    private static final int MOST_BLOCKS = 2_000;

    /** No model reads more, so a longer conversation was not sent whole. */
    private static final long MOST_TOKENS = 2_000_000;

    private Calibration() {}

    /** Tells the rates of a timeline that is gone on with. */
    public static void from(Timeline timeline, Contents contents, TokenRates rates) {
        if (timeline.blocks().size() > MOST_BLOCKS) {
            return;
        }
        Set<ModelRef> done = new HashSet<>();
        int size = timeline.blocks().size();
        List<Block> last = timeline.blocks().subList(Math.max(0, size - BLOCKS), size);
        for (Block block : last.reversed()) {
            if (block instanceof Block.Format format && format.head().notes().isEmpty() && isAnswer(format)) {
                answering(format)
                        .filter(call -> !done.contains(call.model()))
                        .ifPresent(call -> bytes(format.head().turn(), last, timeline, contents)
                                .ifPresent(bytes -> {
                                    rates.counted(
                                            call.model(),
                                            bytes,
                                            call.usage().input().orElseThrow());
                                    done.add(call.model());
                                }));
            }
        }
    }

    /** A summary was asked for in other words than an answer. */
    private static boolean isAnswer(Block.Format format) {
        return format.compaction().isEmpty();
    }

    private static Optional<Call> answering(Block.Format block) {
        return block.calls().reversed().stream()
                .filter(call -> call.role().equals(Stage.FORMAT.wire()) && call.status() == Call.Status.OK)
                .filter(call -> call.usage().source() == Usage.Source.REPORTED
                        && call.usage().input().isPresent())
                .findFirst();
    }

    private static Optional<Long> bytes(int turn, List<Block> last, Timeline timeline, Contents contents) {
        List<Block> blocks =
                last.stream().filter(block -> block.head().turn() == turn).toList();
        boolean tools = blocks.stream()
                .anyMatch(block -> block instanceof Block.Tool t && !t.tools().isEmpty());
        if (tools) {
            return Optional.empty();
        }
        Conversation before = Conversation.of(turn, timeline, OptionalLong.of(MOST_TOKENS), contents);
        if (!before.whole() || !before.missing().isEmpty()) {
            return Optional.empty();
        }
        Optional<Routing.Effect> effect = blocks.stream()
                .filter(Block.Route.class::isInstance)
                .findFirst()
                .flatMap(route -> ((Block.Route) route).routing().effect());
        return blocks.stream()
                .filter(Block.Input.class::isInstance)
                .findFirst()
                .map(input -> Asked.of((Block.Input) input, contents))
                .filter(asked -> asked.missing().isEmpty())
                .map(asked -> PromptSize.bytes(FormatStage.prompt(
                        before.messages(), List.of(new Message.User(asked.told())), effect, Optional.empty())));
    }
}
