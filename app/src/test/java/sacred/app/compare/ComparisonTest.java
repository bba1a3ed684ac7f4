package sacred.app.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import sacred.timeline.Cost;
import sacred.timeline.Event;
import sacred.timeline.Usage;

class ComparisonTest {

    private static Answer answer(int turn, String prompt, String text, Optional<String> usd, OptionalLong durationMs) {
        return new Answer(
                "a1b2c3",
                turn,
                turn,
                prompt,
                List.of("one:alpha"),
                text,
                Optional.empty(),
                Optional.of(Event.Outcome.OK),
                Usage.UNKNOWN,
                usd.map(amount -> Cost.of(new BigDecimal(amount))).orElse(Cost.UNKNOWN),
                durationMs,
                OptionalLong.empty());
    }

    private static Answer answer(int turn, String prompt) {
        return answer(turn, prompt, "so", Optional.of("0.5"), OptionalLong.of(100));
    }

    private static List<String> shape(Comparison comparison) {
        return comparison.pairs().stream()
                .map(pair -> pair.left().map(Answer::prompt).orElse("-") + "/"
                        + pair.right().map(Answer::prompt).orElse("-"))
                .toList();
    }

    @Test
    void answersToTheSamePromptStandBesideEachOtherAndTheOthersAlone() {
        Comparison comparison = Comparison.of(
                "left",
                List.of(answer(1, "A"), answer(2, "B"), answer(3, "C")),
                "right",
                List.of(answer(1, "A"), answer(2, "X"), answer(3, "C"), answer(4, "D")));

        assertEquals(List.of("A/A", "B/-", "-/X", "C/C", "-/D"), shape(comparison));
    }

    @Test
    void aTotalWithAnUnknownPartIsALowerBoundOrUnknown() {
        Totals totals = Totals.of(
                List.of(answer(1, "A"), answer(2, "B", "so", Optional.empty(), OptionalLong.empty()), answer(3, "C")));

        assertEquals(OptionalLong.empty(), totals.durationMs());
        assertEquals(Optional.of(new BigDecimal("1.0")), totals.cost().usd());
        assertFalse(totals.cost().complete());
        assertEquals(3, totals.whole());
    }

    @Test
    void blanksAtTheEndMakeNoDifferenceAndWordsDo() {
        Answer one = answer(1, "A", "It is 4.\n", Optional.empty(), OptionalLong.empty());

        assertTrue(one.says(answer(2, "A", "It is 4.", Optional.empty(), OptionalLong.empty())));
        assertFalse(one.says(answer(2, "A", "It is 5.", Optional.empty(), OptionalLong.empty())));
    }
}
