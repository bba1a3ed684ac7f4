package sacred.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.app.Stage;

/** The response cache as a user meets it. */
class CacheTest {

    @TempDir
    Path directory;

    private Stage stage;

    @BeforeEach
    void open() throws IOException {
        stage = new Stage(directory);
        configured("cache: {enabled: true}");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void theSecondAskAsksNobodyAndSaysSo() throws Exception {
        stage.answering("Forty-two.");
        stage.run("ask", "Explain it.");
        assertEquals("", stage.err);

        assertEquals(Cli.OK, stage.run("ask", "Explain it."));

        assertEquals("Forty-two.\n", stage.out);
        assertEquals(1, stage.requests.size());
        assertEquals("note: This answer is from the cache, saved 10 tokens, $?.\n", stage.err);
    }

    @Test
    void theRecordTellsWhatWasSavedAndTheCostIsARealZero() throws Exception {
        configured("cache: {enabled: true}\nprices: {\"one:alpha\": {input: 10, output: 20}}");
        stage.answering("Forty-two.");
        stage.run("ask", "Explain it.");

        stage.run("ask", "--json", "Explain it.");

        String format = stage.out
                .lines()
                .filter(l -> l.contains("\"kind\":\"format\""))
                .findFirst()
                .orElseThrow();
        assertTrue(
                format.contains("\"cost_usd\":\"0\",\"finish\":\"stop\",\"status\":\"ok\",\"cache\":\"hit\",\"saved\":"
                        + "{\"at\":\"2026-11-25T10:00:00.000Z\",\"input\":7,\"output\":3,\"cost_usd\":\"0.000130\"}"),
                format);
        assertTrue(format.contains("\"usage\":{\"input\":0,\"output\":0,"), format);
    }

    @Test
    void retryAsksAgainAndCostTellsWhatWasSaved() throws Exception {
        stage.answering("First.", "Second.");
        stage.stdin = "Explain it.\n/retry\n/new\nExplain it.\n/cost\n/status\n".getBytes(StandardCharsets.UTF_8);

        stage.run();

        assertEquals(2, stage.requests.size());
        assertEquals(2, count(stage.out, "Second."), stage.out);
        assertTrue(stage.out.contains("hit, saved 10 tokens, $?"), stage.out);
        assertTrue(stage.out.contains("1 call   0↑ 0↓  $0  1 from the cache, saved 10 tokens, $?"), stage.out);
        assertTrue(stage.out.contains("cache      on, 1 h · 1 answer, 0.2 kB in " + data()), stage.out);
    }

    @Test
    void withoutTheSwitchNothingIsKept() throws Exception {
        configured("");
        stage.answering("First.", "Second.");
        stage.run("ask", "Explain it.");
        stage.run("ask", "Explain it.");

        assertEquals(2, stage.requests.size());
        assertFalse(Files.exists(data()));
    }

    @Test
    void theCacheIsShownAndClearedByACommand() throws Exception {
        stage.run("cache");
        assertEquals("on, 1 h · 0 answers in " + data() + "\n", stage.out);
        stage.answering("Forty-two.");
        stage.run("ask", "Explain it.");

        assertEquals(Cli.OK, stage.run("cache", "clear"));

        assertTrue(stage.out.startsWith("Removed 1 answer, 0.2 kB from " + data()), stage.out);
        assertEquals(Cli.USAGE, stage.run("cache", "empty"));
        stage.run("doctor");
        assertTrue(stage.out.contains("cache      on, 1 h · 0 answers in " + data()), stage.out);
    }

    @Test
    void neitherThePromptNorTheKeyIsInTheFiles() throws Exception {
        stage.answering("Forty-two.");
        stage.run("ask", "Explain the canary prompt.");

        List<Path> files;
        try (Stream<Path> all = Files.list(data())) {
            files = all.toList();
        }
        assertEquals(1, files.size());
        String all = files.getFirst() + Files.readString(files.getFirst());
        assertFalse(all.contains("canary"), all);
        assertTrue(files.getFirst().getFileName().toString().matches("[0-9a-f]{64}"), all);
    }

    private Path data() {
        return directory.resolve("data").resolve("cache");
    }

    private static int count(String text, String part) {
        return text.split(part, -1).length - 1;
    }

    private void configured(String more) throws IOException {
        stage.config("""
            llm_providers:
              one: {type: openai, base_url: "%s", api_key: "${TEST_KEY}"}
            routing_strategy: {mode: rules, response_formatting: "one:alpha"}
            limits: {retry: {attempts: 2, base_ms: 1, cap_ms: 1}}
            %s
            """.formatted(stage.url(), more));
    }
}
