package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sacred.cognition.Probe.call;
import static sacred.cognition.Scripted.calls;
import static sacred.cognition.Scripted.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sacred.cognition.tool.Decision;
import sacred.cognition.tool.Tool;
import sacred.cognition.tool.Toolbox;
import sacred.providers.Message;
import sacred.providers.ToolCall;
import sacred.timeline.Block;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.ToolRun;

/** How the calls of a turn are run: how many rounds, which of them again, which at the same time. */
@Timeout(60)
class ToolStageTest {

    private final Stagehand hand = new Stagehand();
    private final List<String> happened = Collections.synchronizedList(new ArrayList<>());

    private void tools(Tool... tools) {
        hand.toolbox = Toolbox.HARMLESS.and(List.of(tools));
    }

    private Probe reads() {
        return Probe.free("read", arguments -> said("read" + arguments.json()));
    }

    private Probe writes() {
        return Probe.asking("write", arguments -> said("write" + arguments.json()));
    }

    private String said(String what) {
        happened.add(what);
        return what;
    }

    private List<ToolRun> runs() {
        return hand.only(Block.Tool.class).tools();
    }

    private List<String> statuses() {
        return runs().stream().map(ToolRun::status).toList();
    }

    private static ToolCall read(String arguments) {
        return new ToolCall("r" + arguments.hashCode(), "read", arguments);
    }

    @ParameterizedTest
    @CsvSource({"1, 1 round", "2, 2 rounds"})
    void afterTheLastRoundTheModelAnswersWithoutTools(int most, String rounds) throws IOException {
        tools(reads());
        hand.settings = hand.settings.withTools(new TurnSettings.Tools(most));
        IntStream.range(0, most).forEach(n -> hand.models.says("a:answers", calls(call("read", n))));
        hand.models.says("a:answers", text("As far as I know."));

        assertEquals(Event.Outcome.OK, hand.ask("2+2"));

        assertEquals(most + 1, hand.models.prompts.size());
        assertEquals(List.of(), hand.models.prompts.getLast().tools());
        assertTrue(hand.models.prompts.getLast().system().contains(rounds + " of calls were made, which is the limit"));
        Block.Tool block = hand.only(Block.Tool.class);
        assertEquals("stopped after " + rounds + " of tool calls", block.text());
        assertEquals(
                List.of("The limit of " + rounds + " of tool calls was reached (tools.max_rounds in the configuration):"
                        + " the answer has to do with what was found until then."),
                block.head().notes());
    }

    @Test
    void aTurnThatNeedsEveryRoundHasNotReachedTheLimit() throws IOException {
        tools(reads());
        hand.settings = hand.settings.withTools(new TurnSettings.Tools(2));
        hand.models.says("a:answers", calls(call("read", 1)), text("found"), text("The answer."));

        hand.ask("2+2");

        assertEquals(List.of(), hand.only(Block.Tool.class).head().notes());
        assertFalse(hand.models.prompts.getLast().system().contains("limit"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"b\":[{\"x\":true,\"y\":null}]}",
                "{ \"b\" : [ { \"y\":null, \"x\":true } ],\n \"a\" : 1 }",
                "{\"a\":1.0,\"b\":[{\"x\":true,\"y\":null}]}",
                "{\"a\":10e-1,\"b\":[{\"x\":true,\"y\":null}]}",
                "{\"\\u0061\":1,\"b\":[{\"x\":true,\"y\":null}]}"
            })
    void theSameCallInAnySpellingIsNotMadeTwice(String spelling) throws IOException {
        tools(reads());
        String first = "{\"a\":1,\"b\":[{\"x\":true,\"y\":null}]}";
        hand.models.says("a:answers", calls(read(first)), calls(read(spelling)), text("found"), text("ok"));

        hand.ask("2+2");

        assertEquals(List.of(ToolRun.OK, ToolRun.REFUSED), statuses());
        assertEquals(
                "This very call was already made, and nothing has changed since. Use its result.",
                runs().getLast().result());
        assertEquals(1, happened.size());
        Message.ToolResult told =
                (Message.ToolResult) hand.models.prompts.get(2).messages().getLast();
        assertTrue(told.failed());
        assertEquals(runs().getLast().result(), told.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":\"1\"}", "{\"a\":2}", "{\"a\":[1]}", "{\"A\":1}", "{\"a\":1,\"b\":null}", "{}"})
    void anotherCallIsMade(String other) throws IOException {
        tools(reads());
        hand.models.says("a:answers", calls(read("{\"a\":1}")), calls(read(other)), text("found"), text("ok"));

        hand.ask("2+2");

        assertEquals(List.of(ToolRun.OK, ToolRun.OK), statuses());
    }

    @Test
    void theSameCallTwiceInOneAnswerIsMadeOnce() throws IOException {
        tools(reads());
        hand.models.says("a:answers", calls(call("read", 1), call("read", 1)), text("found"), text("ok"));

        hand.ask("2+2");

        assertEquals(List.of(ToolRun.OK, ToolRun.REFUSED), statuses());
    }

    @Test
    void whatWasReadIsReadAgainAfterAChangeOnce() throws IOException {
        tools(reads(), writes());
        hand.approvals = _ -> Decision.allowedBy("you");
        hand.models.says(
                "a:answers",
                calls(call("read", 1)),
                calls(call("write", 1)),
                calls(call("read", 1)),
                calls(call("read", 1)),
                text("found"),
                text("ok"));

        hand.ask("2+2");

        assertEquals(List.of(ToolRun.OK, ToolRun.OK, ToolRun.OK, ToolRun.REFUSED), statuses());
    }

    @Test
    void aChangeThatWasNotAllowedChangesNothing() throws IOException {
        tools(reads(), writes());
        hand.approvals = _ -> Decision.refused("You said no.");
        hand.models.says(
                "a:answers",
                calls(call("read", 1)),
                calls(call("write", 1)),
                calls(call("read", 1)),
                text("found"),
                text("ok"));

        hand.ask("2+2");

        assertEquals(List.of(ToolRun.OK, ToolRun.REFUSED, ToolRun.REFUSED), statuses());
        assertTrue(runs().getLast().result().startsWith("This very call"));
    }

    /** Tests are run again after each edit; an edit that was made is not made twice in a row. */
    @Test
    void aChangeIsMadeAgainOnlyAfterAnother() throws IOException {
        tools(writes());
        hand.approvals = _ -> Decision.allowedBy("you");
        hand.models.says(
                "a:answers",
                calls(call("write", 1)),
                calls(call("write", 1)),
                calls(call("write", 2)),
                calls(call("write", 1)),
                text("found"),
                text("ok"));

        hand.ask("2+2");

        assertEquals(List.of(ToolRun.OK, ToolRun.REFUSED, ToolRun.OK, ToolRun.OK), statuses());
    }

    @Test
    void whatNobodyHasToAllowRunsAtTheSameTimeAndIsToldInTheOrderOfTheCalls() throws IOException {
        CyclicBarrier all = new CyclicBarrier(3);
        CountDownLatch third = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        tools(Probe.free("read", arguments -> {
            await(all);
            switch (arguments.json().path("n").asInt()) {
                case 1 -> second.await();
                case 2 -> {
                    third.await();
                    second.countDown();
                }
                default -> third.countDown();
            }
            return said("read" + arguments.json());
        }));
        hand.models.says(
                "a:answers", calls(call("read", 1), call("read", 2), call("read", 3)), text("found"), text("ok"));

        hand.ask("2+2");

        List<String> results = List.of("read{\"n\":1}", "read{\"n\":2}", "read{\"n\":3}");
        assertEquals(results, runs().stream().map(ToolRun::result).toList());
        assertEquals(
                results,
                hand.models.prompts.get(1).messages().stream()
                        .filter(Message.ToolResult.class::isInstance)
                        .map(message -> ((Message.ToolResult) message).text())
                        .toList());
    }

    private static void await(CyclicBarrier barrier) throws InterruptedException {
        try {
            barrier.await();
        } catch (java.util.concurrent.BrokenBarrierException e) {
            throw new InterruptedException();
        }
    }

    // T37
    @Test
    void whatHasToBeAllowedIsAskedOneAtATimeAndInItsPlaceAmongTheOthers() throws IOException {
        Semaphore asking = new Semaphore(1);
        tools(reads(), writes());
        hand.approvals = approval -> {
            assertTrue(asking.tryAcquire(), "two questions at once");
            said("may " + approval.tool() + approval.detail());
            asking.release();
            return Decision.allowedBy("you");
        };
        hand.models.says(
                "a:answers",
                calls(call("read", 1), call("write", 1), call("write", 2), call("read", 2)),
                text("found"),
                text("ok"));

        hand.ask("2+2");

        assertEquals(
                List.of(
                        "read{\"n\":1}",
                        "may write{\"n\":1}",
                        "write{\"n\":1}",
                        "may write{\"n\":2}",
                        "write{\"n\":2}",
                        "read{\"n\":2}"),
                happened);
        assertEquals(
                List.of("read", "write", "write", "read"),
                runs().stream().map(ToolRun::name).toList());
    }

    @Test
    void aStopInterruptsAllThatRunAndTheBlockTellsOfThem() throws Exception {
        CountDownLatch there = new CountDownLatch(2);
        Semaphore interrupted = new Semaphore(0);
        tools(reads(), Probe.free("hang", _ -> {
            there.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.release();
            }
            return "never";
        }));
        hand.models.says("a:answers", calls(call("read", 1)), calls(call("hang", 1), call("hang", 2)));

        stopped(there);

        assertTrue(interrupted.tryAcquire(2, 30, TimeUnit.SECONDS), "a tool goes on");
        Block.Error error = hand.only(Block.Error.class);
        assertEquals(
                List.of("read ok", "hang failed", "hang failed"),
                error.tools().stream()
                        .map(run -> run.name() + " " + run.status())
                        .toList());
        assertEquals(
                "Stopped before it was done; what it had done by then is not undone.",
                error.tools().getLast().result());
    }

    @Test
    void aStopEndsTheQuestionAndNothingRuns() throws Exception {
        CountDownLatch there = new CountDownLatch(1);
        tools(writes());
        hand.approvals = _ -> {
            there.countDown();
            new CountDownLatch(1).await();
            return Decision.allowedBy("nobody");
        };
        hand.models.says("a:answers", calls(call("write", 1)));

        stopped(there);

        assertEquals(List.of(), happened);
        ToolRun run = hand.only(Block.Error.class).tools().getFirst();
        assertEquals(ToolRun.REFUSED, run.status());
        assertEquals("The turn was stopped before it could run.", run.result());
    }

    @Test
    void whoAllowedWhatWasStoppedIsKept() throws Exception {
        CountDownLatch there = new CountDownLatch(1);
        tools(Probe.asking("write", _ -> {
            there.countDown();
            new CountDownLatch(1).await();
            return "never";
        }));
        hand.approvals = _ -> Decision.allowedBy("you");
        hand.models.says("a:answers", calls(call("write", 1)));

        stopped(there);

        ToolRun run = hand.only(Block.Error.class).tools().getFirst();
        assertEquals(ToolRun.FAILED, run.status());
        assertEquals("you", run.approval().orElseThrow());
    }

    private void stopped(CountDownLatch there) throws Exception {
        CompletableFuture<Event.Outcome> outcome = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                outcome.complete(hand.ask("2+2"));
            } catch (Throwable e) {
                outcome.completeExceptionally(e);
            }
        });
        there.await();
        hand.stop.now(Stop.Reason.CANCELLED);
        assertEquals(Event.Outcome.CANCELLED, outcome.get(30, TimeUnit.SECONDS));
        assertEquals(ErrorKind.CANCELLED, hand.only(Block.Error.class).error());
    }

    @Test
    void whatRunsAndWhatWaitsIsToldAsItHappens() throws IOException {
        tools(reads(), writes());
        hand.approvals = _ -> Decision.allowedBy("you");
        hand.models.says("a:answers", calls(call("read", 1), call("write", 1)), text("found"), text("ok"));

        hand.ask("2+2");

        List<String> told = hand.events.stream()
                .flatMap(event -> switch (event) {
                    case Event.ToolStarted e ->
                        List.of(e.tool() + " " + e.name() + (e.waits() ? " waits" : " runs")).stream();
                    case Event.ToolEnded e -> List.of(e.tool() + " " + e.run().status()).stream();
                    default -> List.<String>of().stream();
                })
                .toList();
        assertEquals(List.of("0 read runs", "0 ok", "1 write waits", "1 write runs", "1 ok"), told);
    }
}
