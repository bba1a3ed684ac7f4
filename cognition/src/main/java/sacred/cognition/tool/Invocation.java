package sacred.cognition.tool;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import sacred.providers.ToolCall;
import sacred.providers.ToolSpec;
import sacred.timeline.ToolRun;

/**
 * One call of a tool, from the look at it to what came of it. Every failure is a failed run with its message as the result.
 * Arguments that are no JSON object are recorded as {@code {}} and quoted in that message. The time that a user takes to decide
 * is not the tool's.
 */
public final class Invocation {

    private final ToolRunner runner;
    private final ToolCall call;
    private final String arguments;
    private final Optional<Ready> ready;
    private final String unfit;
    private volatile long start;
    private volatile boolean running;
    private volatile Optional<String> approval = Optional.empty();

    /** A tool that can be run, and what has to be allowed before. */
    private record Ready(Tool tool, Arguments arguments, Optional<Approval> needs) {}

    Invocation(ToolRunner runner, ToolCall call) {
        this.runner = runner;
        this.call = call;
        this.start = runner.nanos().getAsLong();
        this.arguments = object(call);
        Optional<Ready> found = Optional.empty();
        String failure = "";
        try {
            Arguments parsed = Arguments.parse(call.arguments());
            Tool tool = find(call.name());
            found = Optional.of(new Ready(tool, parsed, tool.needs(parsed, runner.context())));
        } catch (ToolException cannot) {
            failure = cannot.getMessage();
        }
        this.ready = found;
        this.unfit = failure;
    }

    /** Whether somebody has to allow it first. */
    public boolean asks() {
        return ready.flatMap(Ready::needs).isPresent();
    }

    /**
     * Asks for leave where it is needed, runs the tool and blocks until it is done or its deadline is over; a tool that is late
     * is interrupted and left behind.
     *
     * @param allowed told when leave was given and the tool begins
     */
    public ToolRun run(Runnable allowed) throws InterruptedException {
        if (ready.isEmpty()) {
            return ended(unfit, ToolRun.FAILED);
        }
        Optional<Approval> needs = ready.get().needs();
        if (needs.isPresent()) {
            Decision decision = runner.approvals().decide(needs.get());
            if (!decision.allowed()) {
                return ended(decision.reason(), ToolRun.REFUSED);
            }
            approval = Optional.of(decision.reason());
            allowed.run();
            start = runner.nanos().getAsLong();
        }
        running = true;
        try {
            return ended(limited(ready.get()), ToolRun.OK);
        } catch (ToolException failure) {
            return ended(failure.getMessage(), ToolRun.FAILED);
        }
    }

    /** What is known of it when nobody waits for it any more. */
    public ToolRun stopped() {
        return running
                ? ended("Stopped before it was done; what it had done by then is not undone.", ToolRun.FAILED)
                : ended("The turn was stopped before it could run.", ToolRun.REFUSED);
    }

    /** A call that is not even looked at. */
    public static ToolRun refused(ToolCall call, String why) {
        return new ToolRun(call.name(), object(call), why, 0, ToolRun.REFUSED, Optional.empty());
    }

    private static String object(ToolCall call) {
        return Arguments.isObject(call.arguments()) ? call.arguments() : "{}";
    }

    private ToolRun ended(String said, String status) {
        String result = runner.context().hiding().apply(said);
        long durationMs = TimeUnit.NANOSECONDS.toMillis(runner.nanos().getAsLong() - start);
        int characters = result.codePointCount(0, result.length());
        if (characters <= ToolRunner.MAX_CHARACTERS) {
            return new ToolRun(call.name(), arguments, result, durationMs, status, approval);
        }
        int half = ToolRunner.MAX_CHARACTERS / 2;
        int leftOut = characters - 2 * half;
        // cut between characters, never inside a surrogate pair
        String head = result.substring(0, result.offsetByCodePoints(0, half));
        String tail = result.substring(result.offsetByCodePoints(result.length(), -half));
        return new ToolRun(
                call.name(),
                arguments,
                head + "\n[... " + leftOut + " characters left out ...]\n" + tail,
                durationMs,
                status,
                approval,
                leftOut);
    }

    private Tool find(String name) throws ToolException {
        Toolbox toolbox = runner.toolbox();
        return toolbox.find(name)
                .orElseThrow(() -> new ToolException("There is no tool \"" + name + "\". There are: "
                        + toolbox.specs().stream().map(ToolSpec::name).collect(Collectors.joining(", ")) + "."));
    }

    private String limited(Ready what) throws ToolException, InterruptedException {
        Tool tool = what.tool();
        FutureTask<String> task = new FutureTask<>(() -> tool.run(what.arguments(), runner.context()));
        Thread.ofVirtual().name("tool-" + call.name()).start(task);
        try {
            return task.get(tool.deadline().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new ToolException("The tool " + call.name() + " was stopped: it took longer than "
                    + tool.deadline().toMillis() + " ms.");
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof ToolException expected
                    ? expected
                    : new ToolException("The tool " + call.name() + " failed unexpectedly: " + failed.getCause());
        } finally {
            task.cancel(true);
        }
    }
}
