package sacred.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CostTest {

    @Test
    void nothingCostsNothing() {
        assertEquals(Cost.of(BigDecimal.ZERO), Cost.sum(List.of()));
    }

    @Test
    void amountsAddUpWithoutRounding() {
        Cost sum = Cost.sum(List.of(Cost.of(new BigDecimal("0.1")), Cost.of(new BigDecimal("0.0000002"))));

        assertEquals(Cost.of(new BigDecimal("0.1000002")), sum);
    }

    @Test
    void aSumWithAnUnknownPartIsALowerBound() {
        Cost sum = Cost.sum(List.of(Cost.of(new BigDecimal("0.25")), Cost.UNKNOWN));

        assertEquals(new Cost(Optional.of(new BigDecimal("0.25")), false), sum);
    }

    @Test
    void unknownPartsAloneAreUnknownAndNotFree() {
        assertEquals(Cost.UNKNOWN, Cost.sum(List.of(Cost.UNKNOWN, Cost.UNKNOWN)));
    }

    @Test
    void aReportedAmountWinsAndOursIsKeptBesideItWhereItDriftsByMoreThanOnePercent() {
        Cost expected = Cost.of(new BigDecimal("1.00"));

        assertEquals(Cost.of(new BigDecimal("1.01")), Cost.reported(new BigDecimal("1.01"), expected));
        assertEquals(
                new Cost(Optional.of(new BigDecimal("1.02")), true, expected.usd()),
                Cost.reported(new BigDecimal("1.02"), expected));
        assertEquals(
                new Cost(Optional.of(BigDecimal.ZERO), true, expected.usd()), Cost.reported(BigDecimal.ZERO, expected));
    }

    @Test
    void nothingDriftsFromAnAmountThatIsNotKnownWhole() {
        BigDecimal usd = new BigDecimal("3");

        assertEquals(Cost.of(usd), Cost.reported(usd, Cost.UNKNOWN));
        assertEquals(Cost.of(usd), Cost.reported(usd, new Cost(Optional.of(BigDecimal.ONE), false)));
        assertEquals(Cost.of(BigDecimal.ZERO), Cost.reported(BigDecimal.ZERO, Cost.NOTHING));
    }
}
