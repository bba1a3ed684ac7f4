package sacred.app.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.app.Stage;
import sacred.app.cli.Cli;

/** What {@code sacred trace} says of turns that were really made. */
class TraceTest {

    private static final String OUTPUT =
            "<synthesis_output><synthesis>The joint answer.</synthesis><confidence>0.9</confidence></synthesis_output>";

    @TempDir
    Path directory;

    private Stage stage;

    @BeforeEach
    void open() throws IOException {
        stage = new Stage(directory);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private List<JsonNode> trace(String... more) throws Exception {
        List<String> args = new ArrayList<>(
                List.of("trace", "--json", stage.files().getFirst().toString()));
        args.addAll(List.of(more));
        assertEquals(Cli.OK, stage.run(args.toArray(String[]::new)), stage.err);
        List<JsonNode> spans = new ArrayList<>();
        for (String line : stage.out.lines().toList()) {
            spans.add(new ObjectMapper().readTree(line));
        }
        return spans;
    }

    private static JsonNode of(List<JsonNode> spans, String field, String value) {
        List<JsonNode> found = spans.stream()
                .filter(span -> span.path(field).asText().equals(value))
                .toList();
        assertEquals(1, found.size(), field + " " + value + " in " + spans);
        return found.getFirst();
    }

    private static String parent(List<JsonNode> spans, JsonNode span) {
        return of(spans, "span_id", span.path("parent_id").textValue())
                .path("name")
                .textValue();
    }

    private void council() throws Exception {
        stage.answering("Same.", "Same.", OUTPUT);
        stage.run("consortium", "-m", "one:alpha", "-m", "two:gamma", "--arbiter", "two:beta", "Why?");
    }

    @Test
    @Tag("A2.17")
    void everyAttemptIsASpanUnderTheStageOrStrategyThatMadeIt() throws Exception {
        council();

        List<JsonNode> spans = trace();

        assertEquals(
                1, spans.stream().map(span -> span.path("trace_id")).distinct().count());
        JsonNode arbiter = of(spans, "name", "arbiter");
        assertEquals("consortium", arbiter.path("strategy").textValue());
        assertEquals("llm_call", arbiter.path("step_type").textValue());
        assertEquals("two", arbiter.path("provider").textValue());
        assertEquals("beta", arbiter.path("model_requested").textValue());
        assertEquals(1, arbiter.path("attempt").intValue());
        assertEquals("tool", parent(spans, arbiter));
        JsonNode strategy = of(spans, "step_type", "strategy");
        assertEquals("turn 1", parent(spans, strategy));
        assertTrue(of(spans, "step_type", "turn").path("parent_id").isNull());
        assertTrue(arbiter.path("duration_ms").isNumber());
        assertTrue(arbiter.path("started_at").textValue().startsWith("2026-11-25T10:00:0"), arbiter.toString());
        assertEquals("miss", arbiter.path("cache").textValue());
        assertEquals("stop", arbiter.path("finish_reason").textValue());
    }

    @Test
    @Tag("A2.20")
    void whatNobodyKnowsIsNullAndNeverZero() throws Exception {
        stage.answering("!401");
        stage.run("ask", "-m", "one:alpha", "Why?");

        JsonNode call = of(trace(), "step_type", "llm_call");

        assertTrue(call.at("/usage/input").isNull(), call.toString());
        assertTrue(call.at("/cost_usd").isNull(), call.toString());
        assertTrue(call.path("ttft_ms").isNull(), call.toString());
        assertTrue(call.path("strategy").isNull(), call.toString());
        assertEquals(401, call.path("http_status").intValue());
        assertEquals("auth", call.path("error_kind").textValue());
    }

    @Test
    @Tag("A2.18")
    void anAttemptThatWasRepeatedIsTwoSpans() throws Exception {
        stage.answering("!500", "Because.");
        stage.run("ask", "-m", "one:alpha", "Why?");

        assertEquals(
                List.of(1, 2),
                trace().stream()
                        .filter(span -> span.path("step_type").textValue().equals("llm_call"))
                        .map(span -> span.path("attempt").intValue())
                        .toList());
    }

    @Test
    @Tag("A2.17")
    void thoseThatWereAskedForALogicalMemberStandUnderIt() throws Exception {
        stage.answering("<thinking>x</thinking>", "Same.", "Same.", OUTPUT);
        stage.run("consortium", "-m", "composite/think/one:alpha", "--arbiter", "two:beta", "Why?");

        List<JsonNode> spans = trace();

        JsonNode answerer = of(spans, "name", "member/answerer");
        assertEquals("member", parent(spans, answerer));
        assertEquals("think", answerer.path("strategy").textValue());
        JsonNode member = of(spans, "name", "member");
        assertEquals("strategy", member.path("step_type").textValue());
        assertEquals("think", member.path("strategy").textValue());
        assertEquals(false, member.path("request_sent").booleanValue());
        assertEquals("tool", parent(spans, member));
    }

    @Test
    @Tag("A2.18")
    void theSameFileGivesTheSameIdsAndEachOnlyOnce() throws Exception {
        council();
        stage.answering("Same.", "Same.", OUTPUT);
        stage.run("consortium", "-c", "-m", "one:alpha", "-m", "two:gamma", "--arbiter", "two:beta", "Again?");

        List<JsonNode> spans = trace();

        assertEquals(spans, trace());
        Set<String> ids = new HashSet<>();
        spans.forEach(span -> assertTrue(ids.add(span.path("span_id").textValue()), span.toString()));
        assertEquals(
                2, spans.stream().map(span -> span.path("trace_id")).distinct().count());
        assertEquals(spans.subList(spans.size() / 2, spans.size()), trace("2"));
        assertNotEquals(spans, trace("2"));
    }

    @Test
    @Tag("A2.18")
    void anIncompleteLastRecordIsSkippedAndSaid() throws Exception {
        council();
        List<JsonNode> whole = trace();
        Files.writeString(stage.files().getFirst(), "{\"type\":\"blo", StandardOpenOption.APPEND);

        assertEquals(whole, trace());
        assertTrue(stage.err.contains("the last record is incomplete"), stage.err);
    }

    @Test
    void peopleAreShownAnOutline() throws Exception {
        council();

        stage.run("trace", stage.files().getFirst().toString(), "1");

        assertTrue(stage.out.contains("\n    arbiter  two:beta · "), stage.out);
        assertTrue(stage.out.startsWith("turn 1  "), stage.out);
    }

    @Test
    void aTurnThatIsNotThereIsRefused() throws Exception {
        council();

        assertEquals(Cli.USAGE, stage.run("trace", stage.files().getFirst().toString(), "7"));
        assertTrue(stage.err.contains("There is no turn 7"), stage.err);
        assertEquals(Cli.USAGE, stage.run("trace"));
    }
}
