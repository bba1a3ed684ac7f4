package sacred.cognition.tool;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import sacred.providers.ToolCall;
import sacred.providers.ToolSpec;
import sacred.timeline.ToolRun;

/**
 * Runs tool calls and tells what came of them, as the tool block records it and the model reads it.
 *
 * <p>Blocks until the tool is done or its deadline is over; a tool that is late is interrupted and left behind. Results
 * beyond {@link #MAX_CHARACTERS} keep their head and their tail.
 *
 * @param approvals asked before anything that needs leave
 * @param nanos a monotonic clock
 */
public record ToolRunner(Toolbox toolbox, Tool.Context context, Approvals approvals, LongSupplier nanos) {

    static final int MAX_CHARACTERS = 16 * 1024;

    /**
     * Every failure is a failed run with its message as the result. Arguments that are no JSON object are recorded as
     * {@code {}} and quoted in that message. The time that a user takes to decide is not the tool's.
     */
    public ToolRun run(ToolCall call) throws InterruptedException {
        long start = nanos.getAsLong();
        String arguments = "{}";
        Optional<String> approval = Optional.empty();
        try {
            Arguments parsed = Arguments.parse(call.arguments());
            arguments = call.arguments().isBlank() ? "{}" : call.arguments();
            Tool tool = find(call.name());
            Optional<Approval> needed = tool.needs(parsed, context);
            if (needed.isPresent()) {
                Decision decision = approvals.decide(needed.get());
                if (!decision.allowed()) {
                    return ended(call, arguments, decision.reason(), ToolRun.REFUSED, start, Optional.empty());
                }
                approval = Optional.of(decision.reason());
                start = nanos.getAsLong();
            }
            return ended(call, arguments, limited(tool, parsed), ToolRun.OK, start, approval);
        } catch (ToolException failure) {
            return ended(call, arguments, failure.getMessage(), ToolRun.FAILED, start, approval);
        }
    }

    private ToolRun ended(
            ToolCall call, String arguments, String result, String status, long start, Optional<String> approval) {
        long durationMs = TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - start);
        return new ToolRun(call.name(), arguments, capped(result), durationMs, status, approval);
    }

    private Tool find(String name) throws ToolException {
        return toolbox.find(name)
                .orElseThrow(() -> new ToolException("There is no tool \"" + name + "\". There are: "
                        + toolbox.specs().stream().map(ToolSpec::name).collect(Collectors.joining(", ")) + "."));
    }

    private String limited(Tool tool, Arguments arguments) throws ToolException, InterruptedException {
        String name = tool.spec().name();
        FutureTask<String> task = new FutureTask<>(() -> tool.run(arguments, context));
        Thread.ofVirtual().name("tool-" + name).start(task);
        try {
            return task.get(tool.deadline().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new ToolException("The tool " + name + " was stopped: it took longer than "
                    + tool.deadline().toMillis() + " ms.");
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof ToolException expected
                    ? expected
                    : new ToolException("The tool " + name + " failed unexpectedly: " + failed.getCause());
        } finally {
            task.cancel(true);
        }
    }

    /** Cuts between characters, never inside a surrogate pair. */
    private static String capped(String text) {
        int characters = text.codePointCount(0, text.length());
        if (characters <= MAX_CHARACTERS) {
            return text;
        }
        int half = MAX_CHARACTERS / 2;
        int headEnd = text.offsetByCodePoints(0, half);
        int tailStart = text.offsetByCodePoints(text.length(), -half);
        return text.substring(0, headEnd) + "\n[... " + (characters - 2 * half) + " characters cut ...]\n"
                + text.substring(tailStart);
    }
}
