package sacred.app.trace;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sacred.app.panel.Panel;
import sacred.cognition.strategy.Strategies;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Event;
import sacred.timeline.Stage;
import sacred.timeline.Timeline;
import sacred.timeline.ToolRun;

/**
 * One turn as spans, derived from its blocks and from nothing else: the same file gives the same trace, with the same ids, at any
 * time. Pure.
 *
 * @param spans a parent before its children
 */
public record Trace(SpanIds ids, int turn, List<Span> spans) {

    /** How a block names the strategy that answered in it. */
    private static final Pattern ANSWERED_BY = Pattern.compile("(?s).*?, (\\S+): .*");

    /** By the role that no other strategy gives to anybody. */
    private static final Map<String, String> OF_ROLE = Map.of(
            "arbiter", "consortium",
            "writer", "fusion",
            "sample", "vote",
            "thinker", "think",
            "critic", "refine",
            "cheap", "cascade");

    public Trace {
        spans = List.copyOf(spans);
    }

    /** Of one turn; empty when there is no such turn. */
    public static Optional<Trace> of(Timeline timeline, int turn) {
        List<Block> blocks = timeline.blocks().ofTurn(turn);
        if (blocks.isEmpty()) {
            return Optional.empty();
        }
        Block input = blocks.getFirst();
        Optional<Event.Closed> closed =
                timeline.closings().ofTurn(turn).stream().findFirst();
        SpanIds ids = SpanIds.of(input);
        Trace trace = new Trace(ids, turn, List.of());
        List<Span> spans = new ArrayList<>();
        spans.add(new Span(
                ids.turn(),
                Optional.empty(),
                Span.Kind.TURN,
                Optional.empty(),
                Optional.empty(),
                "turn " + turn,
                Optional.of(input.head().at()),
                closed.map(Event.Closed::durationMs).orElse(OptionalLong.empty()),
                closed.map(c -> c.outcome().wire()),
                Optional.empty()));
        blocks.stream()
                .filter(block -> !(block instanceof Block.Input))
                .forEach(block -> spans.addAll(trace.block(block, input.head().at())));
        return Optional.of(new Trace(ids, turn, spans));
    }

    private List<Span> block(Block block, Instant turnBegan) {
        List<Span> spans = new ArrayList<>();
        String own = ids.block(block);
        Optional<String> stage = Optional.of(stage(block));
        Optional<String> strategy = strategy(block);
        boolean many = block.calls().stream().map(Call::role).anyMatch(Panel::isOfStrategy);
        spans.add(new Span(
                own,
                Optional.of(ids.turn()),
                many ? Span.Kind.STRATEGY : Span.Kind.STAGE,
                strategy,
                stage,
                stage.get(),
                Optional.of(block.head().at()),
                block.head().durationMs(),
                Optional.of(block instanceof Block.Error error ? error.error().wire() : Call.Status.OK.wire()),
                Optional.empty()));
        for (Call call : block.calls()) {
            spans.add(call(call, block, own, strategy, turnBegan));
        }
        for (int i = 0; i < tools(block).size(); i++) {
            spans.add(tool(tools(block).get(i), ids.tool(block, i), own, stage));
        }
        return spans;
    }

    private Span call(Call call, Block block, String blockSpan, Optional<String> strategy, Instant turnBegan) {
        OptionalInt within = call.said().within();
        boolean many = call.model().isLogical();
        Optional<String> its = many
                ? ofRoles(within(block, call.index()).map(Trace::ownRole))
                : within.isPresent()
                        ? ofRoles(within(block, within.getAsInt()).map(Trace::ownRole))
                        : Panel.isOfStrategy(call.role()) ? strategy : Optional.empty();
        return new Span(
                ids.call(call.index()),
                Optional.of(within.isPresent() ? ids.call(within.getAsInt()) : blockSpan),
                many ? Span.Kind.STRATEGY : Span.Kind.LLM_CALL,
                its,
                Optional.of(stage(block)),
                call.role(),
                Optional.of(turnBegan.plusMillis(call.timing().startMs())),
                call.timing().durationMs(),
                Optional.of(call.status().wire()),
                Optional.of(call));
    }

    private static Span tool(ToolRun run, String id, String parent, Optional<String> stage) {
        return new Span(
                id,
                Optional.of(parent),
                Span.Kind.TOOL_CALL,
                Optional.empty(),
                stage,
                run.name(),
                Optional.empty(),
                run.durationMs(),
                Optional.of(run.status()),
                Optional.empty());
    }

    private static List<ToolRun> tools(Block block) {
        return switch (block) {
            case Block.Tool tool -> tool.tools();
            case Block.Error error -> error.tools();
            default -> List.of();
        };
    }

    private static String stage(Block block) {
        return switch (block) {
            case Block.Input _ -> "input";
            case Block.Route _ -> Stage.ROUTE.wire();
            case Block.Tool _ -> Stage.TOOL.wire();
            case Block.Format _ -> Stage.FORMAT.wire();
            case Block.Error error -> error.stage().wire();
        };
    }

    /** By the name on the block; where there is none, because it failed, by who was asked for what. */
    private static Optional<String> strategy(Block block) {
        Matcher named = ANSWERED_BY.matcher(block.text());
        if (block instanceof Block.Tool
                && named.matches()
                && Strategies.find(named.group(1)).isPresent()) {
            return Optional.of(named.group(1));
        }
        return ofRoles(block.calls().stream()
                .filter(call -> call.said().within().isEmpty())
                .map(Call::role));
    }

    private static Optional<String> ofRoles(Stream<String> roles) {
        Set<String> known = roles.map(OF_ROLE::get).filter(name -> name != null).collect(Collectors.toSet());
        return known.size() == 1 ? Optional.of(known.iterator().next()) : Optional.empty();
    }

    private static Stream<Call> within(Block block, int call) {
        return block.calls().stream().filter(c -> c.said().within().orElse(-1) == call);
    }

    /** Without those of the logical models around it. */
    private static String ownRole(Call call) {
        return call.role().substring(call.role().lastIndexOf('/') + 1);
    }
}
