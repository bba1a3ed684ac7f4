package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sacred.providers.ProviderKind;
import sacred.providers.wire.RawServer;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.Routing;

/** What servers make of the wish for a schema, as whole turns over real connections. */
@Timeout(60)
class RouteOnTheWireTest {

    private static final String ROUTE =
            "{'intent':'greet','domains':{'CD':0.1,'SD':0.2,'CuD':%s,'ED':0.3},'tools':[],'plan':'direct','reason':'r'}"
                    .replace('\'', '"');

    private final Wired wired = new Wired();
    private final Stagehand hand = new Stagehand();

    @AfterEach
    void close() {
        wired.close();
    }

    private static RawServer.Script says(String text) {
        String quoted = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return RawServer.stream(
                "text/event-stream",
                "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + quoted
                        + "\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n");
    }

    private Block.Route turn(RawServer routes, RawServer answers) throws IOException {
        wired.at("r", ProviderKind.OPENAI, routes.url()).at("a", ProviderKind.OPENAI, answers.url());
        hand.asked = wired;
        ModelRef answer = ModelRef.parse("a:answers");
        hand.settings = new TurnSettings(
                ModelRef.parse("r:routes"), answer, answer, List.of(), TurnSettings.Mode.MODEL, Duration.ofSeconds(60));
        hand.settings = hand.settings.with(hand.settings.routes().speculating(TurnSettings.Speculate.OFF));
        assertEquals(Event.Outcome.OK, hand.ask("Say hello to Anna."));
        return hand.only(Block.Route.class);
    }

    private static String format(String request) {
        return request.contains("json_schema") ? "schema" : request.contains("json_object") ? "json" : "none";
    }

    @Test
    void whatRefusesTheSchemaIsAskedAtOnceWithout() throws Exception {
        String refusal = "{\"error\":{\"message\":\"This model does not support response format `json_schema`\"}}";
        try (RawServer routes = new RawServer(RawServer.answer(400, "", refusal), says(ROUTE.formatted("0.9")));
                RawServer answers = new RawServer(says("hello"))) {
            Block.Route route = turn(routes, answers);

            assertEquals(Routing.Source.MODEL, route.routing().source());
            assertEquals(
                    List.of(Call.Status.FAILED, Call.Status.OK),
                    route.calls().stream().map(Call::status).toList());
            assertEquals(
                    List.of("schema", "none"),
                    routes.requests().stream().map(RouteOnTheWireTest::format).toList());
            assertEquals(List.of(), hand.waits);
            assertFalse(answers.requests().getFirst().contains("response_format"));
        }
    }

    @Test
    void whatIgnoresTheSchemaIsAskedForPlainJson() throws Exception {
        try (RawServer routes =
                        new RawServer(says("Sure! I would answer that directly."), says(ROUTE.formatted("0.9")));
                RawServer answers = new RawServer(says("hello"))) {
            Block.Route route = turn(routes, answers);

            assertEquals(Routing.Source.MODEL, route.routing().source());
            assertEquals(
                    List.of("schema", "json"),
                    routes.requests().stream().map(RouteOnTheWireTest::format).toList());
            assertTrue(
                    routes.requests().getLast().contains("the answer contains no complete JSON object"),
                    routes.requests().getLast());
        }
    }

    @Test
    void whatHoldsToTheSchemaButNotToTheRangeIsToldSo() throws Exception {
        try (RawServer routes = new RawServer(says(ROUTE.formatted("7855623252003.202")), says(ROUTE.formatted("1")));
                RawServer answers = new RawServer(says("hello"))) {
            Block.Route route = turn(routes, answers);

            assertEquals(1.0, route.routing().domains().get("CuD"));
            assertEquals(
                    List.of("schema", "schema"),
                    routes.requests().stream().map(RouteOnTheWireTest::format).toList());
            assertTrue(
                    routes.requests().getLast().contains("domains.CuD is 7.855623252003202E12, out of range"),
                    routes.requests().getLast());
        }
    }

    @Test
    void whatCutsItsAnswerAndCallsThatAnEndIsNotBelieved() throws Exception {
        String cut = ROUTE.formatted("0.9").substring(0, 40);
        try (RawServer routes = new RawServer(says(cut));
                RawServer answers = new RawServer(says("hello"))) {
            Block.Route route = turn(routes, answers);

            assertEquals(Routing.Source.RULES, route.routing().source());
            assertTrue(route.routing().reason().contains("it is cut off before its end"), route.toString());
            assertEquals(2, route.calls().size());
            assertEquals(cut, route.calls().getLast().said().text().orElseThrow());
        }
    }
}
