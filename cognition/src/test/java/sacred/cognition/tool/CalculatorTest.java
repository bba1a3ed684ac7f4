package sacred.cognition.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalculatorTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2+2*10 | 22",
                "17% of 2340 | 397.8",
                "200 + 10% | 220",
                "200 - 10% | 180",
                "50% + 10% | 0.6",
                "50% + 10% + 5% | 0.65",
                "100 + 10% of 50 | 105",
                "100 + (10%) | 100.1",
                "10% * 5 | 0.5",
                "50% | 0.5",
                "7 % 3 | 1",
                "7%3 | 1",
                "-7 mod 3 | 2",
                "mod(7, -3) | -2",
                "10%-3 | -2.9",
                "1,234.5 + 1 | 1235.5",
                "1,234,567 * 2 | 2469134",
                "max(1,234) | 234",
                "min(3, 1, 2) | 1",
                "0.1 + 0.2 | 0.3",
                "1/3 | 0.333333333333",
                "2/3*3 | 2",
                "100/3 | 33.333333333333",
                "1e-20/3 | 3.33333333333E-21",
                "10/4 | 2.5",
                "1.500 + 1.500 | 3",
                "-2^2 | -4",
                "(-2)^2 | 4",
                "2^-3 | 0.125",
                "2^3^2 | 512",
                "2**10 | 1024",
                "2^0.5 | 1.414213562373",
                "8^(1/3) | 2",
                "0^0 | 1",
                "1^999999999 | 1",
                "2^100 | 1267650600228229401496703205376",
                "10^100 | 1E+100",
                "5! | 120",
                "-3! | -6",
                "sqrt(144) | 12",
                "sqrt(2)^2 | 2",
                "abs(-3) + floor(2.7) + ceil(2.1) | 8",
                "round(2.345, 2) | 2.35",
                "round(1234, -2) | 1200",
                "round(2.5) | 3",
                "ln(e) | 1",
                "log(1000) | 3",
                "log(8, 2) | 3",
                "exp(0) | 1",
                "exp(20) | 485165195.40979",
                "sin(pi) | 0",
                "cos(pi) | -1",
                "sin(pi/6) | 0.5",
                "2*pi | 6.28318530718",
                "1e3 + 1 | 1001",
                "3 x 4 | 12",
                "3 × 4 ÷ 2 − 1 | 5",
                "5² | 25",
                "2 * -3 | -6",
                "2--3 | 5",
                " ( 1 + 2 ) * 3 | 9",
                "0.000001 * 0.000001 | 0.000000000001",
                "0 * -5 | 0",
            })
    void computes(String expression, String expected) throws ToolException, InterruptedException {
        assertEquals(expected, calculate(expression));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1/0 | Division by zero.",
                "0/0 | Division by zero.",
                "5 mod 0 | Division by zero.",
                "0^-1 | Division by zero.",
                "9^9^9^9 | The result is too large: it is beyond 10^1000.",
                "10^999999999 | The result is too large: it is beyond 10^1000.",
                "0.1^1002 | The result is too close to zero: it is below 10^-1000.",
                "2^9999999999 | The exponent is too large: it is beyond 999999999.",
                "1e999999999 | The number is too large: it is beyond 10^1000.",
                "1e-999999999 | The number is too close to zero: it is below 10^-1000.",
                "1e99999999999 | \"1e99999999999\" is not a number.",
                "1e1000 * 10 | The number is too large: it is beyond 10^1000.",
                "1000000! | The factorial is too large: at most 449! is computed.",
                "5!!! | The factorial is too large: at most 449! is computed.",
                "1.5! | Only whole numbers from 0 on have a factorial.",
                "sqrt(-1) | A negative number has no real square root.",
                "(-8)^0.5 | A negative number has no real power of 0.5.",
                "ln(0) | There is no result for ln of 0.",
                "asin(2) | There is no result for asin of 2.",
                "tan(pi/2) | There is no result for tan of 1.570796326795.",
                "round(1, 1e9) | Numbers are rounded to at most 100 places.",
                "foo(1) | The calculator has no function \"foo\".",
                "sqrt(1, 2) | sqrt takes one argument, not 2.",
                "mod(1) | mod takes two arguments, not 1.",
                "2 + | The expression ends too early.",
                "(1 + 2 | The expression ends too early.",
                "1 + 2) | The expression cannot be read from character 6 on: )",
                "2 3 | The expression cannot be read from character 3 on: 3",
                "1,23 | The expression cannot be read from character 2 on: ,23",
                "1.2.3 | The expression cannot be read from character 4 on: .3",
                "hello world | The expression cannot be read from character 1 on: hello world",
                "2(3) | The expression cannot be read from character 2 on: (3)",
                "\"a\" + 1 | The expression cannot be read from character 1 on: \"a\" + 1",
            })
    @Timeout(20)
    void saysWhyItCannotCompute(String expression, String message) {
        ToolException failure = assertThrows(ToolException.class, () -> calculate(expression));

        assertEquals(message, failure.getMessage());
    }

    @Test
    @Timeout(20)
    void refusesHugeInputWithoutReadingIt() {
        String nested = "(".repeat(10_000) + "1" + ")".repeat(10_000);
        String megabyte = "1+".repeat(500_000) + "1";

        assertEquals(
                "The expression has 20001 characters; the calculator reads at most 4000.",
                assertThrows(ToolException.class, () -> calculate(nested)).getMessage());
        assertEquals(
                "The expression has 1000001 characters; the calculator reads at most 4000.",
                assertThrows(ToolException.class, () -> calculate(megabyte)).getMessage());
    }

    @ParameterizedTest
    @CsvSource({"(,)", "2^,''", "sqrt(,)", "-(,)", "2^(,)"})
    @Timeout(20)
    void refusesDeepNestingInsteadOfOverflowingTheStack(String open, String close) {
        String deep = open.repeat(600) + "1" + close.repeat(600);

        ToolException failure = assertThrows(ToolException.class, () -> calculate(deep));

        assertEquals("The expression is nested more than 200 levels deep.", failure.getMessage());
    }

    @Test
    @Timeout(20)
    void readsLongSumsAndManySigns() throws ToolException, InterruptedException {
        assertEquals("1000", calculate("1+".repeat(999) + "1"));
        assertEquals("1", calculate("-".repeat(3000) + "1"));
        assertEquals("1", calculate("(".repeat(150) + "1" + ")".repeat(150)));
    }

    @Test
    @Timeout(60)
    void theDearestExpressionsEndInGoodTime() throws ToolException, InterruptedException {
        String factorials = "449!-".repeat(799) + "449!";
        String powers = "1.000001^999999*".repeat(200) + "1";

        assertTrue(calculate(factorials).startsWith("-"));
        assertEquals(87, calculate(powers).indexOf('.'));
    }

    @Test
    void allDigitsOfALargeWholeNumberAreRight() throws ToolException, InterruptedException {
        assertEquals(BigInteger.TWO.pow(3000).toString(), calculate("2^3000"));
        assertEquals(
                BigInteger.valueOf(3)
                        .pow(500)
                        .multiply(BigInteger.valueOf(7).pow(400))
                        .toString(),
                calculate("3^500*7^400"));
    }

    /** An expression as text beside its value, computed by other code. */
    record Sum(String text, BigDecimal value) {}

    @Property(tries = 2000)
    void agreesWithDecimalArithmetic(@ForAll("sums") Sum sum) throws ToolException, InterruptedException {
        BigDecimal result = new BigDecimal(calculate(sum.text));

        BigDecimal tolerance = sum.value.abs().max(BigDecimal.ONE).movePointLeft(12);
        assertTrue(
                result.subtract(sum.value).abs().compareTo(tolerance) <= 0,
                () -> sum.text + " is " + sum.value + ", not " + result);
    }

    @Provide
    Arbitrary<Sum> sums() {
        return sums(4);
    }

    private static Arbitrary<Sum> sums(int depth) {
        Arbitrary<Sum> number = Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal("99999"))
                .ofScale(3)
                .map(n -> new Sum(n.toPlainString(), n));
        if (depth == 0) {
            return number;
        }
        Arbitrary<Sum> inner = Arbitraries.lazy(() -> sums(depth - 1));
        Arbitrary<Sum> two = Combinators.combine(inner, Arbitraries.of("+", "-", " * ", "/"), inner)
                .as(CalculatorTest::combined);
        Arbitrary<Sum> negated = inner.map(s -> new Sum("-(" + s.text + ")", s.value.negate()));
        Arbitrary<Sum> percentOf = Combinators.combine(number, inner)
                .as((p, s) -> new Sum(
                        "(" + p.text + "% of (" + s.text + "))",
                        p.value.movePointLeft(2).multiply(s.value)));
        return Arbitraries.oneOf(number, two, two, two, negated, percentOf);
    }

    private static Sum combined(Sum left, String operator, Sum right) {
        String text = "(" + left.text + operator + right.text + ")";
        return switch (operator.strip()) {
            case "+" -> new Sum(text, left.value.add(right.value));
            case "-" -> new Sum(text, left.value.subtract(right.value));
            case "*" -> new Sum(text, left.value.multiply(right.value));
            default ->
                right.value.signum() == 0 ? left : new Sum(text, left.value.divide(right.value, new MathContext(60)));
        };
    }

    private static String calculate(String expression) throws ToolException, InterruptedException {
        return Given.run(
                "calculator",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("expression", expression)
                        .toString());
    }
}
