package sacred.app.trace;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import sacred.timeline.Block;

/**
 * The ids of a turn as a trace and of its parts as spans. They follow from the id of the turn's record, so that the same turn is the
 * same trace whenever and by whomever it is told.
 *
 * @param trace 32 hexadecimal digits
 */
public record SpanIds(String trace) {

    private static final int TRACE_DIGITS = 32;
    private static final int SPAN_DIGITS = 16;

    /** Of the turn that begins with a block. */
    public static SpanIds of(Block first) {
        return new SpanIds(hash(first.head().id(), TRACE_DIGITS));
    }

    public String turn() {
        return span("turn");
    }

    public String block(Block block) {
        return span("block " + block.head().id());
    }

    /** @param index of the call, which no other call of the turn has */
    public String call(int index) {
        return span("call " + index);
    }

    /** @param index of the run in its block */
    public String tool(Block block, int index) {
        return span("tool " + block.head().id() + " " + index);
    }

    private String span(String path) {
        return hash(trace + " " + path, SPAN_DIGITS);
    }

    private static String hash(String text, int digits) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, digits);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
