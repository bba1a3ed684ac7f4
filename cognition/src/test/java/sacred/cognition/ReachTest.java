package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sacred.cognition.strategy.LogicalModel.Seat;
import sacred.cognition.strategy.Options;
import sacred.timeline.ModelRef;

class ReachTest {

    private static final ModelRef TEAM = ModelRef.logical("team");

    private final Many models = new Many();

    @BeforeEach
    void aLogicalModelInsideOfAnother() {
        models.windows = new Known()
                .model("p:small", 4_000, Optional.empty())
                .model("p:middle", 32_000, Optional.empty())
                .model("p:large", 128_000, Optional.empty())
                .windows();
        models.define("inner", "think", Options.USUAL, Map.of(), new Seat(ModelRef.parse("p:large"), 1));
        models.define("team", "vote", Options.USUAL, Map.of(), new Seat(ModelRef.logical("inner"), 2), seat("p:small"));
    }

    private static Seat seat(String ref) {
        return new Seat(ModelRef.parse(ref), 1);
    }

    private static TurnSettings answeredBy(ModelRef model, ModelRef... fallback) {
        ModelRef middle = ModelRef.parse("p:middle");
        return new TurnSettings(
                middle, middle, model, List.of(fallback), TurnSettings.Mode.RULES, Duration.ofSeconds(60));
    }

    private OptionalLong reach(TurnSettings settings) throws InterruptedException {
        for (String model : List.of("p:small", "p:middle", "p:large")) {
            models.windows.facts(ModelRef.parse(model), Long.MAX_VALUE);
        }
        return Reach.tokens(settings, models);
    }

    @Test
    void aLogicalModelReachesAsFarAsTheOneOfItsMembersThatReadsMost() throws InterruptedException {
        assertEquals(OptionalLong.of(128_000), reach(answeredBy(TEAM)));
    }

    @Test
    void whatARouteMayChooseCountsUnlessTheUserHasSaidWhoAnswers() throws InterruptedException {
        TurnSettings settings = answeredBy(ModelRef.parse("p:small"));

        assertEquals(OptionalLong.of(128_000), reach(settings));
        assertEquals(OptionalLong.of(4_000), reach(settings.answeredBy(ModelRef.parse("p:small"))));
    }

    @Test
    void aMemberOfWhichNobodyKnowsMayReadAsMuchAsAnyModel() throws InterruptedException {
        models.define("team", "vote", Options.USUAL, Map.of(), seat("p:small"), seat("p:unknown"));

        assertEquals(OptionalLong.of(10_000_000), reach(answeredBy(TEAM)));
    }

    @Test
    void aLogicalModelThatCannotBeAskedReachesNothingAndDoesNotGoRoundInCircles() throws InterruptedException {
        models.define("team", "vote", Options.USUAL, Map.of(), new Seat(TEAM, 1), seat("p:small"));
        models.define("inner", "vote", Options.USUAL, Map.of(), new Seat(TEAM, 1), seat("p:small"));

        assertEquals(OptionalLong.of(32_000), reach(answeredBy(TEAM)));
    }
}
