package sacred.providers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sacred.timeline.ModelRef;

class TokenRatesTest {

    private static final ModelRef MODEL = ModelRef.parse("a:model");
    private final TokenRates rates = new TokenRates();

    @Test
    void beforeAnythingWasCountedTheUsualFigureHolds() {
        assertEquals(1000, rates.tokens(MODEL, 3500));
    }

    @Test
    void theDensestPromptThatWasCountedDecidesForItsModelAlone() {
        rates.counted(MODEL, 10_000, 5000);
        rates.counted(MODEL, 10_000, 2000);

        assertEquals(1750, rates.tokens(MODEL, 3500));
        assertEquals(1000, rates.tokens(ModelRef.parse("a:other"), 3500));
    }

    @ParameterizedTest
    @CsvSource({"999, 500", "10000, 1000", "10000, 0", "10000, 10001"})
    void aCountThatCannotBeOfTheWholePromptIsNotBelieved(long bytes, long tokens) {
        rates.counted(MODEL, bytes, tokens);

        assertEquals(1000, rates.tokens(MODEL, 3500));
    }
}
