package sacred.cognition;

import java.time.Duration;
import java.util.Optional;
import sacred.cognition.tool.Approval;
import sacred.cognition.tool.Arguments;
import sacred.cognition.tool.Tool;
import sacred.cognition.tool.ToolException;
import sacred.providers.ToolCall;
import sacred.providers.ToolSpec;

/**
 * A tool of a test.
 *
 * @param asks whether somebody has to allow it
 */
record Probe(String name, String description, boolean asks, Work work) implements Tool {

    /** What it does. */
    interface Work {
        String of(Arguments arguments) throws ToolException, InterruptedException;
    }

    static Probe free(String name, Work work) {
        return new Probe(name, "", false, work);
    }

    static Probe asking(String name, Work work) {
        return new Probe(name, "", true, work);
    }

    /** A call of a tool of this name, with its number as its only argument. */
    static ToolCall call(String name, int number) {
        return new ToolCall(name + number, name, "{\"n\":" + number + "}");
    }

    @Override
    public ToolSpec spec() {
        return new ToolSpec(name, description, "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}}}");
    }

    @Override
    public Optional<Approval> needs(Arguments arguments, Context context) {
        return asks ? Optional.of(new Approval(name, "do it", arguments.json().toString(), name)) : Optional.empty();
    }

    @Override
    public Duration deadline() {
        return Duration.ofDays(1);
    }

    @Override
    public String run(Arguments arguments, Context context) throws ToolException, InterruptedException {
        return work.of(arguments);
    }
}
