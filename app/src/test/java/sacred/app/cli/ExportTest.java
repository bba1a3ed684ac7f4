package sacred.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
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

    @ParameterizedTest
    @CsvSource({"md", "html", "json", "cast"})
    void redactedItSaysWhatItRemovedAndNeverTheValues(String format) throws Exception {
        stage.env.put("HOME", "/srv/people/alice");
        Files.writeString(
                directory.resolve("config.yaml"), "export: {redact: [\"PROJ-[0-9]+\"]}\n", StandardOpenOption.APPEND);
        Path file = directory.resolve("talk." + format);
        stage.answering("Your key is " + "sk-" + "Zq8Lw2Xv5Nb7Mc1Kd9Jf3 in /srv/people/alice/x, and mine is "
                        + Stage.KEY)
                .run("ask", "--timeline", timeline, "I am alice, bob@corp.example knows PROJ-4711");

        assertEquals(Cli.OK, stage.run("export", timeline, "--redact", "-o", file.toString()));

        String document = Files.readString(file);
        for (String canary : List.of("alice", "corp.example", "4711", "people", "Zq8Lw2", Stage.KEY)) {
            assertFalse(document.contains(canary), canary);
            assertFalse(stage.err.replace(file.toString(), "").contains(canary), stage.err);
        }
        for (String what : List.of(
                "texts that look like keys",
                "e-mail addresses",
                "home directories",
                "user names",
                "matches of your patterns")) {
            assertTrue(stage.err.contains("note: removed " + what + ": "), stage.err);
        }
    }

    @Test
    void whatCannotBeLookedAtWholeIsNotWritten() throws Exception {
        Path file = directory.resolve("talk.html");
        // a text in which nobody sees an address, and that is one when it is rendered
        stage.answering("Ask bob@**corp**.example.").run("ask", "--timeline", timeline, "Who?");

        assertEquals(Cli.USAGE, stage.run("export", timeline, "--redact", "-o", file.toString()));

        assertFalse(Files.exists(file));
        assertTrue(
                stage.err.contains("Nothing was exported: the finished document still holds e-mail addresses"),
                stage.err);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "export: {redact: ['a(']} | config.yaml:1:19  export.redact: no regular expression of RE2: missing"
                        + " closing ).",
                "export: {redact: ['(?=a)']} | config.yaml:1:19  export.redact: no regular expression of RE2:"
                        + " invalid or unsupported Perl syntax.",
                "export: {redact: ['ab', 'a*']} | config.yaml:1:25  export.redact: matches the empty text",
                "export: {redact: ['((a{99}){99}){99}']} | config.yaml:1:19  export.redact: its repetitions multiply"
                        + " to more than 10000",
                "export: {redact: ['(([ab]{9}c){9999}d)+']} | config.yaml:1:19  export.redact: its repetitions",
                "export: {redcat: ['a']} | config.yaml:1:10  export.redcat: unknown key. Did you mean \"redact\"?"
            })
    void withAPatternThatIsNoneNothingIsWritten(String yaml, String sentence) throws Exception {
        Path file = directory.resolve("talk.md");
        stage.config(yaml);

        assertEquals(Cli.USAGE, stage.run("export", timeline, "--redact", "-o", file.toString()));

        assertTrue(stage.err.contains(sentence), stage.err);
        assertFalse(Files.exists(file));
    }
}
