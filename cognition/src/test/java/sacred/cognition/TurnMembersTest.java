package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sacred.cognition.Scripted.fails;
import static sacred.cognition.Scripted.text;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sacred.cognition.schedule.Gate;
import sacred.cognition.schedule.Limits;
import sacred.cognition.schedule.Scheduler;
import sacred.cognition.strategy.ConsortiumResult;
import sacred.cognition.strategy.LogicalModel.Seat;
import sacred.cognition.strategy.Options;
import sacred.providers.RetryPolicy;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Cost;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.Usage;

/** What is recorded of the members of a logical model, also of those that were not asked. */
@Timeout(60)
class TurnMembersTest {

    private static final ModelRef TEAM = ModelRef.logical("team");
    private static final ModelRef B = ModelRef.parse("p:b");

    private final Stagehand hand = new Stagehand();
    private final Many models = new Many();

    @BeforeEach
    void team() {
        hand.asked = models;
        hand.settings = hand.settings.answeredBy(TEAM);
        models.says("p:a", text("Answer a."))
                .says("p:b", text("Answer b."))
                .says(
                        "p:joins",
                        text("<synthesis_output><synthesis>The joint answer.</synthesis>"
                                + "<confidence>0.9</confidence></synthesis_output>"));
        consortium(Options.USUAL, seat("p:a"), seat("p:b"));
    }

    private void consortium(Options options, Seat... seats) {
        models.define("team", "consortium", options, Map.of("arbiter", "p:joins"), seats);
    }

    private static Seat seat(String ref) {
        return new Seat(ModelRef.parse(ref), 1);
    }

    private void rests(ModelRef model) {
        for (int i = 0; i < 3; i++) {
            hand.scheduler.breakers().asked(model);
            hand.scheduler.breakers().failed(model, ErrorKind.SERVER);
        }
    }

    private Call of(ModelRef model) {
        List<Call> calls =
                hand.calls().stream().filter(c -> c.model().equals(model)).toList();
        assertEquals(1, calls.size(), calls.toString());
        return calls.getFirst();
    }

    @Test
    @Tag("A2.05")
    void aMemberThatIsNotAskedBecauseItFailedBeforeIsACallThatCostNothing() throws IOException {
        rests(B);

        assertEquals(Event.Outcome.OK, hand.ask("Why?"));

        assertFalse(models.asked.contains(B), models.asked.toString());
        Call call = of(B);
        assertEquals("member", call.role());
        assertEquals(Call.Status.FAILED, call.status());
        assertEquals(ErrorKind.SERVER, call.error().orElseThrow().kind());
        assertTrue(call.error().orElseThrow().message().contains("not asked, because"), call.toString());
        assertFalse(call.error().orElseThrow().sent());
        assertFalse(call.isRequest());
        assertFalse(call.mayBeBilled());
        assertEquals(Usage.NONE, call.usage());
        assertEquals(Cost.NOTHING, call.cost());
        assertEquals(20, hand.timeline.closings().getFirst().usage().input().orElseThrow());
        assertEquals(
                "team, consortium: the arbiter saw 1 of 2 answers, 1 round",
                hand.only(Block.Tool.class).text());
    }

    @Test
    @Tag("A3.02")
    void theResultOfAConsortiumCountsTheMemberThatWasNotAsked() throws IOException {
        rests(B);

        hand.ask("Why?");

        String json = ConsortiumResult.of(hand.timeline, 1).orElseThrow().json();
        assertTrue(json.contains("\"answered\" : \"1 of 2\""), json);
        assertTrue(json.contains("\"error\" : \"p:b: not asked, because it failed 3 times in a row"), json);
    }

    @Test
    void aMemberWhoseProviderIsNotSetUpIsACallThatWasNotSent() throws IOException {
        consortium(Options.USUAL, seat("p:a"), seat("p:b"), seat("p:gone"));

        assertEquals(Event.Outcome.OK, hand.ask("Why?"));

        Call call = of(ModelRef.parse("p:gone"));
        assertEquals(ErrorKind.CONFIG, call.error().orElseThrow().kind());
        assertFalse(call.error().orElseThrow().sent());
    }

    @Test
    void aMemberThatWasLateInTheQueueIsACallThatWasNotSent() throws Exception {
        hand.scheduler = new Scheduler(
                List.of(new Scheduler.Line(List.of("q"), new Limits(1, Optional.empty()))),
                System::nanoTime,
                Thread::sleep);
        models.says("q:one", text("x"));
        consortium(patient(Duration.ofMillis(200)), seat("p:a"), seat("q:one"));

        try (Gate.Pass _ = hand.scheduler.gate("q").enter((_, _) -> {})) {
            assertEquals(Event.Outcome.OK, hand.ask("Why?"));
        }

        Call late = of(ModelRef.parse("q:one"));
        assertEquals(Call.Status.CANCELLED, late.status());
        assertFalse(late.isRequest());
        assertEquals(
                "team, consortium: the arbiter saw 1 of 2 answers, 1 round",
                hand.only(Block.Tool.class).text());
    }

    private static Options patient(Duration patience) {
        return new Options(
                0.8,
                0.5,
                Options.StopOn.AGREEMENT,
                1,
                OptionalInt.of(1),
                1,
                1,
                Optional.of(patience),
                false,
                true,
                "",
                "");
    }

    @Test
    void whereASingleModelIsNotAskedThereIsNoCall() throws IOException {
        ModelRef resting = ModelRef.parse("p:resting");
        models.says("p:resting", text("x"));
        rests(resting);
        hand.settings = new TurnSettings(
                Stagehand.ROUTES,
                resting,
                resting,
                List.of(ModelRef.parse("p:a")),
                TurnSettings.Mode.RULES,
                Duration.ofSeconds(60));

        assertEquals(Event.Outcome.OK, hand.ask("Say hello to Anna."));

        assertEquals(
                List.of(ModelRef.parse("p:a")),
                hand.calls().stream().map(Call::model).toList());
    }

    @Test
    @Tag("A2.08")
    void aLogicalMemberIsACallWithItsAnswerAndWithinItAreThoseThatWereMadeForIt() throws IOException {
        models.define("inner", "think", Options.USUAL, Map.of(), seat("p:b"));
        consortium(Options.USUAL, seat("p:a"), new Seat(ModelRef.logical("inner"), 1));

        assertEquals(Event.Outcome.OK, hand.ask("Why?"));

        Call inner = of(ModelRef.logical("inner"));
        assertEquals("member", inner.role());
        assertEquals("Answer b.", inner.said().text().orElseThrow());
        assertEquals(Usage.NONE, inner.usage());
        assertFalse(inner.isRequest());
        assertEquals(
                List.of("member/thinker", "member/answerer"),
                hand.calls().stream()
                        .filter(c -> c.said().within().equals(OptionalInt.of(inner.index())))
                        .map(Call::role)
                        .toList());
        String json = ConsortiumResult.of(hand.timeline, 1).orElseThrow().json();
        assertTrue(json.contains("\"answered\" : \"2 of 2\""), json);
        assertTrue(json.contains("\"model\" : \"inner\""), json);
        assertEquals(
                Usage.sum(hand.calls().stream().map(Call::usage).toList()),
                hand.timeline.closings().getFirst().usage());
    }

    @Test
    @Tag("A3.17")
    void aLogicalMemberThatFailedIsOneOfThoseThatDid() throws IOException {
        models.says("p:b", fails(ErrorKind.BAD_REQUEST, false));
        models.define("inner", "think", Options.USUAL, Map.of(), seat("p:b"));
        consortium(Options.USUAL, seat("p:a"), new Seat(ModelRef.logical("inner"), 1));

        hand.ask("Why?");

        assertEquals(
                ErrorKind.BAD_REQUEST,
                of(ModelRef.logical("inner")).error().orElseThrow().kind());
        assertTrue(ConsortiumResult.of(hand.timeline, 1).orElseThrow().json().contains("\"answered\" : \"1 of 2\""));
    }

    @Test
    void theMembersOfALogicalRouteModelHaveNoMoreTimeThanItHas() throws IOException {
        ModelRef busy = ModelRef.parse("r:busy");
        models.says("r:busy", fails(ErrorKind.RATE_LIMITED, true, Optional.of(Duration.ofSeconds(30)), ""));
        models.patience = new RetryPolicy(5, Duration.ofSeconds(10), Duration.ofSeconds(20));
        models.define("routers", "vote", Options.USUAL, Map.of(), new Seat(busy, 1));
        hand.settings = new TurnSettings(
                        ModelRef.logical("routers"),
                        ModelRef.parse("p:a"),
                        ModelRef.parse("p:a"),
                        List.of(),
                        TurnSettings.Mode.MODEL,
                        Duration.ofSeconds(5))
                .with(new TurnSettings.Routes(
                        TurnSettings.Mode.MODEL, Duration.ofSeconds(5), 0, TurnSettings.Speculate.OFF, Answerers.NONE));

        assertEquals(Event.Outcome.OK, hand.ask("Say hello to Anna."));

        assertEquals(1, models.asked.stream().filter(busy::equals).count());
        assertEquals(List.of(), hand.waits);
    }
}
