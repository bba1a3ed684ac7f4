package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sacred.cognition.Scripted.fails;
import static sacred.cognition.Scripted.text;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sacred.timeline.Block;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.Routing;
import sacred.timeline.Timeline;

/** How a route shapes the answer: what its prompt says, and who is asked. */
class ShapingTest {

    private static final ModelRef A = Stagehand.ANSWERS;
    private static final String USUAL = Prompts.fill("format.md", Map.of());

    private final Stagehand hand = new Stagehand();
    private final Map<String, ModelRef> byIntent = new LinkedHashMap<>();
    private final Map<Routing.Difficulty, ModelRef> byDifficulty = new LinkedHashMap<>();
    private final Map<String, ModelRef> byDomain = new LinkedHashMap<>();

    private static String route(String intent, String difficulty, double cd, double sd, double cud, double ed) {
        return "{\"intent\":\"" + intent + "\",\"domains\":{\"CD\":" + cd + ",\"SD\":" + sd + ",\"CuD\":" + cud
                + ",\"ED\":" + ed + "},\"tools\":[],\"plan\":\"direct\",\"difficulty\":\"" + difficulty + "\"}";
    }

    /** Asks over a route that the model gives; whoever answers is asked last. */
    private Routing ask(String route) throws IOException {
        hand.settings = new TurnSettings(
                Stagehand.ROUTES,
                A,
                A,
                List.of(),
                new TurnSettings.Routes(
                        TurnSettings.Mode.MODEL,
                        Duration.ofSeconds(60),
                        0,
                        TurnSettings.Speculate.OFF,
                        new Answerers(byIntent, byDifficulty, byDomain)),
                hand.settings.answererNamed(),
                hand.settings.named(),
                TurnSettings.Tools.DEFAULT,
                Optional.empty());
        hand.models.says("r:routes", text(route));
        for (String model : List.of("a:answers", "i:intent", "d:difficulty", "m:domain")) {
            hand.models.says(model, text("from " + model));
        }
        assertEquals(Event.Outcome.OK, hand.ask("Say hello to Anna."));
        return hand.only(Block.Route.class).routing();
    }

    private void answerers() {
        byIntent.put("explain", ModelRef.parse("i:intent"));
        byDifficulty.put(Routing.Difficulty.HARD, ModelRef.parse("d:difficulty"));
        byDomain.put("CD", ModelRef.parse("m:domain"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.95 | 0.3 | 0.1 | 0.2 | CD | computational",
                "0.6 | 0.9 | 0.5 | 0.3 | SD | scientific",
                "0.1 | 0.3 | 0.8 | 0.2 | CuD | cultural",
                "0.3 | 0.4 | 0.7 | 0.95 | ED | about experience"
            })
    void theDomainThatLeadsFramesThePromptOfTheAnswer(
            double cd, double sd, double cud, double ed, String framing, String words) throws IOException {
        Routing routing = ask(route("explain", "normal", cd, sd, cud, ed));

        assertEquals(framing, routing.effect().orElseThrow().framing());
        String system = hand.models.prompts.getLast().system();
        assertTrue(system.startsWith(USUAL + "\n\nThe request is mainly ") && system.contains(words), system);
    }

    @ParameterizedTest
    @CsvSource({"0.8,0.75,0.1,0.1", "0.49,0.1,0.1,0.1", "0.5,0.5,0.5,0.5", "0,0,0,0"})
    void whereNoneLeadsThePromptIsAsItAlwaysWas(double cd, double sd, double cud, double ed) throws IOException {
        Routing routing = ask(route("explain", "normal", cd, sd, cud, ed));

        assertEquals(Routing.Effect.NEUTRAL, routing.effect().orElseThrow().framing());
        assertEquals(USUAL, hand.models.prompts.getLast().system());
    }

    @ParameterizedTest
    @CsvSource({"0.5,0.4,0,0,CD", "0.6,0.5,0,0,CD", "0.4,0.39,0.3,0.7,ED"})
    void aTenthIsALead(double cd, double sd, double cud, double ed, String leads) {
        Map<String, Double> domains = new LinkedHashMap<>(Map.of("CD", cd, "SD", sd, "CuD", cud, "ED", ed));

        assertEquals(Optional.of(leads), Framing.leading(domains));
    }

    @Test
    void theFormulaLeadsNowhere() {
        assertEquals(Optional.empty(), Framing.leading(Domains.byFormula()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "explain | hard | 0.95 | i:intent | by_intent.explain",
                "Explain code | hard | 0.95 | i:intent | by_intent.explain",
                "re-explain | hard | 0.95 | i:intent | by_intent.explain",
                "explaining | hard | 0.95 | d:difficulty | by_difficulty.hard",
                "write | easy | 0.95 | m:domain | by_domain.CD"
            })
    void theIntentGoesBeforeTheDifficultyAndThatBeforeTheDomain(
            String intent, String difficulty, double cd, String model, String why) throws IOException {
        answerers();

        Routing routing = ask(route(intent, difficulty, cd, 0.1, 0.1, 0.1));

        assertEquals(
                Optional.of(new Routing.Answerer(ModelRef.parse(model), why)),
                routing.effect().orElseThrow().answerer());
        assertEquals("from " + model, hand.only(Block.Format.class).text());
    }

    @Test
    void whereNothingSpeaksForAnotherTheUsualModelAnswers() throws IOException {
        answerers();

        Routing routing = ask(route("write", "normal", 0.5, 0.5, 0.5, 0.5));

        assertEquals(Optional.empty(), routing.effect().orElseThrow().answerer());
        assertEquals(List.of(Stagehand.ROUTES, A), hand.models.asked);
    }

    @Test
    void aModelThatTheUserNamedGoesBeforeAllOfThem() throws IOException {
        answerers();
        hand.settings = hand.settings.answeredBy(A);

        Routing routing = ask(route("explain", "hard", 0.95, 0.1, 0.1, 0.1));

        assertEquals(Optional.empty(), routing.effect().orElseThrow().answerer());
        assertEquals(List.of(Stagehand.ROUTES, A), hand.models.asked);
    }

    @Test
    void aModelThatTheUserNamedForAnotherStageChangesNothing() throws IOException {
        answerers();
        hand.settings = hand.settings.withTool(A).withRoute(A);

        ask(route("explain", "hard", 0.95, 0.1, 0.1, 0.1));

        assertEquals("from i:intent", hand.only(Block.Format.class).text());
    }

    @Test
    void whenTheChosenOneFailsTheUsualModelStandsIn() throws IOException {
        answerers();
        hand.models.says("i:intent", fails(ErrorKind.BAD_REQUEST, false));

        ask(route("explain", "hard", 0.95, 0.1, 0.1, 0.1));

        assertEquals("from a:answers", hand.only(Block.Format.class).text());
        assertEquals(
                List.of("i:intent: It said bad_request. Asking the fallback a:answers."),
                hand.only(Block.Format.class).head().notes());
    }

    @Test
    void whenRoutingIsOffNothingIsShaped() throws IOException {
        answerers();
        byDifficulty.put(Routing.Difficulty.EASY, ModelRef.parse("d:difficulty"));
        hand.settings = new TurnSettings(
                Stagehand.ROUTES,
                A,
                A,
                List.of(),
                new TurnSettings.Routes(
                        TurnSettings.Mode.OFF,
                        Duration.ofSeconds(60),
                        0,
                        TurnSettings.Speculate.OFF,
                        new Answerers(byIntent, byDifficulty, byDomain)),
                false,
                Set.of(),
                TurnSettings.Tools.DEFAULT,
                Optional.empty());
        hand.models.says("a:answers", text("x"));

        hand.ask("Say hello to Anna.");

        Routing routing = hand.only(Block.Route.class).routing();
        assertEquals(Optional.empty(), routing.effect());
        assertEquals(Optional.empty(), routing.difficulty());
        assertEquals(USUAL, hand.models.prompts.getLast().system());
    }

    @Test
    void aDecisionThatIsRememberedShapesAsTheConfigurationSaysNow() throws IOException {
        hand.routes = new RouteMemory(Duration.ofHours(1), () -> Stagehand.START);
        ask(route("explain", "hard", 0.95, 0.1, 0.1, 0.1));
        answerers();
        hand.timeline = Timeline.EMPTY;

        Routing again = ask(route("write", "easy", 0.95, 0.1, 0.1, 0.1));

        assertEquals(Routing.Source.CACHE, again.source());
        assertEquals(
                "i:intent",
                again.effect().orElseThrow().answerer().orElseThrow().model().toString());
    }
}
