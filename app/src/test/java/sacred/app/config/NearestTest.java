package sacred.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    @ParameterizedTest
    @CsvSource({
        "modle, models",
        "Models, models",
        "base-url, base_url",
        "baseurl, base_url",
        "api_kye, api_key",
        "zzz, ",
        "x, ",
        "models_of_mine, "
    })
    void theNameThatWasMeantIsAtMostTwoSlipsAway(String written, String meant) {
        var known = List.of("models", "base_url", "api_key", "ui");

        assertEquals(Optional.ofNullable(meant), Nearest.of(written, known));
    }

    @Property
    void distanceIsTheSameBothWaysAndZeroOnlyForEqualNames(
            @ForAll @AlphaChars @StringLength(max = 6) String a, @ForAll @AlphaChars @StringLength(max = 6) String b) {
        assertEquals(Nearest.distance(a, b), Nearest.distance(b, a));
        assertEquals(a.equals(b), Nearest.distance(a, b) == 0);
    }

    @Property
    void aSwapOfNeighboursIsOneSlip(
            @ForAll @AlphaChars @StringLength(max = 6) String before,
            @ForAll @AlphaChars @StringLength(max = 6) String after) {
        assertTrue(Nearest.distance(before + "xy" + after, before + "yx" + after) == 1);
    }
}
