package sacred.cognition.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                Terms.of(List.of("quince melon apple", "pear"), 3).getFirst());
    }

    @Test
    void anAnswerAloneHasNoWordsOfItsOwn() {
        assertEquals(List.of(List.of()), Terms.of(List.of("The capital is Paris."), 5));
    }

    @ParameterizedTest
    @CsvSource({
        "that would have been therefore Paris, Paris",
        "diese würde nicht während Berlin, berlin",
        "cette était toujours après Paris, paris",
        "aunque también nosotros Madrid, madrid",
        "perché questa sono della Roma, roma"
    })
    void wordsThatAreThereForTheGrammarAreCharacteristicOfNone(String answer, String term) {
        assertEquals(
                List.of(term.toLowerCase(Locale.ROOT)),
                Terms.of(List.of(answer, "12"), 5).getFirst());
    }

    @Test
    void whatIsCountedAsAClaimDoesNotDependOnTheWordsThatAreLeftOut() {
        String one = "They would have been there because that could happen.";

        assertEquals(2, Claims.of(List.of(one, one)).getFirst().getFirst().madeBy());
        assertEquals(
                List.of(List.of("happen"), List.of()),
                Terms.of(List.of(one, "12"), 5).stream()
                        .map(terms ->
                                terms.stream().filter(t -> !t.equals("12")).toList())
                        .toList());
    }
}
