package sacred.app.trace;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import sacred.app.view.Figures;
import sacred.timeline.Call;
import sacred.timeline.Usage;

/** A {@link Trace} as lines: JSON for programs, one object a span, with null for what nobody knows; or an outline for people. */
public final class TraceText {

    private static final ObjectMapper JSON = new ObjectMapper();

    private TraceText() {}

    /** One JSON object for each span. */
    public static List<String> json(Trace trace) {
        return trace.spans().stream().map(span -> json(trace, span).toString()).toList();
    }

    private static ObjectNode json(Trace trace, Span span) {
        ObjectNode node = JSON.createObjectNode();
        node.put("trace_id", trace.ids().trace());
        node.put("span_id", span.id());
        node.put("parent_id", span.parent().orElse(null));
        node.put("turn", trace.turn());
        node.put("step_type", span.kind().wire());
        node.put("name", span.name());
        node.put("strategy", span.strategy().orElse(null));
        node.put("stage", span.stage().orElse(null));
        node.put("status", span.status().orElse(null));
        node.put("started_at", span.startedAt().map(Object::toString).orElse(null));
        number(node, "duration_ms", span.durationMs());
        call(node, span.call());
        return node;
    }

    private static void call(ObjectNode node, Optional<Call> call) {
        Optional<Call.Failure> error = call.flatMap(Call::error);
        number(node, "attempt", call.map(c -> OptionalInt.of(c.attempt())).orElse(OptionalInt.empty()));
        number(node, "sample_index", call.map(c -> c.said().instance()).orElse(OptionalInt.empty()));
        number(node, "iteration", call.map(c -> c.said().iteration()).orElse(OptionalInt.empty()));
        node.put("provider", call.map(c -> c.model().provider()).orElse(null));
        node.put("model_requested", call.map(c -> c.model().model()).orElse(null));
        node.put("model_answered", call.flatMap(Call::modelAnswered).orElse(null));
        node.put("request_sent", call.map(Call::isRequest).orElse(null));
        number(node, "ttft_ms", call.map(c -> c.timing().ttftMs()).orElse(OptionalLong.empty()));
        call.ifPresentOrElse(c -> usage(node.putObject("usage"), c.usage()), () -> node.putNull("usage"));
        node.put(
                "cost_usd",
                call.flatMap(c -> c.cost().usd())
                        .map(usd -> usd.toPlainString())
                        .orElse(null));
        node.put("cache", call.map(Call::cache).orElse(null));
        node.put("finish_reason", call.flatMap(Call::finish).orElse(null));
        number(node, "http_status", error.map(Call.Failure::httpStatus).orElse(OptionalInt.empty()));
        node.put("error_kind", error.map(e -> e.kind().wire()).orElse(null));
    }

    private static void usage(ObjectNode node, Usage usage) {
        number(node, "input", usage.input());
        number(node, "output", usage.output());
        number(node, "reasoning", usage.reasoning());
        number(node, "cache_read", usage.cacheRead());
        number(node, "cache_write", usage.cacheWrite());
        node.put("source", usage.source().wire());
    }

    private static void number(ObjectNode node, String name, OptionalLong value) {
        value.ifPresentOrElse(v -> node.put(name, v), () -> node.putNull(name));
    }

    private static void number(ObjectNode node, String name, OptionalInt value) {
        value.ifPresentOrElse(v -> node.put(name, v), () -> node.putNull(name));
    }

    /** What was made in the time or the place of a span stands under it, moved to the right. */
    public static List<String> outline(Trace trace) {
        Map<String, Integer> depths = new HashMap<>();
        List<String> lines = new ArrayList<>();
        for (Span span : trace.spans()) {
            int depth = span.parent().map(parent -> depths.get(parent) + 1).orElse(0);
            depths.put(span.id(), depth);
            lines.add("  ".repeat(depth) + line(span));
        }
        return lines;
    }

    private static String line(Span span) {
        List<String> parts = new ArrayList<>();
        span.call().ifPresent(call -> parts.add(call.model() + number(call)));
        span.strategy().filter(_ -> span.kind() == Span.Kind.STRATEGY).ifPresent(parts::add);
        parts.add(
                span.durationMs().isPresent()
                        ? Figures.seconds(span.durationMs().getAsLong())
                        : "?");
        span.call().filter(Call::isRequest).ifPresent(call -> {
            parts.add(Figures.tokens(call.usage()));
            parts.add(Figures.money(call.cost()));
        });
        parts.add(span.status().orElse("?"));
        span.call()
                .flatMap(Call::error)
                .ifPresent(error -> parts.add(error.kind().wire() + (error.sent() ? "" : ", not asked")));
        return span.name() + "  " + String.join(" · ", parts);
    }

    private static String number(Call call) {
        return (call.said().instance().orElse(1) > 1
                        ? " (" + call.said().instance().getAsInt() + ")"
                        : "")
                + (call.attempt() > 1 ? ", attempt " + call.attempt() : "");
    }
}
