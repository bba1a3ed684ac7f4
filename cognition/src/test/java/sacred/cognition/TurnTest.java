package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sacred.cognition.Scripted.calls;
import static sacred.cognition.Scripted.fails;
import static sacred.cognition.Scripted.text;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sacred.providers.Chunk;
import sacred.providers.Message;
import sacred.providers.Price;
import sacred.providers.Prices;
import sacred.providers.ProviderException;
import sacred.providers.RetryPolicy;
import sacred.providers.StoppedException;
import sacred.providers.ToolCall;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.Pace;
import sacred.timeline.Stage;
import sacred.timeline.Timeline;
import sacred.timeline.ToolRun;
import sacred.timeline.Usage;

class TurnTest {

    private final Stagehand hand = new Stagehand();

    @Test
    void aDirectTurnSealsInputRouteToolAndFormatAndCloses() throws IOException {
        hand.models.says("a:answers", text("Hello ", "there."));

        assertEquals(Event.Outcome.OK, hand.ask("Say hello to Anna."));

        assertEquals(List.of("input", "route", "tool", "format"), hand.kinds());
        assertEquals("Hello there.", hand.only(Block.Format.class).text());
        assertEquals("no tool needed", hand.only(Block.Tool.class).text());
        assertEquals(1, hand.timeline.closings().size());
        assertTrue(hand.timeline.live().isEmpty());
    }

    @Test
    void theInputIsToldBeforeAnythingIsAsked() throws IOException {
        hand.models.says("a:answers", (_, _) -> {
            assertEquals(List.of("input", "route", "tool"), hand.kinds());
            return Scripted.reply("x", List.of(), "stop");
        });

        hand.ask("Say hello to Anna.");

        assertEquals(List.of(Stagehand.ANSWERS), hand.models.asked);
    }

    @Test
    void replayingTheDurableEventsGivesTheSameTimeline() throws IOException {
        hand.models.says("a:answers", fails(ErrorKind.SERVER, true), text("An", "swer"));

        hand.ask("Say hello to Anna.");

        Timeline replayed = Timeline.EMPTY;
        for (Event event : hand.events) {
            if (event instanceof Event.Durable) {
                replayed = replayed.apply(event);
            }
        }
        assertEquals(hand.timeline, replayed);
    }

    @Test
    void theTotalsAreTheSumOfTheCalls() throws IOException {
        hand.prices = new Prices(Map.of(
                Stagehand.ANSWERS,
                new Price(new BigDecimal("2"), new BigDecimal("4"), Optional.empty(), Optional.empty())));
        hand.models.says(
                "a:answers", calls(new ToolCall("1", "calculator", "{\"expression\":\"2+2\"}")), text("ok"), text("4"));

        hand.ask("2+2");

        Event.Closed closed = hand.timeline.closings().getFirst();
        assertEquals(3, hand.calls().size());
        assertEquals(OptionalLong.of(30), closed.usage().input());
        assertEquals(OptionalLong.of(15), closed.usage().output());
        assertEquals(0, new BigDecimal("0.00012").compareTo(closed.cost().usd().orElseThrow()));
        assertEquals(List.of(0, 1, 2), hand.calls().stream().map(Call::index).toList());
    }

    @Test
    void aFailedAttemptLeavesTheTotalALowerBound() throws IOException {
        hand.models.says("a:answers", fails(ErrorKind.SERVER, true), text("done"));

        hand.ask("Say hello to Anna.");

        Usage total = hand.timeline.closings().getFirst().usage();
        assertEquals(OptionalLong.of(10), total.input());
        assertEquals(Set.of(Usage.Flag.INPUT_UNKNOWN, Usage.Flag.OUTPUT_UNKNOWN), total.flags());
    }

    @Test
    void aRetryableFailureIsRetriedWithBackOffAndEveryAttemptIsACall() throws IOException {
        hand.models.says("a:answers", fails(ErrorKind.SERVER, true), fails(ErrorKind.SERVER, true), text("at last"));

        assertEquals(Event.Outcome.OK, hand.ask("Say hello to Anna."));

        assertEquals(List.of(1, 2, 3), hand.calls().stream().map(Call::attempt).toList());
        assertEquals(2, hand.waits.size());
        assertTrue(hand.waits.getFirst().toMillis() <= 100, "first back-off " + hand.waits.getFirst());
        assertTrue(hand.waits.getLast().toMillis() <= 200, "second back-off " + hand.waits.getLast());
    }

    @Test
    void theProvidersHintIsAMinimum() throws IOException {
        Optional<Duration> hint = Optional.of(Duration.ofSeconds(7));
        hand.models.says("a:answers", fails(ErrorKind.RATE_LIMITED, true, hint, ""), text("ok"));

        hand.ask("Say hello to Anna.");

        assertEquals(List.of(Duration.ofSeconds(7)), hand.waits);
        assertTrue(hand.notes().getFirst().contains("7 s"), hand.notes().toString());
    }

    @Test
    void aWaitOfAnHourIsNotEnduredButSaid() throws IOException {
        Optional<Duration> hint = Optional.of(Duration.ofHours(1));
        hand.models.says("a:answers", fails(ErrorKind.RATE_LIMITED, true, hint, ""));

        assertEquals(Event.Outcome.FAILED, hand.ask("Say hello to Anna."));

        assertEquals(List.of(), hand.waits);
        assertTrue(
                hand.only(Block.Error.class).text().contains("60 min"),
                hand.only(Block.Error.class).text());
    }

    @Test
    void afterThreeFailuresTheTurnFailsWithOneErrorBlock() throws IOException {
        hand.models.says(
                "a:answers",
                fails(ErrorKind.SERVER, true),
                fails(ErrorKind.SERVER, true),
                fails(ErrorKind.SERVER, true));

        assertEquals(Event.Outcome.FAILED, hand.ask("Say hello to Anna."));

        Block.Error error = hand.only(Block.Error.class);
        assertEquals(Stage.FORMAT, error.stage());
        assertEquals(ErrorKind.SERVER, error.error());
        assertEquals(3, error.calls().size());
        assertEquals(List.of("input", "route", "tool", "error"), hand.kinds());
    }

    @Test
    void theFallbackAnswersVisibly() throws IOException {
        hand.settings = fallback("b:second");
        hand.models.says("a:answers", fails(ErrorKind.AUTH, false)).says("b:second", text("from b"));

        assertEquals(Event.Outcome.OK, hand.ask("Say hello to Anna."));

        Block.Format answer = hand.only(Block.Format.class);
        assertEquals("from b", answer.text());
        assertEquals(
                List.of(Call.Status.FAILED, Call.Status.OK),
                answer.calls().stream().map(Call::status).toList());
        assertTrue(hand.notes().getFirst().contains("b:second"), hand.notes().toString());
    }

    @Test
    void anExhaustedChainNamesEveryModel() throws IOException {
        hand.settings = fallback("b:second", "c:missing");
        hand.models.says("a:answers", fails(ErrorKind.AUTH, false)).says("b:second", fails(ErrorKind.NOT_FOUND, false));

        hand.ask("Say hello to Anna.");

        Block.Error error = hand.only(Block.Error.class);
        assertEquals(ErrorKind.AUTH, error.error());
        for (String part : List.of("a:answers", "b:second", "c:missing", "not configured")) {
            assertTrue(error.text().contains(part), part + " is missing in: " + error.text());
        }
    }

    @Test
    void nothingIsRepeatedOnceTextHasArrived() throws IOException {
        hand.settings = fallback("b:second");
        hand.models
                .says("a:answers", fails(ErrorKind.INTERRUPTED, true, Optional.empty(), "The first ha"))
                .says("b:second", text("never"));

        assertEquals(Event.Outcome.FAILED, hand.ask("Say hello to Anna."));

        Block.Error error = hand.only(Block.Error.class);
        assertEquals("The first ha", error.partial());
        assertEquals(ErrorKind.INTERRUPTED, error.error());
        assertEquals(List.of(Stagehand.ANSWERS), hand.models.asked);
    }

    @Test
    void aStopSealsWhatWasSeen() throws IOException {
        hand.models.says("a:answers", (_, onChunk) -> {
            onChunk.accept(new Chunk.Text("Half an ans"));
            hand.stop.now(Stop.Reason.CANCELLED);
            return Scripted.hang();
        });

        assertEquals(Event.Outcome.CANCELLED, hand.ask("Say hello to Anna."));

        Block.Error error = hand.only(Block.Error.class);
        assertEquals(ErrorKind.CANCELLED, error.error());
        assertEquals("Half an ans", error.partial());
        assertEquals(Call.Status.CANCELLED, error.calls().getFirst().status());
        assertEquals(Usage.UNKNOWN, error.calls().getFirst().usage());
        assertTrue(!Thread.currentThread().isInterrupted());
    }

    @Test
    void whatHadBeenCountedWhenTheStopCameIsKept() throws IOException {
        Usage seen = Scripted.usage(25, 1);
        hand.models.says("a:answers", (_, _) -> {
            hand.stop.now(Stop.Reason.CANCELLED);
            throw new StoppedException("stopped", seen, Optional.of("answers-1"));
        });

        hand.ask("Say hello to Anna.");

        Call call = hand.only(Block.Error.class).calls().getFirst();
        assertEquals(seen, call.usage());
        assertEquals(Optional.of("answers-1"), call.modelAnswered());
        assertEquals(
                OptionalLong.of(25), hand.timeline.closings().getFirst().usage().input());
    }

    @Test
    void aStopBeforeTheTurnBeganStopsItAtTheFirstQuestion() throws IOException {
        hand.stop.now(Stop.Reason.TERMINATED);
        hand.models.says("a:answers", (_, _) -> {
            return Scripted.hang();
        });

        assertEquals(Event.Outcome.FAILED, hand.ask("Say hello to Anna."));

        assertEquals(ErrorKind.INTERRUPTED, hand.only(Block.Error.class).error());
    }

    @Test
    void theTimeGivenForTheTurnEndsItAsTimeout() throws IOException {
        hand.models.says("a:answers", (_, _) -> {
            hand.stop.now(Stop.Reason.TIMEOUT);
            return Scripted.hang();
        });

        assertEquals(Event.Outcome.FAILED, hand.ask("Say hello to Anna."));

        assertEquals(ErrorKind.TIMEOUT, hand.only(Block.Error.class).error());
    }

    @Test
    void theToolLoopRunsToolsAndTellsTheFormatModelTheResults() throws IOException {
        hand.models.says(
                "a:answers",
                calls(new ToolCall("id-1", "calculator", "{\"expression\":\"17% of 2340\"}")),
                text("Found it."),
                text("397.8"));

        hand.ask("what is 17% of 2340?");

        ToolRun run = hand.only(Block.Tool.class).tools().getFirst();
        assertEquals("calculator", run.name());
        assertTrue(run.result().contains("397.8"), run.result());
        List<Message> last = hand.models.prompts.getLast().messages();
        assertTrue(last.getLast() instanceof Message.ToolResult r && r.text().contains("397.8"), last.toString());
        assertEquals(List.of(), hand.models.prompts.getLast().tools());
    }

    @Test
    void theSameCallTwiceIsRefusedTheSecondTime() throws IOException {
        ToolCall call = new ToolCall("1", "calculator", "{\"expression\":\"1+1\"}");
        hand.models.says("a:answers", calls(call), calls(call), text("2"), text("2"));

        hand.ask("1+1");

        assertEquals(
                List.of(ToolRun.OK, ToolRun.REFUSED),
                hand.only(Block.Tool.class).tools().stream()
                        .map(ToolRun::status)
                        .toList());
    }

    @Test
    void aFloodOfCallsIsCut() throws IOException {
        ToolCall[] flood = Stream.iterate(1, i -> i + 1)
                .limit(500)
                .map(i -> new ToolCall("id" + i, "calculator", "{\"expression\":\"1+" + i + "\"}"))
                .toArray(ToolCall[]::new);
        hand.models.says("a:answers", calls(flood), text("done"), text("done"));

        hand.ask("1+1");

        List<ToolRun> runs = hand.only(Block.Tool.class).tools();
        assertEquals(500, runs.size());
        assertEquals(
                32, runs.stream().filter(r -> r.status().equals(ToolRun.OK)).count());
    }

    @Test
    void aModelThatNeverStopsCallingToolsIsStoppedAfterEightRounds() throws IOException {
        Scripted.Move[] rounds = Stream.iterate(1, i -> i + 1)
                .limit(8)
                .map(i -> calls(new ToolCall("id" + i, "calculator", "{\"expression\":\"1+" + i + "\"}")))
                .toArray(Scripted.Move[]::new);
        hand.models.says("a:answers", rounds).says("a:answers", text("enough"));

        assertEquals(Event.Outcome.OK, hand.ask("1+1"));

        assertEquals(9, hand.calls().size());
        assertTrue(hand.only(Block.Tool.class).text().contains("8 rounds"));
    }

    @Test
    void aFailedToolStageIsAnErrorBlockAndIsToldToTheFormatModel() throws IOException {
        hand.models.says("a:answers", fails(ErrorKind.BAD_REQUEST, false), text("without tools"));

        assertEquals(Event.Outcome.OK, hand.ask("what is 17% of 2340?"));

        assertEquals(List.of("input", "route", "error", "format"), hand.kinds());
        assertEquals(Stage.TOOL, hand.only(Block.Error.class).stage());
        assertTrue(hand.models.prompts.getLast().system().contains("It said bad_request."));
    }

    @Test
    void theConversationGoesBeforeThePrompt() throws IOException {
        hand.models.says("a:answers", text("later"));

        hand.ask("Say it again.", new Message.User("Say x."), Message.Assistant.of("x"));

        assertEquals(
                List.of(new Message.User("Say x."), Message.Assistant.of("x"), new Message.User("Say it again.")),
                hand.models.prompts.getLast().messages());
    }

    @Test
    void thePaceCountsEveryCharacterAlsoOfASplitPair() throws IOException {
        hand.models.says("a:answers", text("a\uD83D", "\uDE00b"));

        hand.ask("Say hello to Anna.");

        Block.Format answer = hand.only(Block.Format.class);
        assertEquals(3, answer.pace().stream().mapToInt(Pace::characters).sum());
        assertEquals(3, answer.text().codePointCount(0, answer.text().length()));
    }

    @Test
    void aBugIsSealedAndClosesTheTurn() throws IOException {
        hand.models.says("a:answers", (_, _) -> {
            throw new IllegalStateException("boom");
        });

        assertEquals(Event.Outcome.FAILED, hand.ask("Say hello to Anna."));

        assertEquals(ErrorKind.BUG, hand.only(Block.Error.class).error());
        assertTrue(hand.timeline.live().isEmpty());
    }

    @Test
    void aBugWhileAModelAnswersLosesNeitherTheTextNorTheCallAndItsCountsAreUnknown() throws IOException {
        hand.models.says("a:answers", (_, onChunk) -> {
            onChunk.accept(new Chunk.Text("half"));
            throw new IllegalStateException("boom");
        });

        assertEquals(Event.Outcome.FAILED, hand.ask("Say hello to Anna."));

        Block.Error error = hand.only(Block.Error.class);
        assertEquals("half", error.partial());
        assertEquals(1, error.calls().size());
        assertEquals(
                OptionalLong.empty(), hand.timeline.closings().getLast().usage().input());
        assertEquals(Optional.empty(), hand.timeline.closings().getLast().cost().usd());
    }

    @Test
    void aSinkThatCannotKeepTheInputEndsTheTurnBeforeAnythingIsAsked() {
        Sink full = new Sink() {
            @Override
            public void durable(Event.Durable event) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public void fleeting(Event.Fleeting event) {}
        };
        Turn.World world = new Turn.World(
                hand.models,
                hand.prices,
                hand.budget,
                hand.toolbox,
                Recall.NOTHING,
                null,
                InstantSource.system(),
                () -> 0,
                hand.scheduler,
                null,
                hand.routes);

        assertThrows(IOException.class, () -> new Turn(1, world, full, hand.stop).run("x", List.of(), hand.settings));

        assertEquals(List.of(), hand.models.asked);
    }

    @Test
    void aRequestThatHadToBeAnotherIsSentOnceMoreAtOnce() throws IOException {
        hand.models.policy = new RetryPolicy(1, Duration.ofMillis(100), Duration.ofMillis(400));
        hand.models.says(
                "a:answers",
                (_, _) -> {
                    throw new ProviderException(
                            "It knows no stream_options.",
                            new ProviderException.Details(
                                    ErrorKind.BAD_REQUEST,
                                    OptionalInt.of(422),
                                    false,
                                    Optional.empty(),
                                    "",
                                    Usage.UNKNOWN,
                                    Optional.empty(),
                                    Optional.empty(),
                                    OptionalLong.empty(),
                                    Optional.empty(),
                                    true));
                },
                Scripted.text("fine"));

        assertEquals(Event.Outcome.OK, hand.ask("x"));

        List<Call> calls = hand.only(Block.Format.class).calls();
        assertEquals(
                List.of("1 failed", "2 ok"),
                calls.stream().map(c -> c.attempt() + " " + c.status().wire()).toList());
        assertEquals(
                "It knows no stream_options.",
                calls.getFirst().error().orElseThrow().message());
        assertEquals(List.of(), hand.waits);
    }

    private TurnSettings fallback(String... refs) {
        return new TurnSettings(
                Stagehand.ROUTES,
                Stagehand.ANSWERS,
                Stagehand.ANSWERS,
                Stream.of(refs).map(ModelRef::parse).toList(),
                TurnSettings.Mode.RULES,
                Duration.ofSeconds(60));
    }
}
