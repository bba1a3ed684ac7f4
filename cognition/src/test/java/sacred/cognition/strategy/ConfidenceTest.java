package sacred.cognition.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfidenceTest {

    @ParameterizedTest
    @Tag("A3.05")
    @Tag("D5")
    @CsvSource({
        "0.85, 0.85",
        "85, 0.85",
        "85%, 0.85",
        "1.00, 1",
        "1, 1",
        "0, 0",
        "0.9/1, 0.9",
        "8/10, 0.8",
        "85/100, 0.85",
        ".7, 0.7",
        "'0,85', 0.85",
        "'  0.85\n', 0.85",
        "85 percent, 0.85",
        "8 out of 10, 0.8",
        "**0.85**, 0.85",
        "0.5%, 0.005"
    })
    void aConfidenceIsReadInEveryUsualSpelling(String text, double value) {
        assertEquals(OptionalDouble.of(value), Confidence.parse(text).value());
    }

    @ParameterizedTest
    @Tag("A3.05")
    @ValueSource(
            strings = {
                "high",
                "",
                "-0.2",
                "120",
                "1.5",
                "5",
                "10",
                "NaN",
                "11/10",
                "101%",
                "0.8.5",
                "1e-3",
                "Infinity",
                "٨"
            })
    void whatCannotBeReadIsUnknownAndNeverZero(String text) {
        assertEquals(OptionalDouble.empty(), Confidence.parse(text).value());
    }

    @Test
    @Tag("A3.05")
    void aWordInThePlaceOfANumberIsKeptAsALabel() {
        assertEquals(Optional.of("high"), Confidence.parse(" high ").label());
        assertEquals(Optional.empty(), Confidence.parse("0.8").label());
        assertEquals(Optional.empty(), Confidence.parse("1.5").label());
        assertEquals(Optional.empty(), Confidence.parse("").label());
    }

    @ParameterizedTest
    @Tag("A3.05")
    @CsvSource({
        "'Nile. <confidence>0.8</confidence>', 0.8",
        "'<confidence>0.1</confidence> no, <confidence>0.7</confidence>', 0.7",
        "'<thinking><confidence>0.1</confidence></thinking>Nile. Confidence: 85%', 0.85",
        "'**Confidence level:** 8/10', 0.8",
        "'Nile.\nConfidence: 0.6\nBye.', 0.6"
    })
    void aMembersConfidenceStandsInItsElementOrOnALine(String answer, double value) {
        assertEquals(OptionalDouble.of(value), Confidence.in(answer).value());
    }

    @ParameterizedTest
    @Tag("A3.05")
    @ValueSource(
            strings = {
                "Nile.",
                "<thinking>Confidence: 0.9</thinking>",
                "<confidence>0.9",
                "<confidence>high</confidence> Confidence: 0.9",
                "I have confidence in 3 rivers"
            })
    void withoutOneTheConfidenceOfAMemberIsUnknown(String answer) {
        assertEquals(OptionalDouble.empty(), Confidence.in(answer).value());
    }

    @Property
    @net.jqwik.api.Tag("A3.05")
    void anyTextIsAShareOrUnknown(@ForAll("likely") String text) {
        for (Confidence read : new Confidence[] {Confidence.parse(text), Confidence.in(text)}) {
            read.value().ifPresent(v -> assertTrue(v >= 0 && v <= 1, v + " of " + text));
        }
    }

    @Provide
    Arbitrary<String> likely() {
        return Arbitraries.of(
                        "0",
                        "5",
                        "9",
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
                        "<confidence>",
                        "</confidence>",
                        "<thinking>",
                        "</thinking>",
                        "confidence:",
                        "*",
                        "high",
                        "٣")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }
}
