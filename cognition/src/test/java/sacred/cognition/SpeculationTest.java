package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sacred.cognition.Scripted.fails;
import static sacred.cognition.Scripted.text;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sacred.cognition.TurnSettings.Mode;
import sacred.cognition.TurnSettings.Speculate;
import sacred.cognition.schedule.Limits;
import sacred.cognition.schedule.Scheduler;
import sacred.cognition.tool.Toolbox;
import sacred.providers.Chunk;
import sacred.providers.Message;
import sacred.providers.Model;
import sacred.providers.Price;
import sacred.providers.Prices;
import sacred.providers.ProviderException;
import sacred.providers.RetryPolicy;
import sacred.providers.StoppedException;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.Routing;
import sacred.timeline.Usage;

/** An answer that is begun beside the route model. Both wait for each other at latches, so nothing depends on who is faster. */
@Timeout(30)
class SpeculationTest {

    /** As the rules see a greeting, so that the answer is framed in the same way. */
    private static final String DIRECT = """
        {"intent":"chat","domains":{"CD":0.1,"SD":0.2,"CuD":0.3,"ED":0.8},"tools":[],"plan":"direct","reason":""}\
        """;

    private static final String TOOLS = DIRECT.replace("\"tools\":[]", "\"tools\":[\"clock\"]")
            .replace("\"plan\":\"direct\"", "\"plan\":\"tools\"");
    /** The rules are sure that it is answered directly. */
    private static final String SURE = "Good morning!";
    /** The rules expect so. */
    private static final String UNSURE = "xyzzy plugh";

    private final Stagehand hand = new Stagehand();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch routed = new CountDownLatch(1);

    SpeculationTest() {
        hand.settings = hand.settings.with(hand.settings.routes().in(Mode.MODEL).speculating(Speculate.AUTO));
        for (int turn = 0; turn < 3; turn++) {
            hand.routes.rules().add(true);
        }
    }

    /** Routes once the answer has begun. */
    private Scripted.Move routesAfterTheBeginning(String route) {
        return (prompt, onChunk) -> {
            begun.await();
            return text(route).make(prompt, onChunk);
        };
    }

    /** Says one word before the route is known, and the rest after. */
    private Scripted.Move beginsAndGoesOn() {
        return (prompt, onChunk) -> {
            onChunk.accept(new Chunk.Text("Hel"));
            begun.countDown();
            routed.await();
            onChunk.accept(new Chunk.Text("lo"));
            return Scripted.reply("Hello", List.of(), "stop");
        };
    }

    private Scripted.Move beginsAndIsStopped(Usage known) {
        return (prompt, onChunk) -> {
            onChunk.accept(new Chunk.Text("Hel"));
            begun.countDown();
            try {
                return Scripted.hang();
            } catch (InterruptedException e) {
                throw new StoppedException("stopped", known, Optional.empty());
            }
        };
    }

    private void onceRouted() {
        hand.heard = event -> {
            if (event instanceof Event.Sealed sealed && sealed.block() instanceof Block.Route) {
                routed.countDown();
            }
        };
    }

    private Block.Route route() {
        return hand.only(Block.Route.class);
    }

    @Test
    void autoBeginsNoneBeforeTheRulesWereRightThreeTimes() throws IOException {
        hand.routes = new RouteMemory(Duration.ZERO, () -> Stagehand.START);
        for (int turn = 1; turn <= 3; turn++) {
            hand.models.says("r:routes", text(DIRECT)).says("a:answers", text("hello"));
            hand.ask(SURE);
        }
        assertEquals(
                List.of("r:routes", "a:answers", "r:routes", "a:answers", "r:routes", "a:answers"),
                hand.models.asked.stream().map(ModelRef::toString).toList());

        hand.models.says("r:routes", routesAfterTheBeginning(DIRECT)).says("a:answers", beginsAndGoesOn());
        onceRouted();
        hand.ask(SURE);

        assertEquals(8, hand.models.asked.size());
    }

    @Test
    void autoBeginsNoneWhereTheRulesWereOftenWrong() {
        TrackRecord record = new TrackRecord();
        for (boolean agreed : new boolean[] {true, true, true, false}) {
            record.add(agreed);
        }
        assertTrue(record.isGood());

        record.add(false);

        assertFalse(record.isGood());
    }

    @Test
    void anAnswerThatTheRouteAgreesWithGoesOnAsTheFormatStage() throws IOException {
        onceRouted();
        hand.models.says("r:routes", routesAfterTheBeginning(DIRECT)).says("a:answers", beginsAndGoesOn());

        assertEquals(Event.Outcome.OK, hand.ask(SURE));

        Block.Format format = hand.only(Block.Format.class);
        assertEquals("Hello", format.text());
        assertEquals(1, format.calls().size());
        assertEquals(Call.Status.OK, format.calls().getFirst().status());
        assertEquals(List.of("route"), route().calls().stream().map(Call::role).toList());
        assertEquals(List.of(), route().head().notes());
        assertEquals(5, format.pace().stream().mapToInt(p -> p.characters()).sum());
    }

    @Test
    void nothingOfItIsShownBeforeTheRouteIsKept() throws IOException {
        onceRouted();
        hand.models.says("r:routes", routesAfterTheBeginning(DIRECT)).says("a:answers", beginsAndGoesOn());

        hand.ask(SURE);

        List<String> told = hand.events.stream()
                .filter(e -> e instanceof Event.Sealed || e instanceof Event.Delta || e instanceof Event.CallStarted)
                .map(e -> switch (e) {
                    case Event.Sealed s -> s.block().kind();
                    case Event.Delta d -> d.text();
                    case Event.CallStarted c -> "asked " + c.model();
                    default -> "";
                })
                .toList();
        assertEquals(
                List.of("asked r:routes", DIRECT, "route", "tool", "asked a:answers", "Hel", "lo", "format"), told);
    }

    @Test
    void theTimeToTheFirstTokenIsThatOfTheWireNotThatOfTheScreen() throws IOException {
        onceRouted();
        hand.models
                .says("r:routes", (prompt, onChunk) -> {
                    begun.await();
                    hand.elapse(Duration.ofSeconds(3));
                    return text(DIRECT).make(prompt, onChunk);
                })
                .says("a:answers", beginsAndGoesOn());

        hand.ask(SURE);

        Call call = hand.only(Block.Format.class).calls().getFirst();
        assertTrue(call.timing().ttftMs().orElseThrow() < 1000, call.timing().toString());
        assertTrue(
                call.timing().durationMs().orElseThrow() > 3000, call.timing().toString());
        assertTrue(hand.only(Block.Format.class).head().durationMs().orElseThrow() < 1000);
    }

    @Test
    void anAnswerThatTheRouteDoesNotWantIsStoppedAndBookedOnTheRoute() throws IOException {
        hand.models
                .says("r:routes", routesAfterTheBeginning(TOOLS))
                .says("a:answers", beginsAndIsStopped(Scripted.usage(30, 2)), text("nothing to do"), text("Hello."));

        assertEquals(Event.Outcome.OK, hand.ask(SURE));

        assertEquals(
                List.of("route ok", "format cancelled"),
                route().calls().stream()
                        .map(c -> c.role() + " " + c.status().name().toLowerCase(Locale.ROOT))
                        .sorted(Comparator.reverseOrder())
                        .toList());
        assertEquals(
                List.of("Speculation discarded: the route is tools, so what was begun of a direct answer is thrown away"
                        + " (32 tokens)."),
                route().head().notes());
        assertEquals("Hello.", hand.only(Block.Format.class).text());
        assertEquals(
                Usage.sum(hand.calls().stream().map(Call::usage).toList()),
                hand.timeline.closings().getLast().usage());
        assertFalse(hand.events.stream()
                .anyMatch(e -> e instanceof Event.Delta d && d.text().equals("Hel")));
    }

    @Test
    void tokensThatNobodyKnowsAreNotCounted() throws IOException {
        hand.models
                .says("r:routes", routesAfterTheBeginning(TOOLS))
                .says("a:answers", beginsAndIsStopped(Usage.UNKNOWN), text("nothing to do"), text("Hello."));

        hand.ask(SURE);

        String note = route().head().notes().getFirst();
        assertTrue(note.endsWith("(how many tokens is unknown)."), note);
    }

    @Test
    void whatFailsBesideTheRouteFailsAsTheFormatStageWould() throws IOException {
        hand.models.says("r:routes", routesAfterTheBeginning(DIRECT)).says("a:answers", (prompt, onChunk) -> {
            begun.countDown();
            return fails(ErrorKind.AUTH, false).make(prompt, onChunk);
        });

        assertEquals(Event.Outcome.FAILED, hand.ask(SURE));

        Block.Error error = hand.only(Block.Error.class);
        assertEquals(ErrorKind.AUTH, error.error());
        assertEquals("format", error.stage().wire());
        assertEquals(1, error.calls().size());
    }

    @Test
    void aStopWhileTheRouteIsOpenStopsBothAndBooksBoth() throws IOException {
        hand.models
                .says("r:routes", (_, _) -> {
                    begun.await();
                    hand.stop.now(Stop.Reason.CANCELLED);
                    return Scripted.hang();
                })
                .says("a:answers", beginsAndIsStopped(Usage.UNKNOWN));

        assertEquals(Event.Outcome.CANCELLED, hand.ask(SURE));

        Block.Error error = hand.only(Block.Error.class);
        assertEquals(2, error.calls().size());
        assertTrue(error.calls().stream().allMatch(c -> c.status() == Call.Status.CANCELLED));
        assertEquals("", error.partial());
    }

    @Test
    void aStopAfterTheRouteKeepsWhatWasSeen() throws IOException {
        hand.heard = event -> {
            if (event instanceof Event.Delta delta && delta.text().equals("Hel")) {
                hand.stop.now(Stop.Reason.CANCELLED);
            }
        };
        hand.models
                .says("r:routes", routesAfterTheBeginning(DIRECT))
                .says("a:answers", beginsAndIsStopped(Usage.UNKNOWN));

        assertEquals(Event.Outcome.CANCELLED, hand.ask(SURE));

        Block.Error error = hand.only(Block.Error.class);
        assertEquals("Hel", error.partial());
        assertEquals(1, error.calls().size());
    }

    @Test
    void aRouteThatIsLateLeavesTheAnswerThatWasBegun() throws IOException {
        onceRouted();
        hand.settings = new TurnSettings(
                Stagehand.ROUTES, Stagehand.ANSWERS, Stagehand.ANSWERS, List.of(), Mode.MODEL, Duration.ofMillis(300));
        hand.models.says("r:routes", (_, _) -> Scripted.hang()).says("a:answers", beginsAndGoesOn());

        assertEquals(Event.Outcome.OK, hand.ask(SURE));

        assertEquals(Routing.Source.RULES, route().routing().source());
        assertEquals("Hello", hand.only(Block.Format.class).text());
        assertEquals(
                1, hand.models.asked.stream().filter(Stagehand.ANSWERS::equals).count());
    }

    @ParameterizedTest
    @CsvSource({"AUTO, true, true", "AUTO, false, false", "ON, true, true", "ON, false, true", "OFF, true, false"})
    void whetherAnAnswerIsBegunDependsOnHowSureTheRulesAre(Speculate speculate, boolean sure, boolean begins)
            throws InterruptedException {
        assertEquals(begins, begins(speculate, sure ? SURE : UNSURE));
    }

    @Test
    void noneIsBegunWhereTheRulesExpectATool() throws InterruptedException {
        assertFalse(begins(Speculate.ON, "What is 17% of 2340?"));
    }

    @Test
    void noneIsBegunThatTheBuiltInEngineAnswersAtOnce() throws InterruptedException {
        hand.settings = hand.settings.withFormat(ModelRef.parse("builtin:default"));

        assertFalse(begins(Speculate.ON, SURE));
    }

    @Test
    void oneOllamaIsNeverAskedForTwoThingsAtOnce() throws InterruptedException {
        hand.asked = new Models() {
            @Override
            public Model model(ModelRef ref) throws ProviderException {
                return hand.models.model(ref);
            }

            @Override
            public RetryPolicy retry(String provider) {
                return hand.models.retry(provider);
            }

            @Override
            public boolean shareAnOllama(ModelRef one, ModelRef other) {
                return one.equals(Stagehand.ROUTES) && other.equals(Stagehand.ANSWERS);
            }
        };

        assertFalse(begins(Speculate.ON, SURE));
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, true"})
    void theRouteModelNeverWaitsBehindAnAnswerThatMayBeForNothing(int places, boolean begins)
            throws InterruptedException {
        hand.scheduler = new Scheduler(
                List.of(new Scheduler.Line(List.of("r", "a"), new Limits(places, Optional.empty()))), () -> 0, _ -> {});

        assertEquals(begins, begins(Speculate.AUTO, SURE));
    }

    @Test
    void anAnswerIsBegunOnlyWhenTwiceItsPriceIsLeft() throws InterruptedException {
        hand.prices = new Prices(Map.of(Stagehand.ANSWERS, price("1")));
        BigDecimal most = hand.prices
                .quote(Stagehand.ANSWERS, question(SURE).prompt())
                .map(q -> q.usd(q.mostAnswerTokens()))
                .orElseThrow();

        hand.budget = limited(most.multiply(BigDecimal.TWO));
        assertTrue(begins(Speculate.AUTO, SURE));
        hand.budget = limited(most.multiply(new BigDecimal("1.99")));
        assertFalse(begins(Speculate.AUTO, SURE));
    }

    @Test
    void whatWasBegunForNothingCountsForTheMostThatItCanCostAndTheBlockSaysSo() throws Exception {
        hand.prices = new Prices(Map.of(Stagehand.ANSWERS, price("1"), Stagehand.ROUTES, price("0")));
        hand.budget = limited(new BigDecimal("100"));
        hand.models
                .says("r:routes", routesAfterTheBeginning(TOOLS))
                .says("a:answers", beginsAndIsStopped(Usage.UNKNOWN), text("nothing to do"), text("Hello."));

        hand.ask(SURE);

        String note = route().head().notes().getFirst();
        assertTrue(note.endsWith(" What it cost is unknown; the budget counts the most that it can be."), note);
        BigDecimal most = hand.prices
                .quote(Stagehand.ANSWERS, question(SURE).prompt())
                .map(q -> q.usd(q.mostAnswerTokens()))
                .orElseThrow();
        BigDecimal spent = hand.budget.standing().getFirst().spent();
        assertTrue(spent.compareTo(most) >= 0, spent + " of " + most);
    }

    @Test
    void underABudgetAModelWithoutAPriceIsNotRisked() throws InterruptedException {
        hand.budget = limited(BigDecimal.TEN);

        assertFalse(begins(Speculate.AUTO, SURE));
    }

    private Budget limited(BigDecimal perTurn) {
        return new Budget(
                new Budget.Limits(Optional.of(perTurn), Optional.empty(), Optional.empty()),
                hand.ledger,
                BigDecimal.ZERO);
    }

    private static Price price(String usd) {
        return new Price(new BigDecimal(usd), new BigDecimal(usd), Optional.empty(), Optional.empty());
    }

    private Asking.Question question(String prompt) {
        return FormatStage.question(
                List.of(new Message.User(prompt)), ToolStage.Outcome.NOTHING, Optional.empty(), hand.settings);
    }

    private boolean begins(Speculate speculate, String prompt) throws InterruptedException {
        RulesRouter.Decision rules = RulesRouter.decide(prompt, LocalDate.of(2026, 11, 25), Toolbox.HARMLESS);
        return new Speculation.Leave(
                        hand.asked,
                        hand.scheduler,
                        hand.budget.turn(hand.prices, _ -> {}),
                        hand.settings.with(hand.settings.routes().speculating(speculate)),
                        hand.routes.rules())
                .possible(rules, question(prompt));
    }

    @Test
    void whereItCannotBeShownItsCallIsKeptAllTheSame() throws IOException {
        hand.models
                .says("r:routes", routesAfterTheBeginning(DIRECT))
                .says("a:answers", beginsAndIsStopped(Usage.UNKNOWN));
        hand.heard = event -> {
            if (event instanceof Event.Delta delta && delta.text().equals("Hel")) {
                throw new IllegalStateException("the screen is broken");
            }
        };

        assertEquals(Event.Outcome.FAILED, hand.ask(SURE));

        Block.Error error = hand.only(Block.Error.class);
        assertEquals(ErrorKind.BUG, error.error());
        assertEquals(
                List.of(Call.Status.CANCELLED),
                error.calls().stream().map(Call::status).toList());
    }
}
