package sacred.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sacred.app.Stage;
import sacred.app.host.Host;

class CliTest {

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

    @Test
    void theVersionIsSaid() throws Exception {
        assertEquals(Cli.OK, stage.run("--version"));

        assertEquals("sacred " + Host.VERSION + "\n", stage.out);
    }

    @Test
    void theHelpNamesEveryCommand() throws Exception {
        assertEquals(Cli.OK, stage.run("--help"));

        for (Command command : Cli.ALL) {
            assertTrue(stage.out.contains("sacred " + command.name()), command.name());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fly | \"fly\" is no command",
                "ask --fly x | There is no option --fly",
                "ask -m | The option --model needs a value",
                "ask --no-save -c x | --no-save continues no timeline",
                "ask -c -r abc x | Only one of",
                "replay | replay needs exactly one timeline",
                "replay nosuch | no timeline \"nosuch\"",
                "verify nosuch.jsonl | no timeline \"nosuch.jsonl\"",
                "config | config needs exactly one",
                "config fly | config fly means nothing",
                "models nosuch | is not configured"
            })
    void aMistakeOnTheCommandLineIsASentenceAndExitsWithTwo(String line, String words) throws Exception {
        assertEquals(Cli.USAGE, stage.run(line.split(" ")));

        assertTrue(stage.err.contains(words), stage.err);
        assertEquals("", stage.out);
        assertEquals(List.of(), stage.requests);
    }

    @Test
    void globalOptionsStandBeforeOrAfterTheCommand() throws Exception {
        stage.answering("a", "b");

        assertEquals(Cli.OK, stage.run("-m", "two:beta", "ask", "Say it."));
        assertEquals(Cli.OK, stage.run("ask", "Say it.", "-m", "two:beta"));

        assertTrue(stage.requests.stream().allMatch(r -> r.contains("\"beta\"")), stage.requests.toString());
    }

    @Test
    void textBehindTwoDashesIsText() throws Exception {
        stage.run("ask", "--", "--json is a flag");

        assertTrue(stage.requests.getFirst().contains("--json is a flag"));
    }

    @Test
    void everyProblemOfTheConfigurationIsPrinted() throws Exception {
        stage.config("limts: {}\nui: {theme: pink}\n");

        assertEquals(Cli.USAGE, stage.run("config", "check"));

        assertTrue(stage.err.contains("config.yaml:1:1") && stage.err.contains("config.yaml:2:"), stage.err);
    }

    @Test
    void theSavedTimelineIsListedShownVerifiedAndReplayed() throws Exception {
        stage.answering("An answer worth keeping.");
        stage.run("ask", "What is it?");
        String file = stage.files().getFirst().toString();

        assertEquals(Cli.OK, stage.run("timelines"));
        assertTrue(stage.out.contains("1 turn") && stage.out.contains("What is it?"), stage.out);
        String id = stage.out.substring(0, 6);
        assertEquals(Cli.OK, stage.run("show", id));
        assertTrue(stage.out.contains("An answer worth keeping."), stage.out);
        String shown = stage.out;
        assertEquals(Cli.OK, stage.run("replay", file, "--speed", "max"));
        assertEquals(shown, stage.out);
        assertEquals(Cli.OK, stage.run("verify", file));
        assertTrue(stage.out.contains("the chain holds"), stage.out);
        assertEquals(1, stage.requests.size());
    }

    @Test
    void aDamagedTimelineIsFoundOutAndStillShown() throws Exception {
        stage.run("ask", "What is it?");
        Path file = stage.files().getFirst();
        Files.writeString(file, Files.readString(file).replace("unasked", "unmasked"));

        assertEquals(Cli.FAILED, stage.run("verify", file.toString()));
        assertEquals(Cli.OK, stage.run("show", file.toString()));

        assertTrue(stage.out.contains("damaged") && stage.out.contains("What is it?"), stage.out);
    }

    @Test
    void providersSaysWhereAKeyCameFromAndNeverTheKey() throws Exception {
        assertEquals(Cli.OK, stage.run("providers", "--check"));

        assertTrue(stage.out.contains("$TEST_KEY") && stage.out.contains("ok, "), stage.out);
        assertTrue(!stage.out.contains(Stage.KEY));
    }

    @Test
    void modelsListsThemAsTheyAreTyped() throws Exception {
        assertEquals(Cli.OK, stage.run("models", "one"));

        assertEquals("one:alpha\none:beta\n", stage.out);
    }

    @Test
    void modelsListsThoseThatAreMadeOfOthersToo() throws Exception {
        stage.config("""
            llm_providers:
              one: {type: openai, base_url: "%s", api_key: "${TEST_KEY}", models: [alpha, beta]}
            logical_models:
              pair: {strategy: moa, proposers: ["one:alpha", "one:beta"], aggregator: "one:beta"}
            """.formatted(stage.url()));

        assertEquals(Cli.OK, stage.run("models"), stage.err);

        assertTrue(
                stage.out.contains("pair                                     moa of one:alpha, one:beta\n"), stage.out);
    }

    @Test
    void theExampleIsAConfigurationThatHolds() throws Exception {
        stage.run("config", "example");
        stage.config(stage.out);

        assertEquals(Cli.OK, stage.run("config", "check"));
    }

    @ParameterizedTest
    @CsvSource({
        "export, --model, one:alpha, export has no use for --model. It is written: sacred export FILE|ID",
        "show, --timeline, x.jsonl, show has no use for --timeline. It is written: sacred show FILE|ID [TURN]",
        "rerun, --resume, abc, rerun has no use for --resume. It is written: sacred rerun FILE|ID",
        "doctor, --model, one:alpha, doctor has no use for --model. It is written: sacred doctor"
    })
    void whatACommandWouldIgnoreItRefuses(String command, String option, String value, String sentence)
            throws Exception {
        assertEquals(Cli.USAGE, stage.run(command, option, value));

        assertTrue(stage.err.startsWith("sacred: " + sentence + "\n"), stage.err);
    }

    @Test
    void doctorLooksAtEverythingAndTellsNoSecret() throws Exception {
        assertEquals(Cli.OK, stage.run("doctor"));

        for (String word : List.of("Java", "terminal", "data", "config", "one: ok")) {
            assertTrue(stage.out.contains(word), word + " in " + stage.out);
        }
        assertTrue(!stage.out.contains(Stage.KEY));
    }

    @Test
    void oneTurnOfATimelineIsShownAlone() throws Exception {
        stage.answering("An apple.", "A pear.", "A plum.");
        for (String asked : List.of("About apples?", "About pears?", "About plums?")) {
            stage.run("ask", "--timeline", directory.resolve("t.jsonl").toString(), asked);
        }
        String file = directory.resolve("t.jsonl").toString();

        assertEquals(Cli.OK, stage.run("show", file, "2"), stage.err);

        assertTrue(stage.out.contains("About pears?") && stage.out.contains("A pear."), stage.out);
        assertTrue(!stage.out.contains("apple") && !stage.out.contains("plum"), stage.out);
        assertEquals(Cli.USAGE, stage.run("show", file, "4"));
        assertTrue(stage.err.contains("There is no turn 4"), stage.err);
        assertEquals(Cli.USAGE, stage.run("show", file, "two"));
        assertTrue(stage.err.contains("sacred show FILE|ID [TURN]"), stage.err);
        assertEquals(Cli.USAGE, stage.run("show", file, "1", "2"));
        assertEquals(Cli.USAGE, stage.run("show"));
    }

    @Test
    void helpAsAWordIsTheOption() throws Exception {
        stage.run("--help");
        String all = stage.out;
        stage.run("ask", "--help");
        String ofAsk = stage.out;

        assertEquals(Cli.OK, stage.run("help"), stage.err);
        assertEquals(all, stage.out);
        assertEquals(Cli.OK, stage.run("help", "ask"), stage.err);
        assertEquals(ofAsk, stage.out);
        assertEquals(Cli.USAGE, stage.run("help", "fly"));
    }
}
