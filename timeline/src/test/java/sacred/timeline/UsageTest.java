package sacred.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class UsageTest {

    private static final OptionalLong NO = OptionalLong.empty();

    @Test
    void theSumOfNothingIsExactlyNothing() {
        assertEquals(Usage.NONE, Usage.sum(List.of()));
        assertEquals(Set.of(), Usage.sum(List.of()).flags());
    }

    @Test
    void aSumWithAnUnknownPartIsALowerBoundAndSaysSo() {
        Usage known = usage(of(600), of(43), of(10), NO, Usage.Source.REPORTED, Set.of());

        Usage sum = Usage.sum(List.of(known, Usage.UNKNOWN));

        assertEquals(
                usage(
                        of(600),
                        of(43),
                        of(10),
                        NO,
                        Usage.Source.UNKNOWN,
                        Set.of(Usage.Flag.INPUT_UNKNOWN, Usage.Flag.OUTPUT_UNKNOWN)),
                sum);
    }

    @Test
    void onlyTheClassThatIsUnknownIsFlagged() {
        Usage noOutput = usage(of(5), NO, NO, NO, Usage.Source.DERIVED, Set.of());

        Usage sum = Usage.sum(List.of(noOutput, usage(of(1), of(2), NO, NO, Usage.Source.REPORTED, Set.of())));

        assertEquals(usage(of(6), of(2), NO, NO, Usage.Source.DERIVED, Set.of(Usage.Flag.OUTPUT_UNKNOWN)), sum);
    }

    @Test
    @Tag("A2.20")
    void aClassThatNobodyKnowsStaysUnknownInsteadOfZero() {
        assertEquals(NO, Usage.sum(List.of(Usage.UNKNOWN, Usage.UNKNOWN)).input());
    }

    @Property
    void aSumHasTheTotalsTheWeakestSourceAndEveryFlagOfItsParts(@ForAll @Size(min = 1, max = 6) List<Long> seeds) {
        List<Usage> parts =
                seeds.stream().map(seed -> new RandomEvents(seed).usage()).toList();

        Usage sum = Usage.sum(parts);

        LongStream known = parts.stream().map(Usage::cacheRead).flatMapToLong(OptionalLong::stream);
        assertEquals(known.sum(), sum.cacheRead().orElse(0));
        assertEquals(
                parts.stream().map(Usage::source).max(Usage.Source::compareTo).orElseThrow(), sum.source());
        parts.forEach(part -> assertEquals(true, sum.flags().containsAll(part.flags())));
        assertEquals(
                parts.stream().anyMatch(p -> p.input().isEmpty() || p.flags().contains(Usage.Flag.INPUT_UNKNOWN)),
                sum.flags().contains(Usage.Flag.INPUT_UNKNOWN));
        assertEquals(Optional.empty(), sum.raw());
    }

    private static OptionalLong of(long value) {
        return OptionalLong.of(value);
    }

    private static Usage usage(
            OptionalLong input,
            OptionalLong output,
            OptionalLong reasoning,
            OptionalLong cache,
            Usage.Source source,
            Set<Usage.Flag> flags) {
        return new Usage(input, output, reasoning, cache, cache, source, flags, Optional.empty());
    }
}
