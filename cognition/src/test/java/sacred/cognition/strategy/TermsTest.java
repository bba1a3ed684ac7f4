package sacred.cognition.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TermsTest {

    @Test
    void theWordThatIsSaidOftenAndByFewStandsFirst() {
        List<List<String>> terms =
                Terms.of(List.of("Paris Paris river", "Paris bridge bridge market", "Paris market"), 2);

        assertEquals(List.of("river"), terms.get(0));
        assertEquals(List.of("bridge", "market"), terms.get(1));
    }

    @Test
    void whatEveryAnswerSaysIsCharacteristicOfNone() {
        assertEquals(List.of(List.of(), List.of()), Terms.of(List.of("Paris, the city", "Paris: a city"), 5));
    }

    @Test
    void wordsOfTheSameWeightStandInTheOrderOfTheAlphabet() {
        assertEquals(
                List.of("apple", "melon", "quince"),
                Terms.of(List.of("quince melon apple", "nothing"), 3).getFirst());
    }

    @Test
    void anAnswerAloneHasNoWordsOfItsOwn() {
        assertEquals(List.of(List.of()), Terms.of(List.of("The capital is Paris."), 5));
    }
}
