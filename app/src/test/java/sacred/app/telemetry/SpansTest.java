package sacred.app.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sacred.app.trace.Trace;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Cost;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.Said;
import sacred.timeline.Timeline;
import sacred.timeline.Timing;
import sacred.timeline.ToolRun;
import sacred.timeline.Usage;

class SpansTest {

    private static final Block.Head HEAD = new Block.Head("b", 1, Instant.parse("2026-11-25T10:00:00Z"), 5000);

    private static Call call(int index, ModelRef model, Optional<Call.Failure> failure) {
        return new Call(
                index,
                model,
                Optional.empty(),
                "member",
                1,
                new Timing(0, OptionalLong.empty(), 10),
                Usage.NONE,
                Cost.NOTHING,
                Optional.empty(),
                failure.isPresent() ? Call.Status.FAILED : Call.Status.OK,
                Call.MISS,
                failure,
                Optional.empty(),
                Said.NOTHING);
    }

    @Test
    void onlyWhoWasAskedIsARequest() throws IOException {
        Ended ended = ended();
        JsonNode spans = spans(ended);
        List<String> names = new ArrayList<>();
        spans.forEach(span -> names.add(span.path("name").asText()));

        assertEquals(List.of("turn", "tool", "chat one"), names);
        assertEquals(names.size(), Spans.count(ended));
    }

    @Test
    void aCollectorIsToldTheIdsThatATraceShows() throws IOException {
        Ended ended = ended();
        Timeline timeline =
                new Timeline(List.of(ended.input(), ended.stages().getFirst()), List.of(ended.end()), Optional.empty());
        Set<String> shown = new HashSet<>();
        Trace trace = Trace.of(timeline, 1).orElseThrow();
        trace.spans().forEach(span -> shown.add(span.id()));

        for (JsonNode span : spans(ended)) {
            assertEquals(trace.ids().trace(), span.path("traceId").asText());
            assertTrue(shown.remove(span.path("spanId").asText()), span.toString());
        }
    }

    @Test
    void aRunOfAToolIsASpanThatHasItsWordsOnlyWhereTheUserWantsThem() throws IOException {
        Block tool = new Block.Tool(
                HEAD,
                "",
                List.of(
                        new ToolRun("clock", "{\"zone\":\"here\"}", "noon", 12, ToolRun.OK, Optional.empty()),
                        new ToolRun("shell", "{}", "no", 3, ToolRun.REFUSED, Optional.empty())),
                List.of());
        Ended ended = new Ended("t", ended().input(), List.of(tool), ended().end());

        JsonNode spans = spans(ended);
        JsonNode clock = spans.get(2);
        JsonNode shell = spans.get(3);
        assertEquals(4, spans.size());
        assertEquals(4, Spans.count(ended));
        assertEquals("execute_tool clock", clock.path("name").asText());
        assertEquals(spans.get(1).path("spanId"), clock.path("parentSpanId"));
        assertEquals(
                12_000_000,
                clock.path("endTimeUnixNano").asLong()
                        - clock.path("startTimeUnixNano").asLong());
        assertEquals("execute_tool", value(clock, "gen_ai.operation.name"));
        assertEquals("clock", value(clock, "gen_ai.tool.name"));
        assertEquals(1, clock.path("status").path("code").asInt());
        assertEquals("refused", value(shell, "error.type"));
        assertEquals(2, shell.path("status").path("code").asInt());
        assertFalse(spans.toString().contains("noon") || spans.toString().contains("here"), spans.toString());

        JsonNode told = new ObjectMapper()
                .readTree(Spans.json(ended, true))
                .at("/resourceSpans/0/scopeSpans/0/spans")
                .get(2);
        assertEquals("noon", value(told, "gen_ai.tool.call.result"));
        assertEquals("{\"zone\":\"here\"}", value(told, "gen_ai.tool.call.arguments"));
    }

    private static String value(JsonNode span, String key) {
        for (JsonNode attribute : span.path("attributes")) {
            if (attribute.path("key").asText().equals(key)) {
                return attribute.path("value").path("stringValue").asText();
            }
        }
        throw new AssertionError(key + " is not in " + span);
    }

    private static JsonNode spans(Ended ended) throws IOException {
        return new ObjectMapper().readTree(Spans.json(ended, false)).at("/resourceSpans/0/scopeSpans/0/spans");
    }

    private static Ended ended() {
        Call.Failure rests = new Call.Failure(ErrorKind.SERVER, "not asked", OptionalInt.empty(), true, false);
        Block tool = new Block.Tool(
                HEAD,
                "",
                List.of(),
                List.of(
                        call(0, ModelRef.logical("inner"), Optional.empty()),
                        call(1, ModelRef.parse("a:one"), Optional.empty()),
                        call(2, ModelRef.parse("b:two"), Optional.of(rests))));
        Event.Closed end =
                new Event.Closed(1, "c", HEAD.at(), Event.Outcome.OK, OptionalLong.of(4000), Usage.NONE, Cost.NOTHING);
        return new Ended("t", new Block.Input(HEAD, "Which one?"), List.of(tool), end);
    }
}
