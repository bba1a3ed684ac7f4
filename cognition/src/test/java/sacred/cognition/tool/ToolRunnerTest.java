package sacred.cognition.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sacred.providers.ToolCall;
import sacred.providers.ToolSpec;
import sacred.timeline.ToolRun;

@Timeout(60)
class ToolRunnerTest {

    private static final ToolRunner STANDARD =
            new ToolRunner(Toolbox.HARMLESS, Given.CONTEXT, Approvals.NOBODY, () -> 0L);
    private static final String ALL_TOOLS = "calculator, units, clock, timelines, manual";

    @Test
    void recordsWhatWasAskedAndWhatCameOfIt() throws InterruptedException {
        ToolCall call = new ToolCall("1", "calculator", "{ \"expression\": \"6*7\" }");

        ToolRun run =
                new ToolRunner(Toolbox.HARMLESS, Given.CONTEXT, Approvals.NOBODY, nanosStepping(3_000_000)).run(call);

        assertEquals(
                new ToolRun("calculator", "{ \"expression\": \"6*7\" }", "42", 3, ToolRun.OK, Optional.empty()), run);
    }

    @Test
    void aFailureOfTheToolIsItsResult() throws InterruptedException {
        ToolRun run = run(STANDARD, "calculator", "{\"expression\":\"1/0\"}");

        assertEquals(ToolRun.FAILED, run.status());
        assertEquals("Division by zero.", run.result());
    }

    @Test
    void anUnknownToolIsAnsweredWithTheKnownOnes() throws InterruptedException {
        ToolRun run = run(STANDARD, "teleport", "{}");

        assertEquals(ToolRun.FAILED, run.status());
        assertEquals("There is no tool \"teleport\". There are: " + ALL_TOOLS + ".", run.result());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"expression\":\"1+",
                "[1]",
                "null",
                "1+1",
                "{\"expression\":\"1\"} and more",
                "{expression: 1}",
                "\"{}\""
            })
    void argumentsThatAreNoObjectAreNotRepaired(String arguments) throws InterruptedException {
        ToolRun run = run(STANDARD, "calculator", arguments);

        assertEquals(ToolRun.FAILED, run.status());
        assertEquals("The arguments are not a JSON object: " + arguments, run.result());
        assertEquals("{}", run.arguments());
    }

    @Test
    void missingArgumentsAreAnEmptyObject() throws InterruptedException {
        ToolRun run = run(STANDARD, "calculator", " ");

        assertEquals("{}", run.arguments());
        assertEquals("The argument \"expression\" is missing.", run.result());
    }

    @Test
    void aToolThatHangsFailsAtTheDeadline() throws InterruptedException {
        ToolRunner runner = runner(tool(Duration.ofMillis(1), () -> hang(new Semaphore(0))));

        ToolRun run = run(runner, "probe", "{}");

        assertEquals(ToolRun.FAILED, run.status());
        assertEquals("The tool probe was stopped: it took longer than 1 ms.", run.result());
    }

    @Test
    void aStopOfTheTurnStopsTheTool() throws InterruptedException {
        Semaphore interrupted = new Semaphore(0);
        Thread turn = Thread.currentThread();
        ToolRunner runner = runner(tool(Duration.ofDays(1), () -> {
            turn.interrupt();
            return hang(interrupted);
        }));

        assertThrows(InterruptedException.class, () -> run(runner, "probe", "{}"));
        interrupted.acquire();
    }

    @Test
    void aBrokenToolFailsTheRunAndNothingElse() throws InterruptedException {
        ToolRunner runner = runner(tool(Duration.ofDays(1), () -> {
            throw new IllegalStateException("boom");
        }));

        ToolRun run = run(runner, "probe", "{}");

        assertEquals(ToolRun.FAILED, run.status());
        assertEquals("The tool probe failed unexpectedly: java.lang.IllegalStateException: boom", run.result());
    }

    @Test
    void aLongResultKeepsItsHeadAndItsTail() throws InterruptedException {
        String head = "😀".repeat(8192);
        String tail = "é".repeat(8192);
        ToolRunner runner = runner(tool(Duration.ofDays(1), () -> head + "x".repeat(12_345) + tail));

        ToolRun run = run(runner, "probe", "{}");

        assertEquals(head + "\n[... 12345 characters left out ...]\n" + tail, run.result());
        assertEquals(12_345, run.leftOut());
    }

    @Test
    void aResultOfExactlyTheLimitIsWhole() throws InterruptedException {
        String exact = "😀".repeat(ToolRunner.MAX_CHARACTERS);
        ToolRunner runner = runner(tool(Duration.ofDays(1), () -> exact));

        assertEquals(exact, run(runner, "probe", "{}").result());
    }

    @Test
    void everyToolIsDescribedToModelsInValidTerms() throws Exception {
        JsonMapper json = new JsonMapper();

        List<ToolSpec> specs = Toolbox.HARMLESS.specs();

        assertEquals(
                ALL_TOOLS, String.join(", ", specs.stream().map(ToolSpec::name).toList()));
        for (ToolSpec spec : specs) {
            assertTrue(Pattern.matches("[a-zA-Z0-9_-]{1,64}", spec.name()), spec.name());
            assertEquals("object", json.readTree(spec.parameters()).path("type").asText());
            json.readTree(spec.parameters()).path("required").forEach(name -> {
                try {
                    assertTrue(
                            json.readTree(spec.parameters()).path("properties").has(name.asText()), name::asText);
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
        }
    }

    /** A tool that needs leave, and what it was asked to do. */
    private static final class Dangerous implements Tool {
        private int runs;

        @Override
        public ToolSpec spec() {
            return new ToolSpec("danger", "", "{\"type\":\"object\"}");
        }

        @Override
        public Optional<Approval> needs(Arguments arguments, Context context) throws ToolException {
            return Optional.of(new Approval("danger", "do it", arguments.text("what"), "danger"));
        }

        @Override
        public String run(Arguments arguments, Context context) {
            runs++;
            return "done";
        }
    }

    private final Dangerous dangerous = new Dangerous();

    private ToolRun danger(Approvals approvals, String arguments) throws InterruptedException {
        return new ToolRunner(new Toolbox(List.of(dangerous)), Given.CONTEXT, approvals, () -> 0L)
                .run(new ToolCall("1", "danger", arguments));
    }

    @Test
    void whatNeedsLeaveRunsOnceItIsGivenAndTheRunSaysByWhom() throws InterruptedException {
        ToolRun run = danger(
                asked -> {
                    assertEquals(new Approval("danger", "do it", "a thing", "danger"), asked);
                    assertEquals(0, dangerous.runs);
                    return Decision.allowedBy("you");
                },
                "{\"what\":\"a thing\"}");

        assertEquals(new ToolRun("danger", "{\"what\":\"a thing\"}", "done", 0, ToolRun.OK, Optional.of("you")), run);
        assertEquals(1, dangerous.runs);
    }

    @Test
    void whatIsRefusedDoesNotRunAndTheModelLearnsWhy() throws InterruptedException {
        ToolRun run = danger(_ -> Decision.refused("You said no."), "{\"what\":\"a thing\"}");

        assertEquals(ToolRun.REFUSED, run.status());
        assertEquals("You said no.", run.result());
        assertEquals(Optional.empty(), run.approval());
        assertEquals(0, dangerous.runs);
    }

    @Test
    void withoutAnybodyToAskNothingIsAllowed() throws InterruptedException {
        ToolRun run = danger(Approvals.NOBODY, "{\"what\":\"a thing\"}");

        assertEquals("Nobody can be asked whether the tool danger may do it.", run.result());
        assertEquals(0, dangerous.runs);
    }

    @Test
    void whatCannotBeDoneAtAllIsNotAskedAbout() throws InterruptedException {
        ToolRun run = danger(
                _ -> {
                    throw new AssertionError("asked");
                },
                "{}");

        assertEquals(ToolRun.FAILED, run.status());
    }

    private interface Work {
        String run() throws ToolException;
    }

    private static ToolRunner runner(Tool tool) {
        return new ToolRunner(new Toolbox(List.of(tool)), Given.CONTEXT, Approvals.NOBODY, () -> 0L);
    }

    private static Tool tool(Duration deadline, Work work) {
        return new Tool() {
            @Override
            public Duration deadline() {
                return deadline;
            }

            @Override
            public ToolSpec spec() {
                return new ToolSpec("probe", "", "{\"type\":\"object\"}");
            }

            @Override
            public String run(Arguments arguments, Context context) throws ToolException {
                return work.run();
            }
        };
    }

    private static String hang(Semaphore interrupted) {
        try {
            new CountDownLatch(1).await();
            return "never";
        } catch (InterruptedException stopped) {
            interrupted.release();
            return "stopped";
        }
    }

    private static ToolRun run(ToolRunner runner, String tool, String arguments) throws InterruptedException {
        return runner.run(new ToolCall("1", tool, arguments));
    }

    private static LongSupplier nanosStepping(long stepNanos) {
        AtomicLong now = new AtomicLong();
        return () -> now.getAndAdd(stepNanos);
    }

    @Test
    void aSecretIsTakenOutBeforeALongResultIsCutSoThatNoHalfOfItIsLeft() throws InterruptedException {
        String secret = "sk-0123456789abcdef";
        String text = "x".repeat(ToolRunner.MAX_CHARACTERS / 2 - 10) + secret + "y".repeat(ToolRunner.MAX_CHARACTERS);
        Tool.Context hiding = new Tool.Context(
                Given.CONTEXT.clock(),
                Given.CONTEXT.zone(),
                Given.CONTEXT.history(),
                result -> result.replace(secret, "[hidden]"));
        Toolbox box = runner(tool(Duration.ofDays(1), () -> text)).toolbox();

        ToolRun run = run(new ToolRunner(box, hiding, Approvals.NOBODY, () -> 0L), "probe", "{}");

        assertTrue(run.result().contains("[hidden]"), run.result());
        assertTrue(!run.result().contains("sk-0"), run.result());
    }
}
