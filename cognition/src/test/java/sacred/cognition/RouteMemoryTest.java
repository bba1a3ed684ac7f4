package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static sacred.cognition.Scripted.fails;
import static sacred.cognition.Scripted.text;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sacred.cognition.tool.Toolbox;
import sacred.timeline.Block;
import sacred.timeline.ErrorKind;
import sacred.timeline.ModelRef;
import sacred.timeline.Routing;

class RouteMemoryTest {

    private static final String ROUTE = """
        {"intent":"greet","domains":{"CD":0.1,"SD":0.3,"CuD":0.9,"ED":0.2},"tools":[],"plan":"direct","reason":"plain"}\
        """;

    private final Stagehand hand = new Stagehand();
    private Instant now = Stagehand.START;

    private RouteMemoryTest() {
        hand.settings = hand.settings.withMode(TurnSettings.Mode.MODEL);
        hand.routes = new RouteMemory(Duration.ofMinutes(10), () -> now);
    }

    private Block.Route ask(String prompt) throws IOException {
        hand.models.says("a:answers", text("x"));
        hand.ask(prompt);
        return (Block.Route) hand.timeline.blocks().reversed().stream()
                .filter(Block.Route.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    private long timesAsked() {
        return hand.models.asked.stream().filter(Stagehand.ROUTES::equals).count();
    }

    @Test
    void theSameRequestIsNotRoutedTwiceAndTheBlockSaysOfWhenItsRouteIs() throws IOException {
        hand.models.says("r:routes", text(ROUTE));
        Routing first = ask("Say hello to Anna.").routing();
        now = now.plusSeconds(599);

        Block.Route second = ask("Say hello to Anna.");

        assertEquals(1, timesAsked());
        assertEquals(List.of(), second.calls());
        assertEquals(first.decidedBefore(Stagehand.START), second.routing());
        assertEquals(Routing.Source.CACHE, second.routing().source());
        assertEquals(Optional.empty(), first.decidedAt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"  Say hello\tto\n Anna. ", "Say hello to Anna.\n"})
    void whiteSpaceMakesNoOtherRequest(String same) throws IOException {
        hand.models.says("r:routes", text(ROUTE));
        ask("Say hello to Anna.");

        assertEquals(Routing.Source.CACHE, ask(same).routing().source());
    }

    @Test
    void theSameLettersAreTheSameRequestHoweverTheyAreComposed() throws IOException {
        hand.models.says("r:routes", text(ROUTE));
        ask("Salute Zo\u00eb.");

        assertEquals(Routing.Source.CACHE, ask("Salute Zoe\u0308.").routing().source());
    }

    @Test
    void anotherRequestIsAskedFor() throws IOException {
        hand.models.says("r:routes", text(ROUTE), text(ROUTE));
        ask("Say hello to Anna.");

        assertEquals(Routing.Source.MODEL, ask("say hello to Anna.").routing().source());
    }

    @Test
    void anotherModelIsAskedForItself() throws IOException {
        hand.models.says("r:routes", text(ROUTE)).says("r:other", text(ROUTE));
        ask("Say hello to Anna.");
        hand.settings = hand.settings.withRoute(ModelRef.parse("r:other"));

        assertEquals(Routing.Source.MODEL, ask("Say hello to Anna.").routing().source());
    }

    @Test
    void withOtherToolsItIsAnotherQuestion() throws IOException {
        hand.models.says("r:routes", text(ROUTE), text(ROUTE));
        ask("Say hello to Anna.");
        hand.toolbox = new Toolbox(Toolbox.HARMLESS.tools().subList(0, 1));

        assertEquals(Routing.Source.MODEL, ask("Say hello to Anna.").routing().source());
    }

    @Test
    void afterItsTimeADecisionIsMadeAnew() throws IOException {
        hand.models.says("r:routes", text(ROUTE), text(ROUTE));
        ask("Say hello to Anna.");
        now = now.plusSeconds(600);

        assertEquals(Routing.Source.MODEL, ask("Say hello to Anna.").routing().source());
    }

    @Test
    void aClockThatWasSetBackMakesNothingYounger() throws IOException {
        hand.models.says("r:routes", text(ROUTE), text(ROUTE));
        ask("Say hello to Anna.");
        now = now.minusSeconds(1);

        assertEquals(Routing.Source.MODEL, ask("Say hello to Anna.").routing().source());
    }

    @Test
    void whatCouldNotBeRoutedIsTriedAgain() throws IOException {
        hand.models.says("r:routes", text("no"), text("no"), fails(ErrorKind.BAD_REQUEST, false), text(ROUTE));
        ask("Say hello to Anna.");
        ask("Say hello to Anna.");

        assertEquals(Routing.Source.MODEL, ask("Say hello to Anna.").routing().source());
    }

    @Test
    void whatWasPutRightByTheSecondAnswerIsRemembered() throws IOException {
        hand.models.says("r:routes", text("no"), text(ROUTE));
        ask("Say hello to Anna.");

        assertEquals(Routing.Source.CACHE, ask("Say hello to Anna.").routing().source());
    }

    @Test
    void aTimeOfZeroKeepsNothing() throws IOException {
        hand.routes = new RouteMemory(Duration.ZERO, () -> now);
        hand.models.says("r:routes", text(ROUTE), text(ROUTE));
        ask("Say hello to Anna.");

        assertEquals(Routing.Source.MODEL, ask("Say hello to Anna.").routing().source());
    }

    @Test
    void whoeverWantsAnotherAnswerGetsAnotherRoute() throws IOException {
        hand.models.says("r:routes", text(ROUTE), text(ROUTE.replace("greet", "welcome")));
        ask("Say hello to Anna.");
        RouteMemory kept = hand.routes;
        hand.routes = kept.afresh();

        assertEquals("welcome", ask("Say hello to Anna.").routing().intent());
        hand.routes = kept;
        assertEquals("welcome", ask("Say hello to Anna.").routing().intent(), "the new one stays");
        assertEquals(2, timesAsked());
    }

    @Test
    void whatIsDecidedAnewIsNewAgain() {
        RouteMemory memory = new RouteMemory(Duration.ofMinutes(10), () -> now);
        Routing routing = new Routing(Routing.Source.MODEL, "direct", "x", Map.of(), List.of(), "");
        for (int i = 0; i < RouteMemory.MOST; i++) {
            memory.keep(new RouteMemory.Key("request " + i, Stagehand.ROUTES, ""), routing);
        }
        memory.keep(new RouteMemory.Key("request 0", Stagehand.ROUTES, ""), routing);

        memory.keep(new RouteMemory.Key("one more", Stagehand.ROUTES, ""), routing);

        assertEquals(Optional.empty(), memory.find(new RouteMemory.Key("request 1", Stagehand.ROUTES, "")));
        assertEquals(
                Optional.of(routing.decidedBefore(now)),
                memory.find(new RouteMemory.Key("request 0", Stagehand.ROUTES, "")));
    }

    @Test
    void ofManyTheOldestGo() {
        RouteMemory memory = new RouteMemory(Duration.ofMinutes(10), () -> now);
        Routing routing = new Routing(Routing.Source.MODEL, "direct", "x", Map.of(), List.of(), "");
        for (int i = 0; i <= RouteMemory.MOST; i++) {
            memory.keep(new RouteMemory.Key("request " + i, Stagehand.ROUTES, ""), routing);
        }

        assertEquals(Optional.empty(), memory.find(new RouteMemory.Key("request 0", Stagehand.ROUTES, "")));
        assertEquals(
                Optional.of(routing.decidedBefore(now)),
                memory.find(new RouteMemory.Key("request 1", Stagehand.ROUTES, "")));
    }
}
