package sacred.cognition.tool;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import sacred.providers.ToolCall;
import sacred.timeline.ToolRun;

/**
 * Runs tool calls and tells what came of them, as the tool block records it and the model reads it.
 *
 * <p>Blocks until the tool is done or the deadline is over; a tool that is late is interrupted and left behind. Results
 * beyond {@link #MAX_CHARACTERS} keep their head and their tail.
 */
public record ToolRunner(List<Tool> tools, Duration deadline) {

    public static final ToolRunner STANDARD = new ToolRunner(Tools.ALL, Duration.ofSeconds(10));

    static final int MAX_CHARACTERS = 16 * 1024;

    public ToolRunner {
        tools = List.copyOf(tools);
    }

    /**
     * Every failure is a failed run with its message as the result. Arguments that are no JSON object are recorded as
     * {@code {}} and quoted in that message.
     *
     * @param nanos a monotonic clock
     */
    public ToolRun run(ToolCall call, Tool.Context context, LongSupplier nanos) throws InterruptedException {
        long start = nanos.getAsLong();
        String arguments = "{}";
        String result;
        String status = ToolRun.OK;
        try {
            Arguments parsed = Arguments.parse(call.arguments());
            arguments = call.arguments().isBlank() ? "{}" : call.arguments();
            result = limited(find(call.name()), parsed, context);
        } catch (ToolException failure) {
            result = failure.getMessage();
            status = ToolRun.FAILED;
        }
        long durationMs = TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - start);
        return new ToolRun(call.name(), arguments, capped(result), durationMs, status, Optional.empty());
    }

    private Tool find(String name) throws ToolException {
        return tools.stream()
                .filter(tool -> tool.spec().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ToolException("There is no tool \"" + name + "\". There are: "
                        + tools.stream().map(tool -> tool.spec().name()).collect(Collectors.joining(", ")) + "."));
    }

    private String limited(Tool tool, Arguments arguments, Tool.Context context)
            throws ToolException, InterruptedException {
        String name = tool.spec().name();
        FutureTask<String> task = new FutureTask<>(() -> tool.run(arguments, context));
        Thread.ofVirtual().name("tool-" + name).start(task);
        try {
            return task.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new ToolException(
                    "The tool " + name + " was stopped: it took longer than " + deadline.toMillis() + " ms.");
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
