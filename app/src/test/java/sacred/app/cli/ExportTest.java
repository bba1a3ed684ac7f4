package sacred.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sacred.app.Stage;

class ExportTest {

    @TempDir
    Path directory;

    private Stage stage;
    private String timeline;

    @BeforeEach
    void open() throws Exception {
        stage = new Stage(directory);
        assertEquals(Cli.OK, stage.answering("An *answer*.").run("ask", "A question?"));
        timeline = stage.files().getFirst().toString();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "talk.md | # Timeline",
                "talk.html | <!doctype html>",
                "talk.JSON | {",
                "talk.cast | {\"version\":2,\"width\":80,\"height\":24",
                "talk | # Timeline"
            })
    void theEndOfTheNameSaysTheFormat(String name, String beginning) throws Exception {
        Path file = directory.resolve(name);

        assertEquals(Cli.OK, stage.run("export", timeline, "-o", file.toString()));

        assertTrue(Files.readString(file).startsWith(beginning), Files.readString(file));
        assertEquals("note: written to " + file + "\n", stage.err);
    }

    @Test
    void theOptionSaysItAgainstTheName() throws Exception {
        Path file = directory.resolve("talk.md");

        stage.run(
                "export", timeline, "-o", file.toString(), "--format", "asciicast", "--width", "100", "--height", "30");

        assertTrue(Files.readString(file).startsWith("{\"version\":2,\"width\":100,\"height\":30"));
    }

    @Test
    void withoutAFileItIsPrinted() throws Exception {
        assertEquals(Cli.OK, stage.run("export", timeline, "-f", "html"));

        assertTrue(stage.out.contains("<p>An <em>answer</em>.</p>"), stage.out);
        assertEquals("", stage.err);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-f pdf | There is no format \"pdf\". Formats: markdown, html, json, asciicast.",
                "-f cast --width 39 | --width needs a whole number from 40 to 500, not \"39\".",
                "-f cast --height many | --height needs a whole number from 10 to 500, not \"many\"."
            })
    void aMistakeIsASentenceAndNothingIsWritten(String options, String sentence) throws Exception {
        Path file = directory.resolve("out");

        assertEquals(Cli.USAGE, stage.run(("export " + timeline + " -o " + file + " " + options).split(" ")));

        assertTrue(stage.err.contains(sentence), stage.err);
        assertFalse(Files.exists(file));
    }

    @Test
    void aFileThatIsThereStays() throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("talk.html"), "mine");

        assertEquals(Cli.USAGE, stage.run("export", timeline, "-o", file.toString()));

        assertEquals("mine", Files.readString(file));
    }
}
