package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sacred.cognition.Scripted.calls;
import static sacred.cognition.Scripted.fails;
import static sacred.cognition.Scripted.reply;
import static sacred.cognition.Scripted.text;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sacred.cognition.Scripted.Move;
import sacred.cognition.schedule.Limits;
import sacred.cognition.schedule.Scheduler;
import sacred.cognition.strategy.LogicalModel.Seat;
import sacred.cognition.strategy.Options;
import sacred.cognition.tool.Arguments;
import sacred.cognition.tool.Tool;
import sacred.cognition.tool.Toolbox;
import sacred.providers.Chunk;
import sacred.providers.Message;
import sacred.providers.Price;
import sacred.providers.Prices;
import sacred.providers.Prompt;
import sacred.providers.ToolCall;
import sacred.providers.ToolSpec;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Contents;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.Pace;
import sacred.timeline.Routing;
import sacred.timeline.Usage;

/** A turn that is answered by many models: what is asked of whom, what is kept, and what happens when something fails. */
@Timeout(60)
class StrategyStageTest {

    private static final ModelRef TEAM = ModelRef.logical("team");
    private static final String ROUTE =
            "{\"intent\":\"chat\",\"domains\":{\"CD\":0.1,\"SD\":0.2,\"CuD\":0.3,\"ED\":0.4},\"tools\":[],\"plan\":\"%s\"}";

    private final Stagehand hand = new Stagehand();
    private final Many models = new Many();

    @BeforeEach
    void team() {
        hand.asked = models;
        hand.settings = hand.settings.answeredBy(TEAM);
        models.says("p:a", text("Answer a."))
                .says("p:b", text("Answer b."))
                .says("p:c", text("Answer c."))
                .says("p:joins", text("The joint ", "answer."));
        models.define(
                "team", "moa", Options.USUAL, Map.of("aggregator", "p:joins"), seat("p:a"), seat("p:b"), seat("p:c"));
    }

    private static Seat seat(String ref) {
        return new Seat(ModelRef.parse(ref), 1);
    }

    private static Options patient(Duration patience) {
        return new Options(
                0.8,
                0.5,
                Options.StopOn.AGREEMENT,
                1,
                OptionalInt.empty(),
                1,
                1,
                Optional.of(patience),
                false,
                true,
                "",
                "");
    }

    @Test
    void theRouteMayChooseThemByName() throws IOException {
        routed();
        models.says("r:routes", text(ROUTE.formatted("team")));

        hand.ask("Something hard.");

        Block.Route route = hand.only(Block.Route.class);
        assertEquals("team", route.routing().plan());
        assertTrue(
                route.calls().getFirst().said().prompt().orElseThrow().contains("is needed. Or one of these names"),
                route.calls().toString());
        assertTrue(
                route.calls().getFirst().said().prompt().orElseThrow().contains("\"team\" (moa of 4 models)"),
                route.calls().toString());
        assertEquals("The joint answer.", hand.only(Block.Format.class).text());
        assertEquals(4, hand.only(Block.Tool.class).calls().size());
    }

    @Test
    void whereTheUserHasSaidWhoAnswersTheyAreNotOffered() throws IOException {
        routed();
        hand.settings = hand.settings.answeredBy(ModelRef.parse("p:a"));
        models.says("r:routes", text(ROUTE.formatted("team")));

        hand.ask("Something hard.");

        assertEquals(
                Routing.Source.RULES, hand.only(Block.Route.class).routing().source());
        assertEquals("Answer a.", hand.only(Block.Format.class).text());
    }

    @Test
    void aPanelThatStandsInForItselfAsksNobodyTwice() throws IOException {
        models.says("p:joins", fails(ErrorKind.BAD_REQUEST, false));
        hand.settings = new TurnSettings(
                        Stagehand.ROUTES, TEAM, TEAM, List.of(TEAM), TurnSettings.Mode.RULES, Duration.ofSeconds(60))
                .with(hand.settings.routes());

        assertEquals(Event.Outcome.FAILED, hand.ask("Something hard."));

        assertEquals(4, models.asked.size(), models.asked.toString());
    }

    @Test
    void whereThePanelOfTheRouteFailsTheUsualModelStandsIn() throws IOException {
        routed();
        models.says("r:routes", text(ROUTE.formatted("team"))).says("p:joins", fails(ErrorKind.BAD_REQUEST, false));

        assertEquals(Event.Outcome.OK, hand.ask("Something hard."));

        assertEquals("Answer a.", hand.only(Block.Format.class).text());
    }

    private void routed() {
        hand.settings = new TurnSettings(
                        Stagehand.ROUTES,
                        ModelRef.parse("p:a"),
                        ModelRef.parse("p:a"),
                        List.of(),
                        TurnSettings.Mode.MODEL,
                        Duration.ofSeconds(60))
                .with(hand.settings.routes().in(TurnSettings.Mode.MODEL));
    }

    @Test
    @Tag("A2.08")
    void theMembersAreCallsOfTheToolBlockAndTheSynthesisPassesThrough() throws IOException {
        assertEquals(Event.Outcome.OK, hand.ask("Say hello to Anna."));

        assertEquals(List.of("input", "route", "tool", "format"), hand.kinds());
        Block.Tool tool = hand.only(Block.Tool.class);
        assertEquals("team, moa: the aggregator saw 3 of 3 answers", tool.text());
        assertEquals(
                List.of("proposer", "proposer", "proposer", "aggregator"),
                tool.calls().stream().map(Call::role).toList());
        assertEquals(
                List.of("Answer a.", "Answer b.", "Answer c."),
                tool.calls().subList(0, 3).stream()
                        .sorted((x, y) ->
                                x.model().toString().compareTo(y.model().toString()))
                        .map(c -> c.said().text().orElseThrow())
                        .toList());
        Block.Format format = hand.only(Block.Format.class);
        assertEquals("The joint answer.", format.text());
        assertEquals(List.of(), format.calls());
    }

    @Test
    void ofEveryMemberItIsKeptWhenItsWordsArrived() throws IOException {
        hand.ask("Say hello to Anna.");

        for (Call call : hand.only(Block.Tool.class).calls()) {
            String text = call.said().text().orElseThrow();
            int arrived = call.said().pace().stream().mapToInt(Pace::characters).sum();
            assertEquals(text.codePointCount(0, text.length()), arrived, call.role());
            assertTrue(arrived > 0, call.role());
        }
    }

    @Test
    @Tag("A2.08")
    @Tag("A3.22")
    void theTotalsAreTheSumOfEveryCall() throws IOException {
        hand.ask("Say hello to Anna.");

        Usage total = hand.timeline.closings().getFirst().usage();
        assertEquals(Usage.sum(hand.calls().stream().map(Call::usage).toList()), total);
        assertEquals(40, total.input().orElseThrow());
    }

    @Test
    @Tag("A2.04")
    @Tag("A3.02")
    void membersAreAskedAtTheSameTime() throws IOException {
        CyclicBarrier all = new CyclicBarrier(3);
        Move meets = (prompt, onChunk) -> {
            try {
                all.await(30, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException("they do not meet", e);
            }
            return text("met").make(prompt, onChunk);
        };
        models.says("p:a", meets).says("p:b", meets).says("p:c", meets);

        assertEquals(Event.Outcome.OK, hand.ask("Say hello to Anna."));
    }

    @Test
    @Tag("A3.13")
    void aProviderThatAnswersOneAtATimeIsAskedOneAtATime() throws IOException {
        hand.scheduler = new Scheduler(
                List.of(new Scheduler.Line(List.of("p"), new Limits(1, Optional.empty()))),
                System::nanoTime,
                Thread::sleep);
        List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
        List<Object> inside = Collections.synchronizedList(new ArrayList<>());
        Move alone = (prompt, onChunk) -> {
            inside.add(prompt);
            seen.add(inside.size());
            Thread.yield();
            inside.remove(prompt);
            return text("x").make(prompt, onChunk);
        };
        models.says("p:a", alone).says("p:b", alone).says("p:c", alone);

        hand.ask("Say hello to Anna.");

        assertEquals(List.of(1, 1, 1), seen);
    }

    @Test
    void aStopEndsEveryMemberAndBooksEachOfThem() throws Exception {
        CountDownLatch onTheirWay = new CountDownLatch(3);
        Move hangs = (_, onChunk) -> {
            onChunk.accept(new Chunk.Text("half"));
            onTheirWay.countDown();
            return Scripted.hang();
        };
        models.says("p:a", hangs).says("p:b", hangs).says("p:c", hangs);
        Thread stopper = Thread.ofVirtual().start(() -> {
            try {
                onTheirWay.await();
                hand.stop.now(Stop.Reason.CANCELLED);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        assertEquals(Event.Outcome.CANCELLED, hand.ask("Say hello to Anna."));

        stopper.join();
        Block.Error error = hand.only(Block.Error.class);
        assertEquals(ErrorKind.CANCELLED, error.error());
        assertEquals(3, error.calls().size());
        assertTrue(error.calls().stream().allMatch(c -> c.status() == Call.Status.CANCELLED));
        assertTrue(
                error.calls().stream().allMatch(c -> c.said().text().orElse("").equals("half")));
        assertEquals(3, models.asked.size());
    }

    @Test
    void aMemberThatIsLateIsStoppedAndLeftOut() throws IOException {
        models.says("p:b", (_, _) -> Scripted.hang());
        models.define(
                "team",
                "moa",
                patient(Duration.ofMillis(100)),
                Map.of("aggregator", "p:joins"),
                seat("p:a"),
                seat("p:b"),
                seat("p:c"));

        assertEquals(Event.Outcome.OK, hand.ask("Say hello to Anna."));

        Block.Tool tool = hand.only(Block.Tool.class);
        assertEquals("team, moa: the aggregator saw 2 of 3 answers", tool.text());
        assertTrue(tool.head().notes().getFirst().contains("Left out: p:b (no answer within 100 ms)"), tool.toString());
        assertEquals(
                1,
                tool.calls().stream()
                        .filter(c -> c.status() == Call.Status.CANCELLED)
                        .count());
    }

    @Test
    @Tag("A3.17")
    void aPanelOfWhichNobodyAnsweredEndsTheTurn() throws IOException {
        Move no = fails(ErrorKind.BAD_REQUEST, false);
        models.says("p:a", no).says("p:b", no).says("p:c", no);

        assertEquals(Event.Outcome.FAILED, hand.ask("Say hello to Anna."));

        assertEquals(List.of("input", "route", "error"), hand.kinds());
        Block.Error error = hand.only(Block.Error.class);
        assertEquals(ErrorKind.BAD_REQUEST, error.error());
        assertTrue(error.text().startsWith("No member of team answered."), error.text());
        assertEquals(3, error.calls().size());
    }

    @Test
    void aFallbackStandsInForAPanelAndSaysSo() throws IOException {
        Move no = fails(ErrorKind.SERVER, false);
        models.says("p:a", no).says("p:b", no).says("p:c", no).says("p:alone", text("Alone."));
        hand.settings = new TurnSettings(
                Stagehand.ROUTES,
                TEAM,
                TEAM,
                List.of(ModelRef.parse("p:alone")),
                TurnSettings.Mode.RULES,
                Duration.ofSeconds(60));

        assertEquals(Event.Outcome.OK, hand.ask("Say hello to Anna."));

        assertEquals("Alone.", hand.only(Block.Format.class).text());
        assertEquals("p:alone stood in", hand.only(Block.Tool.class).text());
    }

    @Test
    void aRefusalIsNoAnswerOfAMember() throws IOException {
        models.says("p:a", (_, _) -> reply("I cannot.", List.of(), "refusal"));

        hand.ask("Say hello to Anna.");

        assertEquals(
                "team, moa: the aggregator saw 2 of 3 answers",
                hand.only(Block.Tool.class).text());
    }

    @Test
    void alwaysFormattingAsksTheFormattingModelWithTheSynthesis() throws IOException {
        List<Prompt> asked = new ArrayList<>();
        models.says("p:words", (prompt, onChunk) -> {
            asked.add(prompt);
            return text("Worded.").make(prompt, onChunk);
        });
        hand.settings = hand.settings.finishedBy(ModelRef.parse("p:words"));

        hand.ask("Say hello to Anna.");

        assertEquals("Worded.", hand.only(Block.Format.class).text());
        assertFalse(asked.getFirst().system().contains("The joint answer."), asked.toString());
        String last = ((Message.User) asked.getFirst().messages().getLast()).text();
        assertTrue(
                last.matches("(?s)Say hello to Anna.*\\[joint answer (\\w+)]\n"
                        + "The joint answer.\n"
                        + "\\[end of joint answer \\1]"),
                last);
    }

    @Test
    @Tag("A2.14")
    @Tag("A2.16")
    void toolsAreCalledByTheLastWordAloneAndEverybodyReadsTheirResults() throws IOException {
        List<String> proposers = Collections.synchronizedList(new ArrayList<>());
        Move reads = (prompt, onChunk) -> {
            assertTrue(prompt.tools().isEmpty());
            proposers.add(prompt.messages().toString());
            return text("x").make(prompt, onChunk);
        };
        models.says("p:a", reads).says("p:b", reads).says("p:c", reads).says("p:joins", (prompt, onChunk) -> {
            boolean asksForTools =
                    prompt.messages().size() == 1 && !prompt.tools().isEmpty();
            ToolCall call = new ToolCall("1", "calculator", "{\"expression\":\"2+2\"}");
            return (asksForTools ? calls(call) : text("4")).make(prompt, onChunk);
        });

        hand.ask("2+2");

        assertEquals(List.of("input", "route", "tool", "tool", "format"), hand.kinds());
        assertEquals(3, proposers.size());
        assertTrue(proposers.stream().allMatch(p -> p.contains("returned: 4")), proposers.toString());
    }

    /** What a call said whose words are the answer, as it arrived. */
    private String streamed() {
        StringBuilder said = new StringBuilder();
        Set<Integer> answers = new HashSet<>();
        for (Event event : hand.events) {
            if (event instanceof Event.CallStarted call && call.answers()) {
                answers.add(call.call());
            } else if (event instanceof Event.Delta delta && answers.contains(delta.call()) && !delta.thinking()) {
                said.append(delta.text());
            }
        }
        return said.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "moa, The joint answer.",
        "self-moa, Answer a.",
        "fusion, The joint answer.",
        "think, Answer a.",
        "cascade, Answer c.",
        "refine, ''",
        "vote, ''",
        "consortium, ''"
    })
    void whatStreamsAsTheAnswerIsTheAnswerAndNothingStreamsThatMayStillChange(String strategy, String words)
            throws IOException {
        Seat[] seats = strategy.equals("self-moa")
                ? new Seat[] {new Seat(ModelRef.parse("p:a"), 2)}
                : new Seat[] {seat("p:a"), seat("p:b"), seat("p:c")};
        Map<String, String> roles = strategy.equals("self-moa") || strategy.equals("think")
                ? Map.of()
                : Map.of("aggregator", "p:joins", "arbiter", "p:joins");
        models.define("team", strategy, Options.USUAL, roles, seats);

        assertEquals(Event.Outcome.OK, hand.ask("Say hello to Anna."));

        assertEquals(words, streamed());
        assertTrue(words.isEmpty() || words.equals(hand.only(Block.Format.class).text()));
    }

    @Test
    void anAnswerThatIsWordedAnewDoesNotStreamBefore() throws IOException {
        hand.settings = hand.settings.finishedBy(ModelRef.parse("p:words"));
        models.says("p:words", text("Worded anew."));

        hand.ask("Say hello to Anna.");

        assertEquals("Worded anew.", streamed());
    }

    @Test
    void nobodyStandsInForALogicalModelOfWhoseAnswerAPartWasShown() throws IOException {
        models.says("p:joins", fails(ErrorKind.SERVER, true, Optional.empty(), "The joint "))
                .says("p:other", text("Another."));
        hand.settings = new TurnSettings(
                Stagehand.ROUTES,
                TEAM,
                TEAM,
                List.of(ModelRef.parse("p:other")),
                TurnSettings.Mode.RULES,
                Duration.ofSeconds(60));

        assertEquals(Event.Outcome.FAILED, hand.ask("Say hello to Anna."));

        assertEquals("The joint ", streamed());
        Block.Error error = hand.only(Block.Error.class);
        assertEquals("The joint ", error.partial());
        assertFalse(models.asked.contains(ModelRef.parse("p:other")));
        assertEquals(
                "The joint \n\n[the answer broke off here]",
                Conversation.of(2, hand.timeline, OptionalLong.empty(), Contents.NONE)
                        .exchanges()
                        .getFirst()
                        .answer());
    }

    @Test
    void theBlockOfTheMembersAndTheAnswerNameTheLogicalModel() throws IOException {
        models.says("p:a", text("x"))
                .says("p:b", text("x"))
                .says("p:c", text("x"))
                .says("p:joins", text("joint"));

        hand.ask("Say hello to Anna.");

        assertEquals(
                List.of(Optional.empty(), Optional.empty(), Optional.of("team"), Optional.of("team")),
                hand.timeline.blocks().stream()
                        .map(block -> block.head().logicalModel())
                        .toList());
    }

    @Test
    void aLogicalModelThatCameToNothingIsNamedOnTheErrorAndNotOnTheAnswerOfWhoStoodIn() throws IOException {
        models.says("p:a", fails(ErrorKind.SERVER, false))
                .says("p:b", fails(ErrorKind.SERVER, false))
                .says("p:c", fails(ErrorKind.SERVER, false))
                .says("p:joins", text("never"))
                .says("p:other", text("Hello."));

        hand.ask("Say hello to Anna.");

        assertEquals(Optional.of("team"), hand.only(Block.Error.class).head().logicalModel());

        hand.settings = new TurnSettings(
                Stagehand.ROUTES,
                TEAM,
                TEAM,
                List.of(ModelRef.parse("p:other")),
                TurnSettings.Mode.RULES,
                Duration.ofSeconds(60));
        hand.ask("Say hello to Anna.");

        Block answer = hand.timeline.blocks().get(hand.timeline.blocks().size() - 1);
        assertEquals("Hello.", answer.text());
        assertEquals(Optional.empty(), answer.head().logicalModel());
    }

    @Test
    void whatToolsReturnedIsShortenedForTheMemberThatReadsLeast() throws IOException {
        models.windows = new Known()
                .model("p:a", 128_000, Optional.empty())
                .model("p:b", 4096, Optional.empty())
                .model("p:c", 128_000, Optional.empty())
                .model("p:joins", 128_000, Optional.of(true))
                .windows();
        hand.toolbox = Toolbox.HARMLESS.and(List.of(new Tool() {
            @Override
            public ToolSpec spec() {
                return new ToolSpec("long", "Long.", "{\"type\":\"object\",\"properties\":{}}");
            }

            @Override
            public String run(Arguments arguments, Context context) {
                return "BEGIN " + "word ".repeat(3197) + "END";
            }
        }));
        List<String> proposers = Collections.synchronizedList(new ArrayList<>());
        Move reads = (prompt, onChunk) -> {
            proposers.add(prompt.messages().toString());
            return text("x").make(prompt, onChunk);
        };
        models.says("p:a", reads).says("p:b", reads).says("p:c", reads).says("p:joins", (prompt, onChunk) -> {
            boolean asksForTools =
                    prompt.messages().size() == 1 && !prompt.tools().isEmpty();
            return (asksForTools ? calls(new ToolCall("1", "long", "{}")) : text("4")).make(prompt, onChunk);
        });

        hand.ask("2+2");

        assertEquals(1, proposers.stream().distinct().count());
        assertTrue(proposers.getFirst().length() < 4096 * 3.5, proposers.getFirst());
        assertTrue(proposers.getFirst().contains(" characters left out here"), proposers.getFirst());
        List<String> notes = hand.timeline.blocks().get(3).head().notes();
        assertTrue(
                notes.getFirst().startsWith("1 of 1 tool results was shortened (long: ")
                        && notes.getFirst().endsWith("p:b reads 4,096 tokens (as its server says)."),
                notes::toString);
    }

    @Test
    void aLogicalModelInsideOfAnotherIsAskedInItsPlace() throws IOException {
        models.define("inner", "think", Options.USUAL, Map.of(), seat("p:a"));
        models.define("team", "vote", Options.USUAL, Map.of(), new Seat(ModelRef.logical("inner"), 2), seat("p:a"));

        hand.ask("Say hello to Anna.");

        List<Call> calls = hand.only(Block.Tool.class).calls();
        assertEquals(
                List.of("sample", "sample", "sample/answerer", "sample/answerer", "sample/thinker", "sample/thinker"),
                calls.stream().map(Call::role).sorted().toList());
        assertEquals(
                List.of(1, 1, 1, 2, 2, 2),
                calls.stream().map(c -> c.said().instance().orElse(1)).sorted().toList());
    }

    @Test
    @Tag("A2.02")
    void aLogicalModelThatContainsItselfIsRefusedBeforeAnybodyIsAsked() throws IOException {
        models.define("team", "vote", Options.USUAL, Map.of(), new Seat(TEAM, 1), seat("p:a"));

        assertEquals(Event.Outcome.FAILED, hand.ask("Say hello to Anna."));

        assertEquals(ErrorKind.CONFIG, hand.only(Block.Error.class).error());
        assertEquals(List.of(), models.asked);
    }

    private void priced(String limit) {
        Price price = new Price(new BigDecimal("1"), new BigDecimal("10"), Optional.empty(), Optional.empty());
        hand.prices = new Prices(Map.of(
                ModelRef.parse("p:a"), price,
                ModelRef.parse("p:b"), price,
                ModelRef.parse("p:c"), price,
                ModelRef.parse("p:joins"), price));
        hand.budget = new Budget(
                new Budget.Limits(Optional.of(new BigDecimal(limit)), Optional.empty(), Optional.empty()),
                hand.ledger,
                BigDecimal.ZERO);
    }

    @Test
    @Tag("A2.02")
    void aPlanThatTheBudgetCannotBearIsRefusedBeforeAnybodyIsAsked() throws IOException {
        priced("0.009");

        assertEquals(Event.Outcome.FAILED, hand.ask("Say hello to Anna."));

        Block.Error error = hand.only(Block.Error.class);
        assertEquals(ErrorKind.BUDGET, error.error());
        assertTrue(error.text().startsWith("team was not asked: its 4 requests would cost $0.01"), error.text());
        assertEquals(List.of(), models.asked);
    }

    @Test
    void aPlanThatMayCostMoreThanIsLeftIsAskedAndThatIsSaid() throws IOException {
        priced("0.1");

        assertEquals(Event.Outcome.OK, hand.ask("Say hello to Anna."));

        assertTrue(
                hand.notes().stream().anyMatch(n -> n.startsWith("team may cost up to $")),
                hand.notes().toString());
    }

    @Test
    void aMemberWithoutAPriceUnderABudgetIsRefusedBeforeAnybodyIsAsked() throws IOException {
        priced("5");
        models.define("team", "vote", Options.USUAL, Map.of(), seat("p:a"), seat("p:unpriced"));

        hand.ask("Say hello to Anna.");

        assertEquals(ErrorKind.BUDGET, hand.only(Block.Error.class).error());
        assertEquals(List.of(), models.asked);
    }

    @Test
    @Tag("A3.20")
    void theSameAnswersGiveTheSameTimelineAgain() throws IOException {
        hand.ask("Say hello to Anna.");
        hand.ask("Say hello to Anna.");

        List<Block> tools = hand.timeline.blocks().stream()
                .filter(Block.Tool.class::isInstance)
                .toList();
        assertEquals(tools.getFirst().text(), tools.getLast().text());
        assertEquals(tools.getFirst().head().notes(), tools.getLast().head().notes());
    }
}
