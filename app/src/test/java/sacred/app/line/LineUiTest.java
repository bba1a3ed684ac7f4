package sacred.app.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.app.Stage;

class LineUiTest {

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

    private String typed(String... lines) throws InterruptedException {
        stage.stdin = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        assertEquals(0, stage.run());
        return stage.out;
    }

    @Test
    void aPromptIsAnsweredWithItsStagesAndItsFigures() throws Exception {
        stage.answering("The answer.");

        String shown = typed("What is it?");

        for (String part : List.of("route ", "tool ", "The answer.\n", "7↑ 3↓", "turn    ok")) {
            assertTrue(shown.contains(part), part + " in " + shown);
        }
    }

    @Test
    void switchingTheModelKeepsTheConversation() throws Exception {
        stage.answering("one", "two");

        typed("First?", "/model two:beta", "Second?");

        String second = stage.requests.getLast();
        assertTrue(second.contains("\"beta\"") && second.contains("First?") && second.contains("one"), second);
        assertEquals(1, stage.files().size());
    }

    @Test
    void aPartOfAModelsNameIsEnoughWhenItIsTheOnlyOne() throws Exception {
        stage.config("llm_providers: {one: {type: openai, base_url: \"" + stage.url() + "\", api_key: x}}\n");

        assertTrue(typed("/model bet").contains("From now on one:beta answers"), stage.out);
        assertTrue(typed("/model a").contains("could be any of these"), stage.out);
        assertTrue(typed("/model nosuch").contains("is not a model"), stage.out);
    }

    @Test
    void switchingTheProviderTakesItsFirstModel() throws Exception {
        assertTrue(typed("/provider two").contains("From now on two:alpha answers"), stage.out);
        assertTrue(typed("/provider nosuch").contains("not configured"), stage.out);
    }

    @Test
    void retryAsksTheLastPromptAgainWithoutItsFirstAnswer() throws Exception {
        stage.answering("bad", "good");

        typed("What is it?", "/retry");

        assertEquals(2, stage.requests.size());
        assertTrue(!stage.requests.getLast().contains("bad"), stage.requests.getLast());
    }

    @Test
    void theNewestOfTheAnswersToAPromptIsTheOneThatIsToldAfterwards() throws Exception {
        stage.answering("bad", "worse", "good", "next");

        typed("What is it?", "/retry", "/retry -m two:beta", "And then?");

        String told = stage.requests.getLast();
        assertTrue(told.contains("good") && !told.contains("bad") && !told.contains("worse"), told);
        assertEquals(2, told.split("What is it|And then", -1).length - 1, told);
        stage.run("show", stage.files().getFirst().toString());
        assertTrue(stage.out.contains("↻ turn 2, another answer to turn 1"), stage.out);
        assertTrue(stage.out.contains("↻ turn 3, another answer to turn 1"), stage.out);
        assertEquals(
                2,
                Files.readAllLines(stage.files().getFirst()).stream()
                        .filter(record -> record.contains("\"retry_of\":1"))
                        .count());
    }

    @Test
    void compareShowsTheLastTwoAnswersToAPromptOrAnyTwo() throws Exception {
        stage.answering("bad", "good", "next");

        String shown =
                typed("What is it?", "/compare", "/retry", "And then?", "/compare", "/compare 2 3", "/compare 9 1");

        assertTrue(shown.contains("No prompt has two answers yet"), shown);
        assertTrue(shown.contains("turn 1 and turn 2: the answers differ"), shown);
        assertTrue(shown.contains(" - bad") && shown.contains(" + good"), shown);
        assertTrue(shown.contains("turn 2 and turn 3"), shown);
        assertTrue(shown.contains("Nothing was asked in turn 9"), shown);
    }

    @Test
    void statsAreOverAllTimelinesAndCostIsOverThisOne() throws Exception {
        stage.answering("one", "two");

        String shown = typed("First?", "/new", "Second?", "/stats provider", "/stats nothing");

        assertTrue(shown.contains("2 timelines · 2 turns: 2 ok"), shown);
        assertTrue(shown.contains("one\n  2 calls · 0 failed"), shown);
        assertTrue(shown.contains("/stats takes model, provider, stage, day, logical, not \"nothing\"."), shown);
    }

    @Test
    void newBeginsATimelineAndResumeGoesOnWithTheOldOne() throws Exception {
        stage.answering("one", "two", "three");
        typed("First?");
        String name = stage.files().getFirst().getFileName().toString();
        String id = name.substring(name.length() - 12, name.length() - 6);

        String shown = typed("/new", "Second?", "/resume " + id, "Third?");

        assertTrue(shown.contains("Going on after 1 turn. The last prompt was: First?"), shown);
        assertEquals(2, stage.files().size());
        assertTrue(stage.requests.getLast().contains("First?"));
        assertTrue(!stage.requests.getLast().contains("Second?"));
    }

    @Test
    void anUnknownCommandIsNeverSentAndTheNearestIsOffered() throws Exception {
        String shown = typed("/modle x", "/qiut");

        assertTrue(shown.contains("Did you mean /model?") && shown.contains("Did you mean /quit?"), shown);
        assertEquals(List.of(), stage.requests);
    }

    @Test
    void twoSlashesSendOne() throws Exception {
        typed("//etc/passwd is a file");

        assertTrue(stage.requests.getFirst().contains("\"/etc/passwd is a file\""), stage.requests.getFirst());
    }

    @Test
    void costAndStatusTellWhatTheTimelineKnows() throws Exception {
        stage.answering("one", "two");

        String shown = typed("First?", "Second?", "/cost", "/status");

        assertTrue(shown.contains("2 calls  14↑ 6↓  $?"), shown);
        assertTrue(shown.contains("  per session  no limit, spent $0+?\n"), shown);
        assertTrue(shown.contains("  per day      no limit, spent $0+?\n"), shown);
        assertTrue(shown.contains("last routes 2 by rules (of 2)"), shown);
    }

    @Test
    void thePanelIsPrintedInTheLineMode() throws Exception {
        stage.config("""
            llm_providers:
              one: {type: openai, base_url: "%s", api_key: "${TEST_KEY}"}
            routing_strategy: {mode: rules, tool_calling: "builtin:default", response_formatting: council}
            logical_models:
              council: {strategy: consortium, models: ["one:alpha:2"], arbiter: "one:beta", max_iterations: 1}
            """.formatted(stage.url()));
        String member = "The capital of France is Paris. <confidence>0.8</confidence>";
        stage.answering(
                member,
                member,
                "<synthesis_output><synthesis>Paris.</synthesis><confidence>0.9</confidence>"
                        + "<dissent>Nobody objects.</dissent></synthesis_output>");

        String shown = typed("/panel", "Tell me about Paris.", "/panel", "/panel 7", "/panel x");

        for (String part : List.of(
                "No logical model has answered in this timeline yet.",
                " round 1 · 2 of 2 answered · agreement 1.00 (N=2)",
                "       confidence ▇▇▇▇▇▇▁▁ 0.80 (self-report)",
                "       2/2 The capital of France is Paris.",
                "       dissent    Nobody objects.",
                "No logical model has answered in turn 7.",
                "/panel takes the number of a turn, not \"x\".")) {
            assertTrue(shown.contains(part), part + " is not in\n" + shown);
        }
    }

    /** The aggregator fails before its first word, and another logical model stands in. */
    @Test
    void theAnswerOfALogicalModelThatStandsInIsPrintedOnce() throws Exception {
        stage.config("""
            llm_providers:
              one: {type: openai, base_url: "%s", api_key: "${TEST_KEY}"}
            limits: {retry: {attempts: 1}}
            routing_strategy:
              {mode: rules, tool_calling: "builtin:default", response_formatting: mixed, fallback: [poll]}
            logical_models:
              mixed: {strategy: moa, models: ["one:alpha:2"], aggregator: "one:beta"}
              poll: {strategy: vote, models: ["one:gamma:3"]}
            """.formatted(stage.url()));
        stage.answering("a member", "a member", "!500", "VOTED", "VOTED", "VOTED");

        String shown = typed("Tell me about Paris.");

        assertEquals(1, shown.split("VOTED", -1).length - 1, shown);
    }

    @Test
    void contextTellsWhatGoesAlongAndHowMuchTheModelReads() throws Exception {
        stage.answering("one", "two");
        stage.config("llm_providers: {one: {type: openai, base_url: \"" + stage.url() + "\", api_key: x}}\n"
                + "routing_strategy: {mode: rules, response_formatting: \"one:alpha\", tool_calling: \"one:alpha\"}\n"
                + "windows: {\"one:alpha\": 1000}\n");

        String shown = typed("First? " + "word ".repeat(600), "Second?", "/context", "/model one:beta", "/context");

        for (String part : List.of(
                "The next request to one:alpha contains:",
                "  turn 2  Second?                                    10 ch      ~12 tok",
                "of the 1,000 tokens that it reads and writes, 250 of them",
                "for the answer (windows in the configuration).",
                "Left out, too long: turn 1 (3,009 characters, ~869 tokens).",
                "For tools one:alpha is asked first: 13 tools, ~",
                "  turn 1  First? word word word word word w…      3,009 ch     ~869 tok",
                "one:beta reads ? tokens: nobody says, so nothing is left out.",
                "The last answer took 7↑ 3↓ with one:alpha.")) {
            assertTrue(shown.contains(part), part + " is not in\n" + shown);
        }
    }

    @Test
    void costAndBudgetTellTheLimitsWhatWasSpentAndWhatIsLeft() throws Exception {
        stage.config("""
            llm_providers:
              one: {type: openai, base_url: "%s", api_key: "${TEST_KEY}"}
            routing_strategy: {mode: rules, response_formatting: "one:alpha"}
            prices: {"one:alpha": {input: 30.0, output: 60.0}}
            budget: {per_turn_usd: 0.5, per_session_usd: 5}
            """.formatted(stage.url()));

        String shown = typed("First?", "Second?", "/cost", "/budget");

        assertTrue(shown.contains("2 calls  14↑ 6↓  $0.0008"), shown);
        assertTrue(shown.contains("  per turn     limit $0.5, the last one cost $0.0004"), shown);
        assertTrue(shown.contains("  per session  limit $5, spent $0.0008, left $5"), shown);
        assertTrue(shown.contains("  per day      no limit, spent $0.0008"), shown);
        assertTrue(!shown.contains("not enforce"), shown);
    }

    @Test
    void budgetCountsEveryRequestThatMayHaveCostSomethingNobodyKnows() throws Exception {
        stage.answering("!500", "!500", "", "", "fine");

        String shown = typed("First?", "Second?", "/budget", "Third?", "/budget");

        assertTrue(shown.contains("  2 requests of this timeline have no known cost and are in no sum."), shown);
        assertTrue(shown.contains("  3 requests of this timeline have no known cost and are in no sum."), shown);
    }

    @Test
    void statusNamesTheFallbacksInTheirOrder() throws Exception {
        stage.config("""
            llm_providers:
              one: {type: openai, base_url: "%s", api_key: "${TEST_KEY}"}
            routing_strategy: {response_formatting: "one:alpha", fallback: ["one:beta", "builtin:default"]}
            """.formatted(stage.url()));

        assertTrue(typed("/status").contains("fallback   one:beta, builtin:default\n"), stage.out);
    }

    @Test
    void aFailedTurnDoesNotEndTheConversation() throws Exception {
        stage.answering("!500", "!500", "fine again");

        String shown = typed("First?", "Second?");

        assertTrue(shown.contains("✗ format  server") && shown.contains("fine again"), shown);
    }

    @Test
    void helpListsEveryCommand() throws Exception {
        String shown = typed("?", "/quit", "never read");

        assertTrue(shown.contains("/resume [ID]") && shown.contains("/quit"), shown);
        assertEquals(List.of(), stage.requests);
    }

    @Test
    void leavingSaysHowToGoOnAndGoingOnSaysWhere() throws Exception {
        String left = typed("What is it?");
        String id = left.substring(left.indexOf("To go on: sacred -r ") + 20).strip();
        stage.stdin = "/quit\n".getBytes(StandardCharsets.UTF_8);

        assertEquals(0, stage.run("-r", id));

        assertTrue(stage.out.contains("Going on after 1 turn. The last prompt was: What is it?"), stage.out);
    }

    @Test
    void withoutAModelTheGreetingSaysHowToGetOne() throws Exception {
        stage.config("llm_providers: {}\n");

        assertTrue(typed("/quit").contains("start Ollama, or set ANTHROPIC_API_KEY"), stage.out);
    }

    @Test
    void leavingWithoutAPromptLeavesNoTimeline() throws Exception {
        typed("/quit");

        assertEquals(List.of(), stage.files());
    }

    @Test
    void aTimelineGoesOnWithTheModelThatItWasLeftWith() throws Exception {
        stage.answering("one", "two");
        typed("First?", "/model two:beta", "/route rules");

        stage.stdin = "Second?\n".getBytes(StandardCharsets.UTF_8);
        assertEquals(0, stage.run("-c"));

        assertTrue(stage.requests.getLast().contains("\"beta\""), stage.requests.getLast());
        assertTrue(stage.out.contains("two:beta answers"), stage.out);
    }

    @Test
    void aModelThatIsNamedWinsOverTheOneOfTheTimeline() throws Exception {
        stage.answering("one", "two");
        typed("First?", "/model two:beta");

        stage.stdin = "Second?\n".getBytes(StandardCharsets.UTF_8);
        assertEquals(0, stage.run("-c", "-m", "one:gamma"));

        assertTrue(stage.requests.getLast().contains("\"gamma\""), stage.requests.getLast());
    }

    @Test
    void aModelWithBlanksInItsNameIsRefused() throws Exception {
        stage.answering("one");

        String shown = typed("/model two:beta please", "First?");

        assertTrue(shown.contains("A model is named by one word"), shown);
        assertTrue(stage.requests.getLast().contains("\"alpha\""), stage.requests.getLast());
    }

    @Test
    void whatBeginsLikeACommandIsOfferedFirst() throws Exception {
        assertTrue(typed("/ro").contains("Did you mean /route?"), stage.out);
    }
}
