package sacred.cognition;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sacred.providers.Message;
import sacred.providers.PromptSize;
import sacred.providers.TokenRates;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.ModelRef;
import sacred.timeline.Routing;
import sacred.timeline.Stage;
import sacred.timeline.Timeline;
import sacred.timeline.Usage;

/**
 * What a timeline tells of how its models count: the last answer of each whose request can be told from the blocks alone, which
 * is one without tools and from which nothing was left out.
 */
public final class Calibration {

    /** Of a longer conversation nothing is left out but for windows that nobody has, and telling would read all of it. */
    private static final int MOST_BLOCKS = 2_000;

    private Calibration() {}

    /** Tells the rates of a timeline that is gone on with. */
    public static void from(Timeline timeline, TokenRates rates) {
        if (timeline.blocks().size() > MOST_BLOCKS) {
            return;
        }
        Set<ModelRef> done = new HashSet<>();
        for (Block block : timeline.blocks().reversed()) {
            if (block instanceof Block.Format format && format.head().notes().isEmpty()) {
                answering(format)
                        .filter(call -> !done.contains(call.model()))
                        .ifPresent(call -> bytes(format.head().turn(), timeline).ifPresent(bytes -> {
                            rates.counted(
                                    call.model(), bytes, call.usage().input().orElseThrow());
                            done.add(call.model());
                        }));
            }
        }
    }

    private static Optional<Call> answering(Block.Format block) {
        return block.calls().reversed().stream()
                .filter(call -> call.role().equals(Stage.FORMAT.wire()) && call.status() == Call.Status.OK)
                .filter(call -> call.usage().source() == Usage.Source.REPORTED
                        && call.usage().input().isPresent())
                .findFirst();
    }

    private static Optional<Long> bytes(int turn, Timeline timeline) {
        List<Block> blocks = timeline.blocks().ofTurn(turn);
        boolean tools = blocks.stream()
                .anyMatch(block -> block instanceof Block.Tool t && !t.tools().isEmpty());
        if (tools) {
            return Optional.empty();
        }
        Optional<Routing.Effect> effect = blocks.stream()
                .filter(Block.Route.class::isInstance)
                .findFirst()
                .flatMap(route -> ((Block.Route) route).routing().effect());
        return blocks.stream()
                .filter(Block.Input.class::isInstance)
                .findFirst()
                .map(input -> PromptSize.bytes(FormatStage.prompt(
                        Conversation.before(turn, timeline),
                        List.of(new Message.User(input.text())),
                        effect,
                        Optional.empty())));
    }
}
