package sacred.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.app.Stage;
import sacred.timeline.Block;
import sacred.timeline.journal.Header;
import sacred.timeline.journal.Reading;

class RerunTest {

    @TempDir
    Path directory;

    private Stage stage;
    private String saved;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        stage = new Stage(directory);
        saved = directory.resolve("saved.jsonl").toString();
        stage.answering("It is 41.", "Yes.");
        stage.run("ask", "--timeline", saved, "What is it?");
        stage.run("ask", "--timeline", saved, "Sure?");
        stage.requests.clear();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void thePromptsAreAskedAgainIntoANewTimelineOfEachModelThatNamesItsOrigin() throws Exception {
        byte[] before = Files.readAllBytes(Path.of(saved));
        stage.answering("It is 42.", "Yes.", "It is 41.", "No.");

        assertEquals(Cli.OK, stage.run("rerun", saved, "-m", "two:beta", "-m", "one:beta"), stage.err);

        assertEquals(2, stage.files().size());
        String origin = Reading.of(Path.of(saved)).header().orElseThrow().id();
        for (Path file : stage.files()) {
            Reading made = Reading.of(file);
            assertEquals(
                    new Header.Parent(origin, 0),
                    made.header().orElseThrow().parent().orElseThrow());
            assertEquals(
                    List.of("What is it?", "Sure?"),
                    made.timeline().blocks().stream()
                            .filter(Block.Input.class::isInstance)
                            .map(Block::text)
                            .toList());
        }
        assertTrue(stage.requests.get(1).contains("It is 42."), "its own answer is told to it");
        assertFalse(stage.requests.get(1).contains("It is 41."), "and not the saved one");
        assertEquals(4, stage.requests.size());
        assertTrue(stage.out.contains("turn 1  What is it?") && stage.out.contains("turn 2  Sure?"), stage.out);
        assertTrue(stage.out.contains("2 of 2 answered · 14↑ 6↓"), stage.out);
        assertEquals(2, stage.out.split("1 the same, 1 differ", -1).length - 1, stage.out);
        assertEquals(new String(before), Files.readString(Path.of(saved)), "what was saved is not touched");
    }

    @Test
    void aTurnThatFailsEndsNothingAndIsTold() throws Exception {
        stage.answering("!401", "Yes.");

        assertEquals(Cli.FAILED, stage.run("rerun", saved, "-m", "two:beta", "--json"), stage.err);

        JsonNode run = new ObjectMapper().readTree(stage.out).path("runs").path(0);
        assertEquals("failed", run.path("answers").path(0).path("outcome").asText());
        assertTrue(run.path("answers").path(0).path("same").isNull());
        assertTrue(run.path("answers").path(1).path("same").asBoolean());
        assertEquals(1, run.path("totals").path("answered").asInt());
        assertEquals("two:beta", run.path("model").asText());
    }

    private void priced() throws IOException {
        Path config = directory.resolve("config.yaml");
        Files.writeString(
                config,
                Files.readString(config) + "prices: {\"one:alpha\": {input: 30.0, output: 60.0}, \"one:beta\": {input:"
                        + " 30.0, output: 60.0}}\n");
    }

    @Test
    void whenNothingMayBeSpentAnyMoreNothingIsAskedAnyMore() throws Exception {
        priced();

        assertEquals(Cli.BUDGET, stage.run("rerun", saved, "-m", "one:alpha", "-m", "one:beta", "--max-cost", "0"));

        assertEquals(0, stage.requests.size());
        assertEquals(1, stage.files().size(), "the second model is not begun");
        assertTrue(stage.out.contains("was not asked any more"), stage.out);
    }

    @Test
    void maxCostIsALimitForAllOfItTogether() throws Exception {
        priced();

        assertEquals(
                Cli.OK, stage.run("rerun", saved, "-m", "one:alpha", "-m", "one:beta", "--max-cost", "0.1"), stage.err);

        int first = mostTokens(stage.requests.get(0));
        int afterTwoTurns = mostTokens(stage.requests.get(2));
        assertTrue(afterTwoTurns < first, afterTwoTurns + " of " + first);
    }

    private static int mostTokens(String request) throws IOException {
        return new ObjectMapper().readTree(request).path("max_tokens").asInt();
    }

    @Test
    void whatWasAskedTwiceIsAskedOnceAndACommandNever() throws Exception {
        stage.answering("three", "four", "x", "y");
        stage.terminal = false;
        stage.stdin = "/retry\n/route rules\nAnd?\n".getBytes();
        stage.run("--plain", "--timeline", saved);
        stage.requests.clear();

        stage.run("rerun", saved, "-m", "two:beta");

        assertEquals(3, stage.requests.size(), stage.err);
    }

    @Test
    void withoutAModelOrATimelineNothingIsAsked() throws Exception {
        assertEquals(Cli.USAGE, stage.run("rerun", saved));
        assertEquals(Cli.USAGE, stage.run("rerun", saved, "-m", "nobody:x"));
        assertEquals(Cli.USAGE, stage.run("rerun", "-m", "two:beta"));

        assertEquals(0, stage.requests.size());
        assertEquals(List.of(), stage.files());
    }
}
