package sacred.timeline;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One invocation of a tool.
 *
 * @param arguments a JSON object, verbatim
 * @param durationMs empty when nobody measured it, as in what was imported
 * @param status {@code ok}, {@code failed} or {@code refused}
 * @param approval who allowed it; empty where the tool needs no approval
 * @param leftOut how many characters (code points) of the result were left out in its middle, where it says so itself
 */
public record ToolRun(
        String name,
        String arguments,
        String result,
        OptionalLong durationMs,
        String status,
        Optional<String> approval,
        long leftOut) {

    public static final String OK = "ok";
    public static final String FAILED = "failed";
    public static final String REFUSED = "refused";

    public ToolRun {
        Objects.requireNonNull(name);
        Objects.requireNonNull(arguments);
        Objects.requireNonNull(result);
        Objects.requireNonNull(durationMs);
    }

    /** Whose time was measured. */
    public ToolRun(
            String name,
            String arguments,
            String result,
            long durationMs,
            String status,
            Optional<String> approval,
            long leftOut) {
        this(name, arguments, result, OptionalLong.of(durationMs), status, approval, leftOut);
    }

    /** With its whole result. */
    public ToolRun(
            String name, String arguments, String result, long durationMs, String status, Optional<String> approval) {
        this(name, arguments, result, durationMs, status, approval, 0);
    }
}
