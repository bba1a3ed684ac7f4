package sacred.providers.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import sacred.timeline.Usage;
import sacred.timeline.Usage.Flag;
import sacred.timeline.Usage.Source;

/**
 * The counts of one answer as its provider sent them, made inclusive by the dialect, before they are checked against
 * each other.
 *
 * @param total of input and output; empty where none is sent
 */
record Counts(
        OptionalLong input,
        OptionalLong output,
        OptionalLong reasoning,
        OptionalLong cacheRead,
        OptionalLong cacheWrite,
        OptionalLong total) {

    /** Beyond this a count is a defect of the server, not a count. */
    private static final long ABSURD = 1_000_000_000L;

    /** A count that makes sense; empty for anything else. */
    static OptionalLong count(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0 && node.longValue() < ABSURD
                ? OptionalLong.of(node.longValue())
                : OptionalLong.empty();
    }

    /**
     * The usage that these counts support. A zero beside an answer is a server that did not count.
     *
     * @param answered whether there is a text or a call of a tool
     */
    Usage usage(boolean answered, Set<Flag> known, Optional<String> raw) {
        OptionalLong in = counted(input, answered);
        OptionalLong out = counted(output, answered);
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        flags.addAll(known);
        Source source = Source.REPORTED;
        if (total.isPresent() && in.isPresent() && total.getAsLong() - in.getAsLong() > out.orElse(answered ? 0 : -1)) {
            // some servers report reasoning only in the total, and leave out what is zero
            out = OptionalLong.of(total.getAsLong() - in.getAsLong());
            flags.add(Flag.OUTPUT_FROM_TOTAL);
            source = Source.DERIVED;
        } else if (total.isPresent() && in.isEmpty() && out.isPresent() && total.getAsLong() > out.getAsLong()) {
            in = OptionalLong.of(total.getAsLong() - out.getAsLong());
            source = Source.DERIVED;
        }
        if (in.isEmpty() && out.isEmpty()) {
            return Usage.unknown(raw);
        }
        if (in.isEmpty()) {
            flags.add(Flag.INPUT_UNKNOWN);
        }
        if (out.isEmpty()) {
            flags.add(Flag.OUTPUT_UNKNOWN);
        }
        OptionalLong think = within(reasoning, out, flags);
        OptionalLong read = within(cacheRead, in, flags);
        OptionalLong write = within(cacheWrite, minus(in, read), flags);
        return new Usage(in, out, think, read, write, source, flags, raw);
    }

    private static OptionalLong counted(OptionalLong count, boolean answered) {
        return answered && count.isPresent() && count.getAsLong() == 0 ? OptionalLong.empty() : count;
    }

    private static OptionalLong within(OptionalLong part, OptionalLong whole, Set<Flag> flags) {
        if (part.isPresent() && whole.isPresent() && part.getAsLong() > whole.getAsLong()) {
            flags.add(Flag.INCONSISTENT);
            return whole;
        }
        return part;
    }

    private static OptionalLong minus(OptionalLong whole, OptionalLong part) {
        return whole.isEmpty() ? whole : OptionalLong.of(whole.getAsLong() - part.orElse(0));
    }
}
