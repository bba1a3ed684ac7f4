package sacred.providers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sacred.timeline.Cost;
import sacred.timeline.ModelRef;
import sacred.timeline.Usage;

class PricesTest {

    private static final ModelRef ASKED = new ModelRef("openai", "gpt-4");

    private final Prices prices = new Prices(Map.of(
            ASKED,
            new Prices.Price(
                    new BigDecimal("30"), new BigDecimal("60"), Optional.of(new BigDecimal("15")), Optional.empty())));

    private static Usage usage(OptionalLong input, OptionalLong output, OptionalLong read, OptionalLong write) {
        return new Usage(
                input, output, OptionalLong.empty(), read, write, Usage.Source.REPORTED, Set.of(), Optional.empty());
    }

    private static void assertCost(String usd, Cost cost) {
        assertEquals(0, new BigDecimal(usd).compareTo(cost.usd().orElseThrow()), cost.toString());
    }

    @Test
    void inputAndOutputAreMultipliedByTheirPrices() {
        Usage usage = usage(OptionalLong.of(1000), OptionalLong.of(10), OptionalLong.empty(), OptionalLong.empty());

        assertCost("0.0306", prices.cost(ASKED, ASKED, usage));
    }

    @Test
    void cachedInputIsBilledOnceAtItsOwnPrice() {
        Usage usage = usage(OptionalLong.of(1000), OptionalLong.of(0), OptionalLong.of(900), OptionalLong.of(50));

        assertCost("0.0165", prices.cost(ASKED, ASKED, usage));
    }

    @Test
    void theModelThatAnsweredIsPricedAndElseTheOneThatWasAsked() {
        Usage usage = usage(OptionalLong.of(1000), OptionalLong.of(0), OptionalLong.empty(), OptionalLong.empty());
        ModelRef dated = new ModelRef("openai", "gpt-4-0613");

        assertCost("0.03", prices.cost(dated, ASKED, usage));
        assertEquals(Cost.UNKNOWN, prices.cost(dated, new ModelRef("openai", "other"), usage));
    }

    @Test
    void withoutACountTheCostIsUnknown() {
        assertEquals(Cost.UNKNOWN, prices.cost(ASKED, ASKED, Usage.UNKNOWN));
    }

    @Test
    void theBuiltInEngineCostsNothing() {
        assertEquals(Cost.NOTHING, prices.cost(ASKED, new ModelRef("builtin", "default"), Usage.NONE));
    }
}
