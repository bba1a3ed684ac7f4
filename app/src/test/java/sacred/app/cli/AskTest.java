package sacred.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sacred.app.Stage;
import sacred.timeline.Attachment;
import sacred.timeline.Block;
import sacred.timeline.journal.Reading;
import sacred.timeline.journal.Verification;

class AskTest {

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
    void theAnswerAloneGoesToStandardOutput() throws Exception {
        stage.answering("It is a \"test\".");

        assertEquals(Cli.OK, stage.run("ask", "What", "is it?"));

        assertEquals("It is a \"test\".\n", stage.out);
        assertEquals("", stage.err);
        assertEquals(1, stage.requests.size());
        assertTrue(stage.requests.getFirst().contains("What is it?"));
    }

    @Test
    void withoutAnyModelTheBuiltinEngineAnswersWithWhatItsToolsFound() throws Exception {
        Files.delete(directory.resolve("config.yaml"));
        stage.env.remove("SACRED_CONFIG");
        stage.env.put("OLLAMA_HOST", "127.0.0.1:1");

        assertEquals(Cli.OK, stage.run("ask", "-m", "builtin:default", "What is 17% of 2340?"));

        assertEquals("17% of 2340 = 397.8\n", stage.out);
    }

    @Test
    void whatTheRouteModelSaysIsNotTheAnswer() throws Exception {
        Path config = directory.resolve("config.yaml");
        Files.writeString(config, Files.readString(config).replace("mode: rules", "mode: model"));
        stage.answering(
                "{\"intent\":\"x\",\"domains\":{\"CD\":0,\"SD\":0,\"CuD\":0,\"ED\":0},\"tools\":[],\"plan\":\"direct\"}",
                "The answer.");

        assertEquals(Cli.OK, stage.run("ask", "Say it."));

        assertEquals("The answer.\n", stage.out);
        assertEquals(2, stage.requests.size());
    }

    @Test
    void jsonPrintsWhatTheFileReceivesByteForByte() throws Exception {
        stage.answering("naïve 你好");

        assertEquals(Cli.OK, stage.run("ask", "--json", "Say it."));

        assertArrayEquals(Files.readAllBytes(stage.files().getFirst()), stage.outBytes);
        assertEquals(List.of(), Verification.of(stage.files().getFirst()).problems());
    }

    @Test
    void aFailedTurnExitsWithOneAndSaysWhyOnStandardError() throws Exception {
        stage.answering("!500", "!500");

        assertEquals(Cli.FAILED, stage.run("ask", "Say it."));

        assertEquals("", stage.out);
        assertTrue(stage.err.contains("broken on purpose"), stage.err);
        assertEquals(2, stage.requests.size());
        assertFalse(stage.err.contains(Stage.KEY));
    }

    @Test
    void theNextAskContinuesTheConversation() throws Exception {
        stage.answering("first answer", "second answer");
        stage.run("ask", "First?");

        assertEquals(Cli.OK, stage.run("ask", "-c", "-m", "two:beta", "Second?"));

        String second = stage.requests.getLast();
        assertTrue(second.contains("First?") && second.contains("first answer"), second);
        assertTrue(second.contains("\"beta\""), second);
        assertEquals(1, stage.files().size());
    }

    @Test
    void pipedTextIsAppendedAfterABlankLine() throws Exception {
        stage.stdin = "one\ntwö\n".getBytes(StandardCharsets.UTF_8);

        stage.run("ask", "Summarise:");

        Block input = Reading.of(stage.files().getFirst()).timeline().blocks().getFirst();
        assertEquals("Summarise:\n\none\ntwö", input.text());
    }

    @Test
    void aTenMegabytePromptPasses() throws Exception {
        stage.stdin = "0123456789 abcde ".repeat(10 * 1024 * 1024 / 17).getBytes(StandardCharsets.UTF_8);

        assertEquals(Cli.OK, stage.run("ask"));

        Block input = Reading.of(stage.files().getFirst()).timeline().blocks().getFirst();
        assertEquals(stage.stdin.length - 1, input.text().length());
    }

    @Test
    void pipedBytesThatAreNotUtf8AreRefusedWithTheirPlace() throws Exception {
        stage.stdin = new byte[] {'o', 'k', ' ', (byte) 0xFF, 'x'};

        assertEquals(Cli.USAGE, stage.run("ask", "Summarise:"));

        assertTrue(stage.err.contains("byte 0xff at offset 3"), stage.err);
        assertEquals(List.of(), stage.requests);
    }

    @Test
    void nothingToAskIsAUsageError() throws Exception {
        assertEquals(Cli.USAGE, stage.run("ask"));

        assertTrue(stage.err.contains("nothing to ask"), stage.err);
    }

    @ParameterizedTest
    @Tag("A2.02")
    @Tag("A2.16")
    @ValueSource(strings = {"nosuch:x", "alpha", "composite/nosuch/one:x", "one:"})
    void aModelThatCannotBeIsRefusedBeforeAnythingIsAsked(String model) throws Exception {
        assertEquals(Cli.USAGE, stage.run("ask", "-m", model, "Say it."));

        assertTrue(stage.err.contains(model), stage.err);
        assertEquals(List.of(), stage.requests);
        assertEquals(List.of(), stage.files());
    }

    @Test
    void aDisabledProviderIsNamedWithItsReason() throws Exception {
        stage.config("llm_providers: {off: {type: openai, base_url: \"" + stage.url() + "\", enabled: false}}\n");

        assertEquals(Cli.USAGE, stage.run("ask", "-m", "off:x", "Say it."));

        assertTrue(stage.err.contains("disabled"), stage.err);
    }

    @Test
    void withNoSaveNothingIsKept() throws Exception {
        assertEquals(Cli.OK, stage.run("ask", "--no-save", "Say it."));

        assertEquals("unasked\n", stage.out);
        assertEquals(List.of(), stage.files());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "soon", "NaN"})
    void aTimeoutHasToBeATime(String timeout) throws Exception {
        assertEquals(Cli.USAGE, stage.run("ask", "--timeout", timeout, "Say it."));

        assertEquals(List.of(), stage.requests);
    }

    @Test
    void aTerminalGetsNoControlCharacterOfTheModelAndAPipeGetsItAsItIs() throws Exception {
        stage.answering("a\u001b[2Jb", "a\u001b[2Jb");
        stage.terminal = true;
        stage.run("ask", "Say it.");
        String shown = stage.out;
        stage.terminal = false;
        stage.run("ask", "Say it.");

        assertEquals("a^[[2Jb\n", shown);
        assertEquals("a\u001b[2Jb\n", stage.out);
    }

    @Test
    void aFileThatIsNoTimelineIsLeftAlone() throws Exception {
        Path file = directory.resolve("notes.txt");
        Files.writeString(file, "my notes\n");

        assertEquals(Cli.FAILED, stage.run("ask", "--timeline", file.toString(), "Say it."));

        assertEquals("my notes\n", Files.readString(file));
        assertTrue(stage.err.contains("not a timeline"), stage.err);
        assertEquals(List.of(), stage.requests);
    }

    @Test
    void aFileBehindAnAtGoesWithThePrompt() throws Exception {
        Path notes = Files.writeString(directory.resolve("notes.txt"), "the moon is made of rock\n");

        assertEquals(Cli.OK, stage.run("ask", "Sum", "up", "@" + notes), stage.err);

        assertTrue(
                stage.requests.stream().anyMatch(request -> request.contains("the moon is made of rock")),
                stage.requests.toString());
        assertEquals("", stage.err);
        Block.Input input = (Block.Input)
                Reading.of(stage.files().getFirst()).timeline().blocks().getFirst();
        assertEquals(
                List.of(notes.toString()),
                input.attachments().stream().map(Attachment::name).toList());
    }

    @Test
    void aNameBehindAnAtWithoutAFileIsRemarkedAndSentAsAWord() throws Exception {
        assertEquals(Cli.OK, stage.run("ask", "Sum up @nosuch.txt"));

        assertTrue(stage.err.contains("note: there is no file @nosuch.txt"), stage.err);
        assertTrue(stage.requests.getFirst().contains("@nosuch.txt"));
    }

    @Test
    void aFileThatCannotBeAttachedStopsTheQuestion() throws Exception {
        assertEquals(Cli.USAGE, stage.run("ask", "Sum up @" + directory));

        assertTrue(stage.err.contains("is a directory"), stage.err);
        assertEquals(List.of(), stage.requests);
    }

    @Test
    void whatIsPipedAttachesNothing() throws Exception {
        Path notes = Files.writeString(directory.resolve("notes.txt"), "the moon is made of rock\n");
        stage.stdin = ("from @" + notes + " and @nosuch.txt").getBytes(StandardCharsets.UTF_8);

        assertEquals(Cli.OK, stage.run("ask", "Sum up:"));

        assertTrue(
                stage.requests.stream().noneMatch(request -> request.contains("made of rock")),
                stage.requests.toString());
        assertTrue(stage.requests.getLast().contains("@nosuch.txt"), stage.requests.toString());
        assertEquals("", stage.err);
    }

    @Test
    void aKeyInAnAttachedFileIsFoundAsOneInThePromptIs() throws Exception {
        Path env = Files.writeString(directory.resolve("settings"), "KEY=ghp_Zx81kQw93hLmPbn4Rt6VyC2dSf7gJ0aQeUi5\n");

        assertEquals(Cli.USAGE, stage.run("ask", "Explain @" + env));
        assertTrue(stage.err.contains("An attached file contains what looks like"), stage.err);
        assertEquals(List.of(), stage.requests);

        assertEquals(Cli.OK, stage.run("ask", "--allow-secrets", "Explain @" + env));
        assertTrue(stage.err.contains("note: An attached file contains what looks like"), stage.err);
    }

    @Test
    void aDryRunCountsTheAttachedFilesAndKeepsNothing() throws Exception {
        Path notes = Files.writeString(directory.resolve("notes.txt"), "moon rock ".repeat(5000));
        stage.run("ask", "--dry-run", "Sum up " + notes);
        String without = stage.out;

        assertEquals(Cli.OK, stage.run("ask", "--dry-run", "Sum up @" + notes), stage.err);

        assertTrue(tokensIn(stage.out) > tokensIn(without) + 5000, without + stage.out);
        assertFalse(Files.exists(directory.resolve("data/attachments")));
    }

    private static int tokensIn(String forecast) {
        String line = forecast.lines()
                .filter(l -> l.startsWith("tokens  "))
                .findFirst()
                .orElseThrow();
        return Integer.parseInt(
                line.substring("tokens  ".length(), line.indexOf(" in")).replace(",", ""));
    }

    private void priced(String more) throws IOException {
        Path config = directory.resolve("config.yaml");
        Files.writeString(
                config, Files.readString(config) + "prices: {\"one:alpha\": {input: 30.0, output: 60.0}}\n" + more);
    }

    @Test
    void aBudgetThatIsUsedUpExitsWithThreeAndAsksNobody() throws Exception {
        priced("budget: {per_turn_usd: 0}\n");

        assertEquals(Cli.BUDGET, stage.run("ask", "Say it."));

        assertEquals(List.of(), stage.requests);
        assertEquals("", stage.out);
        assertTrue(stage.err.contains("format failed, budget. one:alpha was not asked"), stage.err);
        assertTrue(Reading.of(stage.files().getFirst()).timeline().blocks().getLast() instanceof Block.Error);
    }

    @Test
    void maxCostIsALimitForTheTurn() throws Exception {
        priced("");

        assertEquals(Cli.BUDGET, stage.run("ask", "--max-cost", "0.000001", "Say it."));
        assertEquals(List.of(), stage.requests);
        assertEquals(Cli.OK, stage.run("ask", "--max-cost", "1", "Say it."));

        assertTrue(stage.requests.getFirst().contains("\"max_tokens\" : 4096"), stage.requests.getFirst());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "much", "", "1,5"})
    void aMaxCostThatIsNoAmountIsAMistake(String amount) throws Exception {
        assertEquals(Cli.USAGE, stage.run("ask", "--max-cost", amount, "Say it."));

        assertTrue(stage.err.contains("--max-cost needs an amount in USD"), stage.err);
        assertEquals(List.of(), stage.requests);
    }

    @Test
    void whatWasSpentTodayIsKnownToTheNextProcessAlsoWithoutATimeline() throws Exception {
        // 7 tokens sent and 3 received cost $0.00039
        priced("budget: {per_day_usd: 0.25}\n");
        for (int i = 0; i < 3; i++) {
            assertEquals(Cli.OK, stage.run("ask", "--no-save", "Say it."), stage.err);
        }
        Path today = directory.resolve("data/spending/2026-11-25");
        Files.writeString(today, Files.readString(today) + "cost X 0.24\n");

        assertEquals(Cli.BUDGET, stage.run("ask", "Say it."));

        assertTrue(stage.err.contains("of the limit of $0.25 per day, $0.00883 is left"), stage.err);
    }

    @Test
    void whatASessionSpentIsKnownWhenItGoesOn() throws Exception {
        priced("budget: {per_session_usd: 0.03}\n");
        assertEquals(Cli.OK, stage.run("ask", "Say it."), stage.err);
        Path config = directory.resolve("config.yaml");
        Files.writeString(config, Files.readString(config).replace("0.03}", "0.0003}"));

        assertEquals(Cli.BUDGET, stage.run("ask", "-c", "Say it."));
        assertTrue(stage.err.contains("per session, $0 is left"), stage.err);
    }

    @Test
    void theKeyIsInNoFile() throws Exception {
        stage.answering("!500", "!500");
        stage.run("ask", "Say it.");

        assertFalse(Files.readString(stage.files().getFirst()).contains(Stage.KEY));
    }

    @Test
    void theAnswerOfALogicalModelThatStreamsStandsOnStdoutOnce() throws Exception {
        stage.answering("one sample", "another sample", "The joint answer.");

        assertEquals(Cli.OK, stage.run("ask", "-m", "composite/self-moa/one:alpha:2", "hello"), stage.err);

        assertEquals("The joint answer.\n", stage.out);
    }
}
