package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sacred.timeline.Routing;

class DifficultyRulesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "What is the capital of Peru? | EASY",
                "Say hello to Anna. | EASY",
                "Wie heißt die Hauptstadt von Peru? | EASY",
                "Tell me in a few sentences what happened in the French revolution and who took part in it | NORMAL",
                "for (;;) {} | NORMAL",
                "if (a) return b; | NORMAL",
                "Prove that there are infinitely many primes. | HARD",
                "What improves my sleep? | EASY",
                "Refactor this class. | HARD",
                "Beweise, dass es unendlich viele Primzahlen gibt. | HARD",
                "Démontre que la somme converge. | HARD",
                "Demuestra que la suma converge. | HARD",
                "Dimostra che la somma converge. | HARD",
                "Erkläre es Schritt für Schritt. | HARD"
            })
    void theTextShowsHowHardItIs(String request, Routing.Difficulty difficulty) {
        assertEquals(difficulty, DifficultyRules.of(request));
    }

    @Test
    void theNumberOfWordsCounts() {
        assertEquals(Routing.Difficulty.EASY, DifficultyRules.of("word ".repeat(12)));
        assertEquals(Routing.Difficulty.NORMAL, DifficultyRules.of("word ".repeat(13)));
        assertEquals(Routing.Difficulty.NORMAL, DifficultyRules.of("word ".repeat(150)));
        assertEquals(Routing.Difficulty.HARD, DifficultyRules.of("word ".repeat(151)));
    }

    @Test
    void threeStepsAreHardAndTwoAreNot() {
        assertEquals(Routing.Difficulty.NORMAL, DifficultyRules.of("Do:\n- a\n- b"));
        assertEquals(Routing.Difficulty.HARD, DifficultyRules.of("Do:\n- a\n2. b\n  3) c"));
    }

    @Test
    void nothingIsEasy() {
        assertEquals(Routing.Difficulty.EASY, DifficultyRules.of("  "));
    }
}
