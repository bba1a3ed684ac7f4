package sacred.app.telemetry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sacred.app.host.Host;
import sacred.app.trace.SpanIds;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Event;
import sacred.timeline.ToolRun;

/**
 * A turn as spans in the JSON of OTLP: the turn, in it its stages, in these its requests and runs of tools, named by the conventions for generative
 * AI. What nobody knows is left out, and what has no convention is named {@code sacred.*}. The ids are
 * those that {@code sacred trace} shows. Pure.
 */
final class Spans {

    private static final int INTERNAL = 1;
    private static final int CLIENT = 3;
    private static final int OK = 1;
    private static final int ERROR = 2;

    private static final double MILLIS = 1000.0;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Ended ended;
    private final ArrayNode spans;
    private final SpanIds ids;

    private final boolean content;

    private Spans(Ended ended, ArrayNode spans, boolean content) {
        this.content = content;
        this.ended = ended;
        this.spans = spans;
        this.ids = SpanIds.of(ended.input());
    }

    /** How many spans a turn is. */
    static int count(Ended ended) {
        return 1
                + ended.stages().size()
                + ended.stages().stream()
                        .mapToInt(block ->
                                (int) requests(block).count() + runs(block).size())
                        .sum();
    }

    /** @param content whether what was asked and answered is told, and what tools were called with and returned */
    static byte[] json(Ended ended, boolean content) {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode resource = root.putArray("resourceSpans").addObject();
        Attributes.of(resource.putObject("resource"))
                .text("service.name", "sacred")
                .text("service.version", Host.VERSION);
        ObjectNode scope = resource.putArray("scopeSpans").addObject();
        scope.putObject("scope").put("name", "sacred").put("version", Host.VERSION);
        Spans spans = new Spans(ended, scope.putArray("spans"), content);
        spans.turn();
        for (Block stage : ended.stages()) {
            spans.stage(stage);
        }
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void turn() {
        Block.Input input = ended.input();
        Event.Closed end = ended.end();
        Instant start = input.head().at();
        Instant stop =
                end.durationMs().isPresent() ? start.plusMillis(end.durationMs().getAsLong()) : end.at();
        ObjectNode span = span(ids.turn(), Optional.empty(), "turn", INTERNAL, start, stop);
        Attributes attributes = Attributes.of(span)
                .text("gen_ai.conversation.id", ended.timeline())
                .number("sacred.turn", end.turn())
                .text("sacred.outcome", end.outcome().wire())
                .text("sacred.cost_usd", end.cost().usd().map(BigDecimal::toPlainString))
                .flag("sacred.cost_complete", end.cost().complete());
        input.retryOf().ifPresent(turn -> attributes.number("sacred.retry_of", turn));
        if (content) {
            attributes.text("gen_ai.input.messages", message("user", input.text()));
            ended.stages().stream()
                    .filter(Block.Format.class::isInstance)
                    .findFirst()
                    .ifPresent(
                            answer -> attributes.text("gen_ai.output.messages", message("assistant", answer.text())));
        }
        status(span, end.outcome() == Event.Outcome.OK);
    }

    private static String message(String role, String text) {
        ArrayNode messages = JSON.createArrayNode();
        ObjectNode message = messages.addObject().put("role", role);
        message.putArray("parts").addObject().put("type", "text").put("content", text);
        return messages.toString();
    }

    private void stage(Block block) {
        String id = ids.block(block);
        Instant start = block.head().at();
        boolean failed = block instanceof Block.Error;
        String name = block instanceof Block.Error error ? error.stage().wire() : block.kind();
        ObjectNode span = span(
                id,
                Optional.of(ids.turn()),
                name,
                INTERNAL,
                start,
                start.plusMillis(block.head().durationMs().orElse(0)));
        Attributes attributes = Attributes.of(span).text("gen_ai.conversation.id", ended.timeline());
        switch (block) {
            case Block.Error error ->
                attributes.text("error.type", error.error().wire());
            case Block.Route route ->
                attributes.text("sacred.route_source", route.routing().source().wire());
            case Block.Tool tool ->
                attributes.number("sacred.tools", tool.tools().size());
            case Block.Format _, Block.Input _ -> {}
        }
        status(span, !failed);
        requests(block).forEach(call -> call(call, id));
        for (int i = 0; i < runs(block).size(); i++) {
            run(runs(block).get(i), block, i);
        }
    }

    private static List<ToolRun> runs(Block block) {
        return switch (block) {
            case Block.Tool tool -> tool.tools();
            case Block.Error error -> error.tools();
            case Block.Input _, Block.Route _, Block.Format _ -> List.of();
        };
    }

    /** When it began is not recorded, only how long it took: it is put at the beginning of its stage, and says so. */
    private void run(ToolRun run, Block block, int index) {
        Instant start = block.head().at();
        ObjectNode span = span(
                ids.tool(block, index),
                Optional.of(ids.block(block)),
                "execute_tool " + run.name(),
                INTERNAL,
                start,
                start.plusMillis(run.durationMs().orElse(0)));
        boolean ok = run.status().equals(ToolRun.OK);
        Attributes attributes = Attributes.of(span)
                .text("gen_ai.operation.name", "execute_tool")
                .text("gen_ai.tool.name", run.name())
                .text("gen_ai.conversation.id", ended.timeline())
                .text("sacred.tool_status", run.status())
                .flag("sacred.start_known", false)
                .text("error.type", ok ? Optional.empty() : Optional.of(run.status()));
        if (content) {
            attributes
                    .text("gen_ai.tool.call.arguments", run.arguments())
                    .text("gen_ai.tool.call.result", run.result());
        }
        status(span, ok);
    }

    /** Not a member that nobody was asked with, nor a logical model, whose own members were asked in its place. */
    private static Stream<Call> requests(Block block) {
        return block.calls().stream().filter(Call::isRequest);
    }

    private void call(Call call, String stage) {
        Instant start = ended.input().head().at().plusMillis(call.timing().startMs());
        boolean hit = call.cache().equals(Call.HIT);
        ObjectNode span = span(
                ids.call(call.index()),
                Optional.of(stage),
                "chat " + call.model().model(),
                hit ? INTERNAL : CLIENT,
                start,
                start.plusMillis(call.timing().durationMs().orElse(0)));
        Attributes attributes = Attributes.of(span)
                .text("gen_ai.operation.name", "chat")
                .text("gen_ai.provider.name", provider(call.model().provider()))
                .text("gen_ai.request.model", call.model().model())
                .text("gen_ai.response.model", call.modelAnswered())
                .text("gen_ai.conversation.id", ended.timeline())
                .number("gen_ai.usage.input_tokens", call.usage().input())
                .number("gen_ai.usage.output_tokens", call.usage().output())
                .number("gen_ai.usage.cache_read.input_tokens", call.usage().cacheRead())
                .text("sacred.usage_source", call.usage().source().wire())
                .text("sacred.role", call.role())
                .number("sacred.attempt", call.attempt())
                .text("sacred.cache", call.cache())
                .text("sacred.cost_usd", call.cost().usd().map(BigDecimal::toPlainString))
                .text("error.type", call.error().map(failure -> failure.kind().wire()));
        call.finish().ifPresent(why -> attributes.texts("gen_ai.response.finish_reasons", List.of(why)));
        call.timing().ttftMs().ifPresent(ms -> attributes.decimal("gen_ai.response.time_to_first_chunk", ms / MILLIS));
        status(span, call.status() == Call.Status.OK);
    }

    /** The conventions have names of their own for some; any other provider is called as the user calls it. */
    private static String provider(String name) {
        return switch (name) {
            case "gemini" -> "gcp.gemini";
            case "mistral" -> "mistral_ai";
            default -> name;
        };
    }

    private ObjectNode span(String id, Optional<String> parent, String name, int kind, Instant start, Instant end) {
        ObjectNode span = spans.addObject();
        span.put("traceId", ids.trace());
        span.put("spanId", id);
        parent.ifPresent(p -> span.put("parentSpanId", p));
        span.put("name", name);
        span.put("kind", kind);
        span.put("startTimeUnixNano", nanos(start));
        span.put("endTimeUnixNano", nanos(end));
        return span;
    }

    /** As text: JSON has no number that is exact so far. */
    private static String nanos(Instant at) {
        return BigDecimal.valueOf(at.toEpochMilli()).movePointRight(6).toPlainString();
    }

    private static void status(ObjectNode span, boolean ok) {
        span.putObject("status").put("code", ok ? OK : ERROR);
    }
}
