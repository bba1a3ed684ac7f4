package sacred.cognition.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortAnswerTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "42",
                "42.",
                "42.0",
                "**42**",
                "+42",
                "The answer is 42",
                "Answer: 42 km",
                "It is 41, no, wait.\nFinal answer: **42**.",
                "6 times 7 makes it.\n\n42",
                "So we get \\boxed{42}.",
                "<thinking>The answer is 41</thinking>The answer is 42. <confidence>0.9</confidence>",
                "84/2",
                "$42.00"
            })
    void theSameNumberIsTheSameAnswer(String answer) {
        assertEquals(new ShortAnswer(ShortAnswer.Kind.NUMBER, "42"), ShortAnswer.of(answer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"B", "(B)", "B)", "b)", "(b) Paris", "B. Paris", "The answer is (B).", "Answer: B"})
    void theSameOptionIsTheSameAnswer(String answer) {
        assertEquals(new ShortAnswer(ShortAnswer.Kind.OPTION, "B"), ShortAnswer.of(answer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"a\":1,\"b\":[1,2]}", "{ \"b\": [1.0, 2], \"a\": 1e0 }", "```json\n{\"b\":[1,2],\"a\":1}\n```"
            })
    void theSameJsonIsTheSameAnswerInAnyOrder(String answer) {
        assertEquals(ShortAnswer.of("{\"a\":1,\"b\":[1,2]}"), ShortAnswer.of(answer));
        assertEquals(ShortAnswer.Kind.JSON, ShortAnswer.of(answer).kind());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,234.50|1234.5",
                "1,234|1234",
                "0,85|0.85",
                ".5|0.5",
                "-3|-3",
                "0.00|0",
                "6/8|3/4",
                "50%|50",
                "1000000|1000000"
            })
    void numbersAreCompareByTheirValue(String pair) {
        String[] both = pair.split("\\|");

        assertEquals(new ShortAnswer(ShortAnswer.Kind.NUMBER, both[1]), ShortAnswer.of(both[0]));
    }

    @Test
    void aTextIsNoNumberBecauseItContainsOne() {
        assertEquals(
                ShortAnswer.Kind.TEXT,
                ShortAnswer.of("There are 8 planets, as of 2006.").kind());
        assertEquals(ShortAnswer.Kind.TEXT, ShortAnswer.of("A river in Africa").kind());
        assertEquals(ShortAnswer.of("The Nile."), ShortAnswer.of("the  nile"));
        assertNotEquals(ShortAnswer.of("The Nile."), ShortAnswer.of("The Amazon."));
    }

    @Property
    @net.jqwik.api.Tag("D5")
    void anyTextComesDownToSomething(@ForAll String text) {
        assertNotNull(ShortAnswer.of(text).value());
        assertEquals(ShortAnswer.of(text), ShortAnswer.of(" " + text + "\n"));
    }

    @Property
    void aNumberIsFoundBehindTheMarkWhateverStandsBefore(@ForAll int number, @ForAll String before) {
        assertEquals(
                String.valueOf(number),
                ShortAnswer.of(before.replace("<", "").replace("\\", "") + "\nThe answer is " + number + ".")
                        .value());
    }

    /** A million blanks: what looks at each of them again and again needs hours. */
    @ParameterizedTest
    @Tag("D5")
    @ValueSource(strings = {"a%sb", "%s", "```%sno end", "The answer is 42%s.", "*%s*"})
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aTextOfMillionsOfBlanksIsReadInOneGo(String around) {
        assertNotNull(ShortAnswer.of(around.formatted(" ".repeat(400_000))).value());
        assertNotNull(ShortAnswer.of(around.formatted("\n".repeat(400_000))).value());
    }

    @Test
    void whatDecoratesAValueIsNoPartOfIt() {
        assertEquals(new ShortAnswer(ShortAnswer.Kind.NUMBER, "42"), ShortAnswer.of(" **`42`**. "));
        assertEquals(new ShortAnswer(ShortAnswer.Kind.NUMBER, "0.5"), ShortAnswer.of("\".5\"!"));
        assertEquals(ShortAnswer.Kind.TEXT, ShortAnswer.of("***").kind());
    }
}
