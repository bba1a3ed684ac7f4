package sacred.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sacred.app.Stage;

class RunConsortiumTest {

    private static final String OUTPUT =
            "<synthesis_output><synthesis>The joint answer.</synthesis><confidence>0.9</confidence>"
                    + "<analysis>All agree.</analysis><dissent>None.</dissent><needs_iteration>false</needs_iteration>"
                    + "<refinement_areas><area>sources</area></refinement_areas></synthesis_output>";

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

    private int council(String... more) throws Exception {
        String[] args = new String[7 + more.length];
        System.arraycopy(
                new String[] {"consortium", "-m", "one:alpha:2", "--arbiter", "two:beta", "--no-stdin", "Why?"},
                0,
                args,
                0,
                7);
        System.arraycopy(more, 0, args, 7, more.length);
        return stage.run(args);
    }

    @Test
    void theSynthesisAloneGoesToStandardOutputAndWhoAnsweredToStandardError() throws Exception {
        stage.answering("Same.", "Same.", OUTPUT);

        assertEquals(Cli.OK, council());

        assertEquals("The joint answer.\n", stage.out);
        assertTrue(stage.err.contains("The arbiter reads 2 of 2 answers"), stage.err);
    }

    @Test
    @Tag("A3.02")
    @Tag("A3.14")
    @Tag("A3.22")
    void theResultHasTheKeysOfTheOriginAndIterationsUsageAndCost() throws Exception {
        stage.answering("Nile. <confidence>0.8</confidence>", "Nile. <confidence>0.8</confidence>", OUTPUT);
        Path file = directory.resolve("result.json");

        assertEquals(Cli.OK, council("--output", file.toString()));

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        JsonNode result = new ObjectMapper().readTree(Files.readString(file));
        assertEquals("Why?", result.path("original_prompt").textValue());
        assertEquals("The joint answer.", result.at("/synthesis/synthesis").textValue());
        assertEquals(0.9, result.at("/synthesis/confidence").doubleValue());
        assertEquals("sources", result.at("/synthesis/refinement_areas/0").textValue());
        assertEquals("Nile.", result.at("/model_responses/1/response").textValue());
        assertEquals(2, result.at("/model_responses/1/instance").intValue());
        assertEquals(0.8, result.at("/model_responses/0/confidence").doubleValue());
        assertEquals(2, result.at("/metadata/models_used/one:alpha").intValue());
        assertEquals("two:beta", result.at("/metadata/arbiter").textValue());
        assertEquals(1, result.at("/metadata/iteration_count").intValue());
        assertEquals("2 of 2", result.at("/metadata/answered").textValue());
        assertEquals(1, result.path("iterations").size());
        assertTrue(result.at("/cost/usd").isNull());
        assertTrue(result.path("usage").has("input"));
    }

    @Test
    void withRawEverybodysOwnWordsFollow() throws Exception {
        stage.answering("First words.", "First words.", OUTPUT);

        council("--raw");

        assertTrue(stage.out.contains("── one:alpha (2), round 1\nFirst words.\n"), stage.out);
        assertTrue(stage.out.contains("── arbiter two:beta, round 1\n<synthesis_output>"), stage.out);
    }

    @ParameterizedTest
    @Tag("A3.11")
    @CsvSource({
        "--confidence-threshold, -0.1",
        "--confidence-threshold, 101",
        "--max-iterations, 0",
        "--count, 65",
        "--stop-on, never",
        "--quorum, 0",
        "--member-timeout, 0",
        "--agreement-threshold, x"
    })
    void anOptionThatMakesNoSenseIsNamedAndNobodyIsAsked(String option, String value) throws Exception {
        assertEquals(Cli.USAGE, council(option, value));

        assertTrue(stage.err.contains(option), stage.err);
        assertEquals(List.of(), stage.requests);
    }

    @Test
    @Tag("A3.11")
    void fewerRoundsAtMostThanAtLeastAreRefused() throws Exception {
        assertEquals(Cli.USAGE, council("--min-iterations", "4", "--max-iterations", "2"));

        assertTrue(stage.err.contains("--min-iterations 4 is above --max-iterations 2"), stage.err);
        assertEquals(List.of(), stage.requests);
    }

    @Test
    @Tag("A3.16")
    void membersAndAnArbiterAreNeeded() throws Exception {
        assertEquals(Cli.USAGE, stage.run("consortium", "--arbiter", "one:alpha", "Why?"));
        assertTrue(stage.err.contains("--model"), stage.err);
        assertEquals(Cli.USAGE, stage.run("consortium", "-m", "one:alpha", "Why?"));
        assertTrue(stage.err.contains("--arbiter"), stage.err);
        assertEquals(Cli.USAGE, stage.run("consortium", "-m", "one:alpha:0", "--arbiter", "one:alpha", "Why?"));
        assertTrue(stage.err.contains("--model \"one:alpha:0\""), stage.err);
        assertEquals(List.of(), stage.requests);
    }

    @Test
    @Tag("A3.15")
    void aSavedConsortiumIsListedShownAskedAndRemoved() throws Exception {
        assertEquals(Cli.OK, stage.run("consortium", "save", "wise-men", "-m", "one:alpha:2", "--arbiter", "two:beta"));
        assertEquals(List.of(), stage.requests);
        Path file = directory.resolve("data/logical_models/wise-men.yaml");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));

        stage.run("consortium", "list");
        assertEquals("wise-men  one:alpha:2  arbiter two:beta\n", stage.out);
        stage.run("consortium", "show", "wise-men");
        assertTrue(stage.out.contains("arbiter: \"two:beta\""), stage.out);

        stage.answering("Same.", "Same.", OUTPUT);
        assertEquals(Cli.OK, stage.run("ask", "-m", "wise-men", "Why?"));
        assertEquals("The joint answer.\n", stage.out);

        assertEquals(Cli.OK, stage.run("consortium", "remove", "wise-men"));
        assertEquals(Cli.USAGE, stage.run("consortium", "remove", "wise-men"));
        assertEquals(Cli.USAGE, stage.run("ask", "-m", "wise-men", "Why?"));
        assertEquals(3, stage.requests.size());
    }

    @Test
    @Tag("A3.15")
    void aNameThatIsTakenIsRefused() throws Exception {
        assertEquals(Cli.USAGE, stage.run("consortium", "save", "one", "-m", "one:alpha", "--arbiter", "two:beta"));
        assertTrue(stage.err.contains("is the name of a model or a provider already"), stage.err);
        assertEquals(Cli.USAGE, stage.run("consortium", "save", "../x", "-m", "one:alpha", "--arbiter", "two:beta"));
        assertFalse(Files.exists(directory.resolve("data/logical_models")));
    }

    @Test
    @Tag("A3.18")
    void runsAreListedAndOneIsShownAsItsResult() throws Exception {
        stage.answering("Same.", "Same.", OUTPUT);
        council();

        stage.run("consortium", "runs");
        assertTrue(stage.out.contains("ok  1 round, confidence 0.90  Why?"), stage.out);
        String id = stage.out.split("  ")[0];
        assertEquals(Cli.OK, stage.run("consortium", "run-info", id));
        assertEquals(
                "The joint answer.",
                new ObjectMapper()
                        .readTree(stage.out)
                        .at("/synthesis/synthesis")
                        .textValue());
    }

    @Test
    @Tag("A2.03")
    void theStrategiesAreListed() throws Exception {
        stage.run("consortium", "strategies");

        assertTrue(stage.out.contains("self-moa"), stage.out);
    }

    @Test
    void pipedTextJoinsThePromptUnlessItIsNotWanted() throws Exception {
        stage.stdin = "the attached text\n".getBytes(StandardCharsets.UTF_8);
        stage.answering("Same.", OUTPUT, "Same.", OUTPUT);

        stage.run("consortium", "-m", "one:alpha", "--arbiter", "two:beta", "Why?");
        assertTrue(stage.requests.getFirst().contains("the attached text"));
        stage.requests.clear();
        stage.run("consortium", "-m", "one:alpha", "--arbiter", "two:beta", "--no-stdin", "Why?");
        assertFalse(stage.requests.getFirst().contains("the attached text"));
    }

    @Test
    void recordedAnswersAreJoinedAnewAndNobodyPaysForThemAgain() throws Exception {
        stage.answering("Same.", "Same.", OUTPUT);
        council();
        Path file = stage.files().getFirst();
        stage.requests.clear();
        stage.answering(OUTPUT.replace("The joint answer.", "Judged anew."));

        assertEquals(Cli.OK, stage.run("rearbitrate", file.toString(), "1", "--arbiter", "one:gamma"));

        assertEquals("Judged anew.\n", stage.out);
        assertEquals(1, stage.requests.size());
        assertTrue(stage.requests.getFirst().contains("Same."), stage.requests.getFirst());
        assertTrue(stage.err.contains("they were not asked again"), stage.err);
        assertTrue(stage.err.contains("The arbiter reads 2 of 2 answers"), stage.err);
    }

    @Test
    void onlyATurnOfManyCanBeJoinedAnew() throws Exception {
        stage.answering("Alone.");
        stage.run("ask", "Why?");
        String file = stage.files().getFirst().toString();

        assertEquals(Cli.USAGE, stage.run("rearbitrate", file, "1", "--arbiter", "one:gamma"));
        assertTrue(stage.err.contains("Turn 1 was not answered by several models"), stage.err);
        assertEquals(Cli.USAGE, stage.run("rearbitrate", file, "1"));
        assertEquals(1, stage.requests.size());
    }

    @Test
    void aDryRunSaysWhatItWouldAskAndAsksNobody() throws Exception {
        assertEquals(Cli.OK, stage.run("ask", "--dry-run", "-m", "composite/vote/one:alpha", "Why?"));

        assertTrue(stage.out.contains("composite/vote/one:alpha would ask:"), stage.out);
        assertTrue(stage.out.contains("sample       one:alpha  3 at least, ~4, 5 at most"), stage.out);
        assertTrue(stage.out.contains("cost    ? at least, ~?, ? at most"), stage.out);
        assertTrue(stage.out.contains("no price for one:alpha"), stage.out);
        assertEquals(List.of(), stage.requests);
        assertEquals(List.of(), stage.files());
    }

    @Test
    @Tag("A3.18")
    void runsAreListedForProgramsToo() throws Exception {
        stage.answering("Same.", "Same.", OUTPUT);
        council();

        assertEquals(Cli.OK, stage.run("consortium", "runs", "--json", "--since", "1d"));
        JsonNode run = new ObjectMapper().readTree(stage.out);
        assertEquals(0.9, run.path("final_confidence").doubleValue());
        assertEquals(1, run.path("iteration_count").intValue());
        assertTrue(run.path("cost_usd").isNull());
        String id = run.path("id").textValue();
        assertEquals(Cli.OK, stage.run("consortium", "run-info", "--json", id), stage.err);

        stage.run("consortium", "runs", "--since", "2026-11-26");
        assertEquals("", stage.out);
        assertEquals(Cli.USAGE, stage.run("consortium", "runs", "--since", "soon"));
        assertTrue(stage.err.contains("--since takes 7d"), stage.err);
    }

    @Test
    @Tag("A3.01")
    void theSameModelTwiceIsAskedAsOftenAsBothSay() throws Exception {
        stage.answering("Same.", "Same.", "Same.", OUTPUT);

        stage.run("consortium", "-m", "one:alpha:2", "-m", "one:alpha", "--arbiter", "two:beta", "Why?");

        assertEquals(4, stage.requests.size());
        assertTrue(stage.err.contains("A one:alpha"), stage.err);
        assertTrue(stage.err.contains("one:alpha (3)"), stage.err);
    }

    @Test
    @Tag("A3.01")
    void aModelThatNobodyKnowsIsRefusedBeforeAnybodyIsAsked() throws Exception {
        assertEquals(Cli.USAGE, stage.run("consortium", "-m", "nosuch:x", "--arbiter", "two:beta", "Why?"));
        assertTrue(stage.err.contains("--model nosuch:x"), stage.err);
        assertEquals(Cli.USAGE, stage.run("consortium", "-m", "one:x", "--arbiter", "nosuch:x", "Why?"));
        assertTrue(stage.err.contains("--arbiter nosuch:x"), stage.err);
        assertEquals(List.of(), stage.requests);
    }

    @Test
    void moreRequestsThanAreAllowedInAllAreRefusedWithTheirNumber() throws Exception {
        assertEquals(
                Cli.USAGE,
                stage.run(
                        "consortium",
                        "-m",
                        "one:alpha:64",
                        "--arbiter",
                        "two:beta",
                        "--max-iterations",
                        "20",
                        "--no-stdin",
                        "Why?"));

        assertTrue(stage.err.contains("would make up to 1,320 requests for one question"), stage.err);
        assertEquals(List.of(), stage.requests);
    }

    @Test
    @Tag("A3.04")
    void instructionsAreATextOrStandInAFileAndWhichIsSaid() throws Exception {
        Path file = directory.resolve("instructions.txt");
        Files.writeString(file, "Answer like a sailor.\n");
        stage.answering("Same.", "Same.", OUTPUT, "Same.", "Same.", OUTPUT);

        council("--system", file.toString());
        assertTrue(stage.requests.getFirst().contains("Answer like a sailor."), stage.requests.getFirst());
        assertTrue(
                stage.err.contains("The instructions are those in the file " + file + " (21 characters)"), stage.err);
        stage.requests.clear();
        council("--system", "Answer like a pirate.");
        assertTrue(stage.requests.getFirst().contains("Answer like a pirate."), stage.requests.getFirst());

        stage.requests.clear();
        assertEquals(Cli.USAGE, council("--system", "./no-such-file"));
        assertTrue(stage.err.contains("--system: there is no file ./no-such-file"), stage.err);
        Files.write(file, new byte[] {(byte) 0xff});
        assertEquals(Cli.USAGE, council("--system", file.toString()));
        assertTrue(stage.err.contains("is not UTF-8"), stage.err);
        assertEquals(List.of(), stage.requests);
    }

    @Test
    @Tag("A3.15")
    void aSavedConsortiumMayAnswerEverywhereAndStandInsideOfOthers() throws Exception {
        stage.run("consortium", "save", "wise-men", "-m", "one:alpha", "--arbiter", "two:beta");
        stage.config("""
            llm_providers:
              one: {type: openai, base_url: "%s", api_key: "${TEST_KEY}"}
              two: {type: openai, base_url: "%s", api_key: "${TEST_KEY}"}
            routing_strategy: {mode: rules, response_formatting: wise-men}
            logical_models:
              both: {strategy: moa, models: [wise-men, "one:gamma"], aggregator: "two:beta"}
            """.formatted(stage.url(), stage.url()));
        stage.answering("Same.", OUTPUT);

        assertEquals(Cli.OK, stage.run("ask", "Why?"), stage.err);
        assertEquals("The joint answer.\n", stage.out);

        assertEquals(Cli.OK, stage.run("ask", "--dry-run", "-m", "both", "Why?"), stage.err);
        assertTrue(stage.out.contains("proposer/member one:alpha"), stage.out);
        assertEquals(Cli.OK, stage.run("config", "check"), stage.err);

        stage.run("consortium", "remove", "wise-men");
        assertEquals(Cli.USAGE, stage.run("ask", "Why?"));
        assertTrue(stage.err.contains("\"wise-men\" is no logical model"), stage.err);
    }
}
