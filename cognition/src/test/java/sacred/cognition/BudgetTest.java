package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sacred.cognition.Scripted.fails;
import static sacred.cognition.Scripted.text;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.providers.Price;
import sacred.providers.Prices;
import sacred.providers.ProviderException;
import sacred.providers.Reply;
import sacred.timeline.Block;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.Timeline;
import sacred.timeline.Usage;
import sacred.timeline.journal.Ledger;

class BudgetTest {

    private static final ModelRef OTHER = ModelRef.parse("b:other");
    /** Ten tokens sent and five received, at a dollar and two for a thousand. */
    private static final BigDecimal COST = new BigDecimal("0.020");

    @TempDir
    Path temp;

    private final Stagehand hand = new Stagehand();
    private Ledger ledger;

    @BeforeEach
    void prices() {
        ledger = new Ledger(temp, () -> Stagehand.START, ZoneOffset.UTC);
        hand.prices = new Prices(Map.of(Stagehand.ANSWERS, price("1000", "2000"), OTHER, price("0", "0")));
    }

    private static Price price(String input, String output) {
        return new Price(new BigDecimal(input), new BigDecimal(output), Optional.empty(), Optional.empty());
    }

    private static Optional<BigDecimal> usd(String amount) {
        return Optional.of(amount).filter(a -> !a.isEmpty()).map(BigDecimal::new);
    }

    private void limits(String perTurn, String perSession, String perDay) {
        Budget.Limits limits = new Budget.Limits(usd(perTurn), usd(perSession), usd(perDay));
        hand.budget = new Budget(limits, ledger, BigDecimal.ZERO);
    }

    private void fallback(String ref) {
        hand.settings = new TurnSettings(
                Stagehand.ROUTES,
                Stagehand.ANSWERS,
                Stagehand.ANSWERS,
                Stream.of(ref).map(ModelRef::parse).toList(),
                TurnSettings.Mode.RULES,
                Duration.ofSeconds(60));
    }

    private BigDecimal spent(String scope) throws IOException {
        return hand.budget.standing().stream()
                .filter(s -> s.scope().equals(scope))
                .findFirst()
                .orElseThrow()
                .spent();
    }

    private String refusal() throws IOException {
        hand.models.says("a:answers");
        assertEquals(Event.Outcome.FAILED, hand.ask("Say hello to Anna."));
        assertEquals(List.of(), hand.models.asked);
        assertEquals(List.of(), hand.calls());
        Block.Error error = hand.only(Block.Error.class);
        assertEquals(ErrorKind.BUDGET, error.error());
        assertFalse(error.retryable());
        return error.text();
    }

    @Test
    void whatIsNotInTheBudgetIsNotAskedAndSaysWhatItWouldHaveCostAndWhatIsLeft() throws IOException {
        limits("0.25", "", "");

        String text = refusal();

        assertTrue(text.startsWith("a:answers was not asked: it would have cost up to $"), text);
        assertTrue(text.contains("of the limit of $0.25 per turn, $0.25 is left"), text);
        assertTrue(text.contains("budget.per_turn_usd or --max-cost"), text);
    }

    @Test
    void zeroIsNothingInEachOfTheThree() throws IOException {
        for (List<String> zero : List.of(List.of("0", "", ""), List.of("", "0", ""), List.of("", "", "0"))) {
            limits(zero.get(0), zero.get(1), zero.get(2));
            hand.timeline = Timeline.EMPTY;

            assertTrue(refusal().contains("of the limit of $0 per "), "with limits " + zero);
        }
    }

    @Test
    void aFreeFallbackStillAnswersWhenNothingMayBeSpent() throws IOException {
        limits("0", "0", "0");
        fallback("b:other");
        hand.models.says("a:answers").says("b:other", text("for nothing"));

        assertEquals(Event.Outcome.OK, hand.ask("Say hello to Anna."));

        assertEquals(List.of(OTHER), hand.models.asked);
        assertTrue(
                hand.notes().getFirst().contains("a:answers was not asked"),
                hand.notes().toString());
        assertEquals(OptionalInt.empty(), hand.models.prompts.getLast().mostAnswerTokens());
    }

    @Test
    void aModelWithoutAPriceIsRefusedUnderABudgetWithTheAdviceToSetOne() throws IOException {
        hand.prices = new Prices(Map.of());
        limits("100", "", "");

        String text = refusal();

        assertTrue(text.contains("it has no price") && text.contains("prices: {\"a:answers\": {"), text);
    }

    @Test
    void aModelOnThisMachineHasNoPriceAndIsAskedAllTheSame() throws IOException {
        hand.prices = new Prices(Map.of(), Map.of(), Set.of("a"));
        limits("0", "0", "0");
        hand.models.says("a:answers", text("here"));

        assertEquals(Event.Outcome.OK, hand.ask("Say hello to Anna."));

        assertEquals(Optional.empty(), hand.calls().getFirst().cost().usd());
    }

    @Test
    void whatWasSetAsideIsReplacedByTheCost() throws IOException {
        limits("50", "50", "50");
        hand.models.says("a:answers", (_, _) -> {
            assertTrue(new BigDecimal("8").compareTo(day()) < 0, "set aside: " + day());
            return Scripted.reply("x", List.of(), Reply.STOP);
        });

        hand.ask("Say hello to Anna.");

        assertEquals(0, COST.compareTo(spent("session")), spent("session").toString());
        assertEquals(0, COST.compareTo(spent("day")), spent("day").toString());
    }

    private BigDecimal day() {
        try {
            return ledger.spent();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theAnswerHasToFitIntoWhatIsLeftAndIsSaidToBeCutByTheBudget() throws IOException {
        limits("2", "", "");
        hand.models.says("a:answers", (_, _) -> Scripted.reply("x", List.of(), Reply.LENGTH));

        hand.ask("Hi.");

        int most = hand.models.prompts.getLast().mostAnswerTokens().orElseThrow();
        assertTrue(most >= 256 && most < 1000, "room for " + most);
        assertTrue(
                hand.notes().contains("The budget left a:answers no room for more than " + most + " tokens of answer."),
                hand.notes().toString());
    }

    @Test
    void anAnswerThatIsCutWhereNobodyKnowsHowLongItMayBeIsCutByTheBudget() throws IOException {
        limits("1000", "", "");
        hand.models.says("a:answers", (_, _) -> Scripted.reply("x", List.of(), Reply.LENGTH));

        hand.ask("Hi.");

        assertTrue(
                hand.notes().contains("The budget left a:answers no room for more than 4096 tokens of answer."),
                hand.notes().toString());
    }

    @Test
    void aServerThatRefusesIsNotPaidAndAStreamThatBreaksIs() throws IOException {
        limits("50", "", "");
        ProviderException.Details refused = new ProviderException.Details(
                ErrorKind.OVERLOADED,
                OptionalInt.of(503),
                true,
                Optional.empty(),
                "",
                Usage.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                false);
        hand.models.says(
                "a:answers",
                (_, _) -> {
                    throw new ProviderException("busy", refused);
                },
                (_, _) -> {
                    assertTrue(sessionSpent().compareTo(new BigDecimal("9")) < 0, "one request is set aside, not two");
                    return Scripted.reply("x", List.of(), Reply.STOP);
                });
        hand.ask("Say hello to Anna.");
        assertEquals(0, COST.compareTo(spent("session")));

        hand.models.says("a:answers", fails(ErrorKind.INTERRUPTED, true, Optional.empty(), "half an ans"));
        hand.ask("Say hello to Anna.");

        assertTrue(spent("session").compareTo(new BigDecimal("8")) > 0, "its cost is unknown: " + spent("session"));
    }

    private BigDecimal sessionSpent() {
        try {
            return spent("session");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aTurnBeginsWithItsWholeLimitAndASessionDoesNot() throws IOException {
        limits("9", "10", "");
        hand.models.says("a:answers", fails(ErrorKind.INTERRUPTED, false, Optional.empty(), "half"), text("whole"));

        hand.ask("Hi.");
        assertEquals(Event.Outcome.OK, hand.ask("Hi."));

        assertTrue(hand.models.prompts.get(1).mostAnswerTokens().orElseThrow()
                < hand.models.prompts.get(0).mostAnswerTokens().orElseThrow());
    }

    @Test
    void whatTheSessionSpentBeforeCounts() throws IOException {
        limits("", "1", "");
        hand.budget = hand.budget.session(new BigDecimal("0.9"), Optional.empty());

        assertTrue(refusal().contains("per session, $0.1 is left"));
    }

    @Test
    void anOptionTakesThePlaceOfTheLimitForATurnAndOfNoOther() throws IOException {
        limits("100", "", "0");
        hand.budget = hand.budget.session(BigDecimal.ZERO, usd("0.5"));

        assertEquals(new Budget.Limits(usd("0.5"), Optional.empty(), usd("0")), hand.budget.limits());
    }

    @Test
    void withoutABudgetNothingIsSetAsideOrCutAndTheDayIsKept() throws IOException {
        limits("", "", "");
        hand.models.says("a:answers", (prompt, _) -> {
            assertEquals(OptionalInt.empty(), prompt.mostAnswerTokens());
            assertEquals(BigDecimal.ZERO, day());
            return Scripted.reply("x", List.of(), Reply.STOP);
        });

        hand.ask("Say hello to Anna.");

        assertEquals(0, COST.compareTo(spent("day")));
    }

    @Test
    void aLedgerThatCannotBeReadStopsADayWithALimitAndIsANoteWithoutOne() throws IOException {
        Files.writeString(temp.resolve("2026-11-25"), "not a ledger\n");
        limits("", "", "1000");
        assertTrue(refusal().contains("line 1, is no amount"));

        limits("", "", "");
        hand.timeline = Timeline.EMPTY;
        hand.models.says("a:answers", text("answered"));
        assertEquals(Event.Outcome.OK, hand.ask("Say hello to Anna."));

        assertTrue(hand.notes().getLast().contains("could not be added to what was spent today"));
    }

    @Test
    void underOtherLimitsASessionHasSpentWhatItHadAndTheLastTurnOfTheOldOnesCounts() throws IOException {
        limits("", "", "");
        hand.models.says("a:answers", text("hello")).says("a:answers", text("hello"));
        hand.ask("Say hello to Anna.");
        Budget before = hand.budget;

        hand.budget = before.under(new Budget.Limits(usd(""), usd("0.03"), usd("")));

        assertEquals(0, COST.compareTo(spent("session")));
        assertEquals(usd("0.03"), hand.budget.standing().getFirst().limit());
        hand.budget = before;
        hand.ask("Say hello to Bert.");
        hand.budget = before.under(hand.budget.limits());
        assertEquals(0, COST.add(COST).compareTo(spent("session")));
    }
}
