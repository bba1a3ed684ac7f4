package sacred.app.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sacred.timeline.Cost;
import sacred.timeline.Usage;

class FiguresTest {

    private static Usage usage(OptionalLong input, OptionalLong output, Usage.Source source) {
        OptionalLong none = OptionalLong.empty();
        return new Usage(input, output, none, none, none, source, Set.of(), Optional.empty());
    }

    @Test
    void reportedCountsAreShownAsTheyAre() {
        assertEquals(
                "1,234↑ 0↓", Figures.tokens(usage(OptionalLong.of(1234), OptionalLong.of(0), Usage.Source.REPORTED)));
    }

    @Test
    void anUnknownCountIsAQuestionMarkAndNeverZero() {
        assertEquals("?↑ ?↓", Figures.tokens(Usage.UNKNOWN));
    }

    @Test
    void anEstimateCarriesATilde() {
        assertEquals(
                "~12↑ ?↓", Figures.tokens(usage(OptionalLong.of(12), OptionalLong.empty(), Usage.Source.ESTIMATED)));
    }

    @Test
    void aSumWithAnUnknownPartIsALowerBound() {
        Usage known = usage(OptionalLong.of(643), OptionalLong.of(5), Usage.Source.REPORTED);

        assertEquals("643+?↑ 5+?↓", Figures.tokens(Usage.sum(List.of(known, Usage.UNKNOWN))));
    }

    @Test
    void theLastCountsOfACutStreamAreALowerBoundOfItsOutput() {
        OptionalLong none = OptionalLong.empty();
        Usage cut = new Usage(
                OptionalLong.of(25),
                OptionalLong.of(1),
                none,
                none,
                none,
                Usage.Source.REPORTED,
                Set.of(Usage.Flag.PARTIAL),
                Optional.empty());

        assertEquals("25↑ 1+?↓", Figures.tokens(cut));
        assertEquals("25↑ 1+?↓", Figures.tokens(Usage.sum(List.of(cut))));
    }

    @ParameterizedTest
    @CsvSource({"0, $0", "0.00142, $0.0014", "0.00001, <$0.0001", "0.5, $0.5", "12.345, $12.35"})
    void moneyIsRoundedForReading(BigDecimal usd, String shown) {
        assertEquals(shown, Figures.money(Cost.of(usd)));
    }

    @Test
    void anAmountThatDriftsFromThePriceListIsShownWithBoth() {
        Cost cost = Cost.reported(new BigDecimal("0.0084"), Cost.of(new BigDecimal("0.0042")));

        assertEquals("$0.0084 (by the price list $0.0042)", Figures.money(cost));
    }

    @Test
    void anUnknownPriceIsNotFree() {
        assertEquals("$?", Figures.money(Cost.UNKNOWN));
        assertEquals("$0.5+?", Figures.money(Cost.sum(List.of(Cost.of(new BigDecimal("0.5")), Cost.UNKNOWN))));
    }
}
