package sacred.app.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.app.Stage;

/** The section {@code routing_strategy} in the whole program. */
class RoutingStrategyTest {

    private static final Pattern MODEL = Pattern.compile("\"model\"\\s*:\\s*\"(\\w+)\"");
    private static final String ROUTE =
            "{\"intent\": \"greet\", \"domains\": {\"CD\": 0.1, \"SD\": 0.2, \"CuD\": 0.9, \"ED\": 0.3}, \"tools\": [],"
                    + " \"plan\": \"direct\", \"difficulty\": \"easy\", \"reason\": \"a greeting\"}";

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

    /** Two routes; answers by one:alpha, unless something speaks for another. */
    private void routing(String more) throws IOException {
        stage.config("""
            llm_providers:
              one: {type: openai, base_url: "%s", api_key: "${TEST_KEY}"}
              two: {type: openai, base_url: "%s", api_key: "${TEST_KEY}"}
            routing_strategy: {mode: model, speculate: off, query_routing: "two:beta", response_formatting: "one:alpha", %s}
            """.formatted(stage.url(), stage.url(), more));
    }

    private String typed(String... lines) throws InterruptedException {
        stage.stdin = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        assertEquals(0, stage.run(), stage.err);
        return stage.out;
    }

    private List<String> models() {
        return stage.requests.stream()
                .map(MODEL::matcher)
                .filter(Matcher::find)
                .map(m -> m.group(1))
                .toList();
    }

    @Test
    void aRouteModelThatFailsRestsAndStatusSaysSo() throws Exception {
        routing("retries: 0");
        stage.answering("!500", "a", "!500", "b", "!500", "c", "d");

        String shown = typed("Hello one.", "Hello two.", "Hello three.", "Hello four.", "/status");

        assertEquals(List.of("beta", "alpha", "beta", "alpha", "beta", "alpha", "alpha"), models());
        assertTrue(shown.contains("two:beta rests: it failed 3 times in a row; it is tried again in"), shown);
        assertTrue(shown.contains("could not route (two:beta: not asked, because it failed 3 times in a row"), shown);
    }

    @Test
    void offAsksNobodyForARoute() throws Exception {
        routing("retries: 0");
        stage.answering(ROUTE, "a", "b");

        String shown = typed("Hello one.", "/route off", "What is 17 * 23?", "/status");

        assertEquals(List.of("beta", "alpha", "alpha"), models());
        assertTrue(shown.contains("route   direct  routing is off"), shown);
        assertTrue(shown.contains("routes     off"), shown);
    }

    @Test
    void theRouteChoosesWhoAnswersAndTheFileSaysWhy() throws Exception {
        routing("by_intent: {greet: \"two:gamma\"}, by_domain: {CuD: \"two:delta\"}");
        stage.answering(ROUTE, "hi");

        typed("Hello.", "/status");

        assertEquals(List.of("beta", "gamma"), models());
        assertTrue(stage.out.contains("answers    one:alpha, or who the route speaks for"), stage.out);
        assertTrue(stage.out.contains("answered by two:gamma (by_intent.greet)"), stage.out);
        String file = Files.readString(stage.files().getFirst());
        assertTrue(
                file.contains("\"difficulty\":\"easy\",\"framing\":\"CuD\",\"answerer\":{\"provider\":\"two\","
                        + "\"model\":\"gamma\",\"why\":\"by_intent.greet\"}"),
                file);
        assertTrue(stage.requests.getLast().contains("mainly a cultural one"), stage.requests.getLast());
    }

    @Test
    void aModelThatIsNamedAnswersWhateverTheRouteSays() throws Exception {
        routing("by_intent: {greet: \"two:gamma\"}");
        stage.answering(ROUTE, "hi", "ho");

        String shown = typed("/model one:alpha", "Hello.", "/status");
        assertTrue(shown.contains("answers    one:alpha\n"), shown);
        assertEquals(0, stage.run("ask", "-m", "one:alpha", "--no-save", "Hello again."), stage.err);

        assertFalse(models().contains("gamma"), models().toString());
    }

    @Test
    void theSameRequestIsRoutedOnce() throws Exception {
        routing("retries: 0");
        stage.answering(ROUTE, "a", "b");

        String shown = typed("Hello.", "Hello.", "/status");

        assertEquals(List.of("beta", "alpha", "alpha"), models());
        assertTrue(shown.contains("by cache, as decided at 2026-11-25T10:00:00Z"), shown);
        assertTrue(shown.contains("1 by cache, 1 by model"), shown);
    }

    @Test
    void unlessItIsTurnedOff() throws Exception {
        routing("cache_ttl_s: 0");
        stage.answering(ROUTE, "a", ROUTE, "b");

        typed("Hello.", "Hello.");

        assertEquals(List.of("beta", "alpha", "beta", "alpha"), models());
    }

    @Test
    void aLogicalModelMayBeTheOneThatTheRouteChooses() throws Exception {
        routing("by_domain: {CuD: \"composite/think/one:alpha\"}");
        stage.answering(ROUTE, "<thinking>hm</thinking>", "thought through");

        assertEquals(0, stage.run("ask", "Hello."), stage.err);

        assertEquals(List.of("beta", "alpha", "alpha"), models());
        assertEquals("thought through\n", stage.out);
    }
}
