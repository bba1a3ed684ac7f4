package sacred.timeline;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/**
 * Tokens of one call or of one turn. Absent is unknown, never zero. Inclusive: {@code input} contains both cache
 * classes, {@code output} contains reasoning.
 *
 * @param raw the provider's own usage object, verbatim JSON; empty for sums and where none was sent
 */
public record Usage(
        OptionalLong input,
        OptionalLong output,
        OptionalLong reasoning,
        OptionalLong cacheRead,
        OptionalLong cacheWrite,
        Source source,
        Set<Flag> flags,
        Optional<String> raw) {

    /** Where the numbers come from, best first; the weakest part decides for a sum. */
    public enum Source {
        REPORTED,
        DERIVED,
        ESTIMATED,
        UNKNOWN;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a reader of the numbers has to know beside them. */
    public enum Flag {
        /** A part was larger than its whole and was clamped. */
        INCONSISTENT,
        INPUT_UNKNOWN,
        OUTPUT_UNKNOWN,
        /** Output was computed as total minus input. */
        OUTPUT_FROM_TOTAL,
        /** The provider billed passes that its top-level counts leave out. */
        ITERATIONS_NOT_IN_TOP_LEVEL,
        /** The provider reported an amount of money that no call costs; it is left out. */
        IMPLAUSIBLE_COST,
        /** The stream ended early: these are the last counts seen. */
        PARTIAL;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static final Usage UNKNOWN = unknown(Optional.empty());

    /** What a call costs that asked no language model: exactly nothing. */
    public static final Usage NONE = new Usage(
            OptionalLong.of(0),
            OptionalLong.of(0),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Source.REPORTED,
            Set.of(),
            Optional.empty());

    public Usage {
        Objects.requireNonNull(source);
        flags = flags.isEmpty() ? Set.of() : Set.copyOf(flags);
    }

    public static Usage unknown(Optional<String> raw) {
        return new Usage(
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Source.UNKNOWN,
                EnumSet.of(Flag.INPUT_UNKNOWN, Flag.OUTPUT_UNKNOWN),
                raw);
    }

    /**
     * The sum of parts: each class is the sum of its known parts (empty when none is known), the source is the weakest,
     * and a flag says which class is only a lower bound. The sum of nothing is {@link #NONE}.
     */
    public static Usage sum(Collection<Usage> parts) {
        if (parts.isEmpty()) {
            return NONE;
        }
        EnumSet<Flag> flags = EnumSet.noneOf(Flag.class);
        Source weakest = Source.REPORTED;
        for (Usage part : parts) {
            flags.addAll(part.flags);
            if (part.input.isEmpty()) {
                flags.add(Flag.INPUT_UNKNOWN);
            }
            if (part.output.isEmpty()) {
                flags.add(Flag.OUTPUT_UNKNOWN);
            }
            weakest = part.source.compareTo(weakest) > 0 ? part.source : weakest;
        }
        return new Usage(
                sum(parts, Usage::input),
                sum(parts, Usage::output),
                sum(parts, Usage::reasoning),
                sum(parts, Usage::cacheRead),
                sum(parts, Usage::cacheWrite),
                weakest,
                flags,
                Optional.empty());
    }

    private static OptionalLong sum(Collection<Usage> parts, Function<Usage, OptionalLong> of) {
        long sum = 0;
        boolean known = false;
        for (Usage part : parts) {
            OptionalLong value = of.apply(part);
            known |= value.isPresent();
            sum += value.orElse(0);
        }
        return known ? OptionalLong.of(sum) : OptionalLong.empty();
    }
}
