package sacred.cognition.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreTest {

    @ParameterizedTest
    @CsvSource({
        "<score>0.7</score>, 0.7",
        "<score>7/10</score>, 0.7",
        "<score> 70% </score>, 0.7",
        "'<thinking><score>0.1</score></thinking> <score>0.7</score>', 0.7",
        "'<score>0.1</score> no: <score>0.7</score>', 0.7"
    })
    void theLastCompleteElementOutsideOfTheThinkingCounts(String critique, double score) {
        assertEquals(OptionalDouble.of(score), Score.in(critique));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7/10",
                "<score>good</score>",
                "<score>0.7",
                "<thinking><score>0.7</score>",
                "<score>7</score>"
            })
    void whatCannotBeReadIsUnknownAndNeverZero(String critique) {
        assertEquals(OptionalDouble.empty(), Score.in(critique));
    }

    @Property
    @Tag("D5")
    void anyCritiqueHasAShareOrNone(@ForAll("likely") String critique) {
        Score.in(critique).ifPresent(score -> assertTrue(score >= 0 && score <= 1, score + " in " + critique));
    }

    @Provide
    Arbitrary<String> likely() {
        return Arbitraries.of(
                        "<score>",
                        "</score>",
                        "<thinking>",
                        "</thinking>",
                        "0",
                        "7",
                        ".",
                        ",",
                        "/",
                        "10",
                        "100",
                        "%",
                        "-",
                        " ",
                        "\n",
                        "e",
                        "NaN",
                        "good")
                .list()
                .ofMaxSize(14)
                .map(parts -> String.join("", parts));
    }
}
