package sacred.app.find;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import sacred.app.host.Since;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Cost;
import sacred.timeline.ModelRef;
import sacred.timeline.Said;
import sacred.timeline.Timing;
import sacred.timeline.Usage;

class FilterTest {

    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
    private static final Cost A_CENT = Cost.of(new BigDecimal("0.01"));

    @Test
    void ofACostOfWhichAPartIsUnknownIsSaidOnlyThatItIsMore() {
        assertTrue(fits("cost:>0.005", A_CENT, Cost.UNKNOWN));
        assertFalse(fits("cost:<0.05", A_CENT, Cost.UNKNOWN));
        assertFalse(fits("cost:<0.05", Cost.UNKNOWN));
        assertTrue(fits("cost:<0.05", A_CENT, A_CENT));
        assertFalse(fits("cost:<0.05"));
    }

    private static boolean fits(String filter, Cost... costs) {
        List<Call> calls = Arrays.stream(costs).map(FilterTest::call).toList();
        Block block = new Block.Format(new Block.Head("id", 1, NOW, 5), "text", calls, List.of());
        return Filter.of(filter, new Since(() -> NOW, ZoneOffset.UTC))
                .orElseThrow()
                .fits()
                .test(block);
    }

    private static Call call(Cost cost) {
        return new Call(
                0,
                ModelRef.parse("a:b"),
                Optional.empty(),
                "format",
                1,
                new Timing(0, OptionalLong.empty(), 10),
                Usage.UNKNOWN,
                cost,
                Optional.empty(),
                Call.Status.OK,
                Call.MISS,
                Optional.empty(),
                Optional.empty(),
                Said.NOTHING);
    }
}
