package sacred.cognition.tool;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** How the tools read and show numbers: decimal, without binary noise, within a range that stays quick. */
final class Numbers {

    /** For what has no exact decimal result. */
    static final MathContext DIVISION = MathContext.DECIMAL128;
    /** Numbers beyond 10 to this power, or its inverse, are refused: their digits would take unbounded time. */
    static final int MAX_EXPONENT = 1000;

    private static final MathContext WORKING = new MathContext(MAX_EXPONENT + 100);
    private static final int SHOWN_DECIMALS = 12;

    private Numbers() {}

    static BigDecimal parse(String text) throws ToolException {
        String digits = text.strip();
        if (digits.matches("[-+]?\\d{1,3}(,\\d{3})+(\\.\\d+)?")) {
            digits = digits.replace(",", "");
        }
        try {
            return inRange(new BigDecimal(digits));
        } catch (NumberFormatException notANumber) {
            throw new ToolException("\"" + text + "\" is not a number.");
        }
    }

    /** The number, if computing with it stays quick. */
    static BigDecimal inRange(BigDecimal number) throws ToolException {
        long exponent = exponent(number);
        if (number.signum() != 0 && exponent > MAX_EXPONENT) {
            throw new ToolException("The number is too large: it is beyond 10^" + MAX_EXPONENT + ".");
        }
        if (number.signum() != 0 && exponent < -MAX_EXPONENT) {
            throw new ToolException("The number is too close to zero: it is below 10^-" + MAX_EXPONENT + ".");
        }
        return number.signum() == 0 ? BigDecimal.ZERO : number.round(WORKING);
    }

    /** At most 12 decimals (12 digits below 1), no trailing zeros; powers of ten where plain digits would mislead. */
    static String plain(BigDecimal number) {
        if (number.signum() == 0) {
            return "0";
        }
        BigDecimal shown = number.stripTrailingZeros();
        if (shown.scale() > SHOWN_DECIMALS) {
            shown = exponent(shown) >= 0
                    ? shown.setScale(SHOWN_DECIMALS, RoundingMode.HALF_EVEN)
                    : shown.round(new MathContext(SHOWN_DECIMALS, RoundingMode.HALF_EVEN));
            shown = shown.stripTrailingZeros();
        }
        boolean tiny = exponent(shown) < -SHOWN_DECIMALS;
        boolean round = shown.scale() < 0 && exponent(shown) >= DIVISION.getPrecision();
        return tiny || round ? shown.toString() : shown.toPlainString();
    }

    private static long exponent(BigDecimal number) {
        return (long) number.precision() - number.scale() - 1;
    }
}
