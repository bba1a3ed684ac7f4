package sacred.cognition.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class AgreementTest {

    @Test
    void ofShortAnswersItIsTheShareOfPairsWithTheSameOne() {
        Agreement three = Agreement.of(List.of("42", "The answer is 42.", "41"));

        assertEquals(OptionalDouble.of(1.0 / 3), three.share());
        assertEquals(3, three.answers());
    }

    @Test
    void ofTextsItIsTheShareOfTheClaimsThatTheOthersMakeToo() {
        String nile = "The Nile is the longest river on earth. It flows through eleven countries.";
        String shorter = "The longest river on earth is the Nile.";
        String amazon = "Most geographers now favour the Amazon instead.";

        assertEquals(
                OptionalDouble.of(0.75), Agreement.of(List.of(nile, shorter)).share());
        assertEquals(OptionalDouble.of(0), Agreement.of(List.of(nile, amazon)).share());
        assertEquals(
                OptionalDouble.of(0.25),
                Agreement.of(List.of(nile, amazon, shorter)).share());
    }

    @Test
    void oneWordInCommonIsNotTheSameClaim() {
        assertEquals(
                OptionalDouble.of(0),
                Agreement.of(List.of(
                                "The Nile is the longest river on earth.", "The Amazon river carries the most water."))
                        .share());
    }

    @Test
    void whatCannotBeComparedIsUnknownAndNotZero() {
        assertEquals(
                OptionalDouble.empty(),
                Agreement.of(List.of("Only one answer was given here.")).share());
        assertEquals(
                OptionalDouble.empty(),
                Agreement.of(List.of("Nile.", "Amazon.")).share());
        assertEquals("agreement not measurable", Agreement.of(List.of()).inWords());
    }

    @Test
    void whatAMemberThinksOrSaysOfItsConfidenceIsNotCompared() {
        assertEquals(
                OptionalDouble.of(1),
                Agreement.of(List.of(
                                "<thinking>Maybe it is the Amazon after all?</thinking>The Nile is the longest river.",
                                "The Nile is the longest river. <confidence>0.4</confidence>"))
                        .share());
    }

    @Property
    void itIsAShareTheSameInAnyOrderAndOneForCopies(@ForAll("texts") List<String> texts, @ForAll Random random) {
        Agreement agreement = Agreement.of(texts);
        List<String> shuffled = new ArrayList<>(texts);
        Collections.shuffle(shuffled, random);

        assertEquals(agreement, Agreement.of(shuffled));
        agreement.share().ifPresent(share -> assertTrue(share >= 0 && share <= 1, share + ""));
        Agreement.of(Collections.nCopies(3, texts.getFirst())).share().ifPresent(same -> assertEquals(1, same));
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.of(
                        "The Nile is the longest river.",
                        "42",
                        "The Amazon carries the most water.",
                        "B)",
                        "<thinking>",
                        "It is 6650 kilometres long.",
                        "\n",
                        "長江是最長的河。",
                        "x")
                .list()
                .ofMaxSize(4)
                .map(parts -> String.join(" ", parts))
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }
}
