package sacred.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sacred.app.Stage;

class CompareTest {

    @TempDir
    Path directory;

    private Stage stage;
    private String first;
    private String second;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        stage = new Stage(directory);
        first = directory.resolve("first.jsonl").toString();
        second = directory.resolve("second.jsonl").toString();
        stage.answering("It is 41, surely.", "Yes.", "It is 42, surely.", "Yes.");
        stage.run("ask", "--timeline", first, "What is it?");
        stage.run("ask", "--timeline", first, "Sure?");
        stage.run("ask", "--timeline", second, "-m", "two:beta", "What is it?");
        stage.run("ask", "--timeline", second, "-m", "two:beta", "Sure?");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void twoTimelinesAreAlignedByWhatWasAsked() throws Exception {
        assertEquals(Cli.OK, stage.run("compare", first, second), stage.err);

        assertTrue(stage.out.contains("turn 1: the answers differ"), stage.out);
        assertTrue(stage.out.contains("turn 2: the same answer"), stage.out);
        assertTrue(stage.out.contains(" - It is 41, surely."), stage.out);
        assertTrue(stage.out.contains(" + It is 42, surely."), stage.out);
        assertTrue(stage.out.contains("- one:alpha") && stage.out.contains("+ two:beta"), stage.out);
        assertTrue(stage.out.contains("2 of 2 answered · 14↑ 6↓"), stage.out);
        assertTrue(stage.out.lines().allMatch(line -> line.length() <= 80), stage.out);
        assertEquals(4, stage.requests.size(), "nobody is asked");
    }

    @Test
    void twoTurnsAreComparedWhateverTheyWereAsked() throws Exception {
        assertEquals(Cli.OK, stage.run("compare", first, "1", second, "2"), stage.err);
        assertTrue(stage.out.contains("turn 1 and turn 2: the answers differ"), stage.out);
        assertTrue(stage.out.contains("▌ What is it?") && stage.out.contains("▌ Sure?"), stage.out);

        assertEquals(Cli.OK, stage.run("compare", first, "1", "2"), stage.err);
        assertTrue(stage.out.contains("turn 1 and turn 2"), stage.out);
    }

    @Test
    void jsonHasTheFiguresOfBothAndWhetherTheySayTheSame() throws Exception {
        assertEquals(Cli.OK, stage.run("compare", "--json", first, second), stage.err);

        JsonNode json = new ObjectMapper().readTree(stage.out);
        JsonNode pair = json.path("pairs").path(0);
        assertFalse(pair.path("same").asBoolean());
        assertTrue(json.path("pairs").path(1).path("same").asBoolean());
        assertEquals("It is 42, surely.", pair.path("right").path("text").asText());
        assertEquals(7, pair.path("left").path("input").asInt());
        assertTrue(pair.path("left").path("cost_usd").isNull(), "nobody knows the price");
        assertEquals(14, json.path("totals").path("right").path("input").asInt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"F", "F 1", "F 1 2 3", "F S 1", "F 9 S 1"})
    void whatCannotBeComparedIsAMistakeInTheCommand(String words) throws Exception {
        String[] line = ("compare " + words.replace("F", first).replace("S", second)).split(" ");

        assertEquals(Cli.USAGE, stage.run(line));

        assertEquals("", stage.out);
    }
}
