package sacred.cognition.tool;

import java.util.function.LongSupplier;
import sacred.providers.ToolCall;
import sacred.timeline.ToolRun;

/**
 * Runs tool calls and tells what came of them, as the tool block records it and the model reads it. Any thread, also for
 * several calls at once.
 *
 * @param approvals asked before anything that needs leave
 * @param nanos a monotonic clock
 */
public record ToolRunner(Toolbox toolbox, Tool.Context context, Approvals approvals, LongSupplier nanos) {

    /** What a model is told of one result at most; of a longer one its head and its tail. */
    public static final int MAX_CHARACTERS = 16 * 1024;

    /** Looks at a call: what it would do, and whether somebody has to allow it. Changes nothing. */
    public Invocation look(ToolCall call) {
        return new Invocation(this, call);
    }

    /** Looks at a call and runs it at once. */
    public ToolRun run(ToolCall call) throws InterruptedException {
        return look(call).run(() -> {});
    }
}
