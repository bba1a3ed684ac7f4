package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import sacred.cognition.strategy.LogicalModel;
import sacred.cognition.strategy.Options;
import sacred.cognition.strategy.Plan;
import sacred.cognition.strategy.Strategies;
import sacred.cognition.strategy.Strategy;
import sacred.providers.Message;
import sacred.providers.Price;
import sacred.providers.Prices;
import sacred.providers.Prompt;
import sacred.providers.TokenRates;
import sacred.timeline.Cost;
import sacred.timeline.ModelRef;

class ForecastTest {

    private static final ModelRef A = ModelRef.parse("p:a");
    private static final ModelRef B = ModelRef.parse("p:b");
    private static final Prompt PROMPT =
            Prompt.of("Be kind.", List.of(new Message.User("Which river is the longest on earth, and why?")));

    private static Plan plan(Strategy strategy) {
        return strategy.plan(new LogicalModel(
                "team",
                strategy,
                List.of(new LogicalModel.Seat(A, 2), new LogicalModel.Seat(B, 1)),
                Map.of("arbiter", B),
                Options.USUAL));
    }

    private static Forecast of(Plan plan, Prices prices) {
        return Forecast.of(plan, PROMPT, prices, new TokenRates());
    }

    private static Prices priced(ModelRef... models) {
        Price price = new Price(new BigDecimal("2"), new BigDecimal("8"), Optional.empty(), Optional.empty());
        return new Prices(List.of(models).stream().collect(Collectors.toMap(m -> m, _ -> price)));
    }

    @Test
    void ofEveryStrategyTheGuessIsBetweenTheBounds() {
        for (Strategy strategy : Strategies.ALL) {
            Forecast f = of(plan(strategy), priced(A, B));
            Plan.Calls calls = f.plan().calls();

            assertTrue(calls.least() <= calls.expected() && calls.expected() <= calls.most(), strategy.name() + calls);
            assertTrue(f.least().input() <= f.expected().input(), strategy.name());
            assertTrue(f.expected().input() <= f.most().input(), strategy.name());
            assertTrue(f.expected().output() <= f.most().output(), strategy.name());
            assertTrue(
                    f.expected()
                                    .cost()
                                    .usd()
                                    .orElseThrow()
                                    .compareTo(f.most().cost().usd().orElseThrow())
                            <= 0,
                    strategy.name());
            assertTrue(calls.least() >= 1, strategy.name());
        }
    }

    @Test
    void aModelWithoutAPriceMakesTheCostALowerBoundAndIsNamed() {
        Forecast f = of(plan(Strategies.find("moa").orElseThrow()), priced(A));

        assertEquals(List.of(B), f.unpriced());
        assertEquals(false, f.most().cost().complete());
        assertEquals(
                Cost.UNKNOWN,
                of(plan(Strategies.find("moa").orElseThrow()), priced()).most().cost());
    }

    @Test
    void aModelOnThisMachineCostsNothing() {
        Prices local = new Prices(Map.of(), Map.of(), Set.of("p"));

        Forecast f = of(plan(Strategies.find("moa").orElseThrow()), local);

        assertEquals(0, f.most().cost().usd().orElseThrow().signum());
        assertEquals(List.of(), f.unpriced());
    }

    @Test
    void theMostThatAnAnswerCostsIsPricedByItsTokens() {
        Plan one = new Plan(List.of(new Plan.Step(A, "format", new Plan.Calls(1, 1, 1), 0)));

        Forecast f = of(one, priced(A));

        assertEquals(4096, f.most().output());
        assertEquals(
                0,
                new BigDecimal(2 * f.most().input() + 8 * 4096)
                        .movePointLeft(6)
                        .compareTo(f.most().cost().usd().orElseThrow()));
    }
}
