package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class RepetitionTest {

    private static final String THREE_SENTENCES =
            "The court has not yet decided. Both sides were heard on Monday, and a"
                    + " ruling is expected soon. Until then the parties have agreed to say nothing in public. ";

    @Test
    void aWordWithoutEndIsStoppedBeforeItsTwoHundredthTime() {
        assertStopped("court ", 200);
    }

    @Test
    void aRoundOfThreeSentencesIsStoppedWellBefore() {
        assertStopped(THREE_SENTENCES, 60);
    }

    @Test
    void aRoundInTheMiddleOfAnAnswerIsFoundAsWell() {
        Repetition repetition = new Repetition();
        assertEquals(Optional.empty(), fed(repetition, Legit.prose(new Random(3), 5_000), 4));

        assertTrue(fed(repetition, "court ".repeat(200), 4).isPresent());
    }

    @Test
    void whatIsRepeatedIsQuoted() {
        assertEquals(
                Optional.of("repeated \"no, \" 150 times in a row"), fed(new Repetition(), "no, no, ".repeat(200), 7));
    }

    @Test
    void whatComesAsAWholeCannotBeStoppedAnyMoreAndIsKept() {
        assertEquals(Optional.empty(), new Repetition().with("court ".repeat(32_000)));
    }

    @Test
    void sentencesThatDifferOnlyInNumbersAreStoppedToo() {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= 1_200; i++) {
            text.append("I apologise for attempt ").append(i).append(i % 2 == 0 ? ". " : "! ");
        }

        String what = fed(new Repetition(), text.toString(), 4).orElseThrow();

        assertTrue(what.contains("differ only in numbers") && what.contains("I apologise for attempt"), what);
    }

    @Property(tries = 60)
    void everyPieceThatIsRepeatedIsFoundHoweverItArrives(
            @ForAll @StringLength(min = 4, max = 400) @CharRange(from = 'a', to = 'd') String unit,
            @ForAll @IntRange(min = 1, max = 50) int piece) {
        Assume.that(unit.chars().distinct().count() > 1);
        assertTrue(fed(new Repetition(), unit.repeat(200), piece).isPresent());
    }

    @Test
    void aRunOfOneCharacterIsALineAndNoCircle() {
        assertEquals(Optional.empty(), fed(new Repetition(), "-".repeat(30_000), 4));
    }

    @Test
    void noTextThatMeansSomethingIsStopped() {
        Map<String, String> texts = new HashMap<>();
        for (int seed = 0; seed < 24; seed++) {
            Legit.all(new Random(seed), seed, texts);
        }
        assertTrue(texts.size() >= 200, texts.size() + " texts");
        List<String> stopped = new ArrayList<>();
        texts.forEach(
                (name, text) -> fed(new Repetition(), text, 5).ifPresent(what -> stopped.add(name + ": " + what)));

        assertEquals(List.of(), stopped);
    }

    private static void assertStopped(String unit, int times) {
        Repetition repetition = new Repetition();
        for (int i = 1; i <= times; i++) {
            if (repetition.with(unit).isPresent()) {
                return;
            }
        }
        throw new AssertionError("not found after " + times + " times");
    }

    private static Optional<String> fed(Repetition repetition, String text, int piece) {
        for (int at = 0; at < text.length(); at += piece) {
            Optional<String> found = repetition.with(text.substring(at, Math.min(text.length(), at + piece)));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
