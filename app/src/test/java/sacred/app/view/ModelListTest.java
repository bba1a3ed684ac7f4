package sacred.app.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import sacred.cognition.strategy.LogicalModel;
import sacred.cognition.strategy.Options;
import sacred.cognition.strategy.Strategies;
import sacred.providers.ModelInfo;
import sacred.providers.ProviderKind;
import sacred.providers.ProviderSettings;
import sacred.providers.RetryPolicy;
import sacred.providers.Timeouts;
import sacred.timeline.ModelRef;

class ModelListTest {

    private static final ProviderSettings GEMINI = new ProviderSettings(
            "g",
            ProviderKind.GEMINI,
            ProviderKind.GEMINI.defaultBaseUrl(),
            Optional.empty(),
            "",
            List.of(),
            Timeouts.DEFAULT,
            RetryPolicy.DEFAULT);

    @Test
    void whatIsKnownStandsBehindTheReference() {
        ModelInfo model = new ModelInfo(
                "flash", OptionalLong.of(4_900_000_000L), OptionalLong.of(1_048_576), List.of("tools", "thinking"));

        assertEquals(
                "g:flash                                  4.9 GB   1,048,576 tokens   tools, thinking",
                ModelList.line(GEMINI, model));
    }

    @Test
    void whatIsNotKnownIsLeftOut() {
        assertEquals("g:flash", ModelList.line(GEMINI, ModelInfo.named("flash")));
    }

    @Test
    void aLogicalModelSaysOfWhatItIsMade() {
        LogicalModel council = new LogicalModel(
                "council",
                Strategies.find("moa").orElseThrow(),
                List.of(new LogicalModel.Seat(ModelRef.parse("g:flash"), 2)),
                Map.of("aggregator", ModelRef.parse("o:large")),
                Options.USUAL);

        assertEquals("council                                  moa of g:flash, o:large", ModelList.line(council));
    }
}
