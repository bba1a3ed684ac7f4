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
}
