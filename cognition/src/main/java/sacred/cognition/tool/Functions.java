package sacred.cognition.tool;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** The arithmetic of the calculator beyond plus, minus and times. Angles are in radians. */
final class Functions {

    static final BigDecimal PI = new BigDecimal("3.141592653589793238462643383279503");
    static final BigDecimal E = new BigDecimal("2.718281828459045235360287471352662");

    private static final MathContext WHOLE_POWERS = new MathContext(Numbers.MAX_EXPONENT + 100);
    /** What a double is good for; more would show its binary noise. */
    private static final MathContext DOUBLE_DIGITS = new MathContext(15);

    private static final int MAX_FACTORIAL = 449;
    private static final int MAX_POWER = 999_999_999;

    private Functions() {}

    static BigDecimal apply(String name, List<BigDecimal> all) throws ToolException {
        BigDecimal first = all.getFirst();
        return switch (name) {
            case "min" -> Collections.min(all);
            case "max" -> Collections.max(all);
            case "mod" -> mod(first, second(name, all));
            case "round" -> first.setScale(all.size() == 1 ? 0 : places(second(name, all)), RoundingMode.HALF_UP);
            case "log" -> all.size() == 1 ? ofOne(name, first) : divide(log(first), log(second(name, all)));
            default -> {
                if (all.size() != 1) {
                    throw new ToolException(name + " takes one argument, not " + all.size() + ".");
                }
                yield ofOne(name, first);
            }
        };
    }

    private static BigDecimal ofOne(String name, BigDecimal x) throws ToolException {
        return switch (name) {
            case "abs" -> x.abs();
            case "floor" -> x.setScale(0, RoundingMode.FLOOR);
            case "ceil" -> x.setScale(0, RoundingMode.CEILING);
            case "sqrt" -> sqrt(x);
            case "cbrt" -> ofDouble(name, x, Math::cbrt);
            case "exp" -> ofDouble(name, x, Math::exp);
            case "ln" -> ofDouble(name, x, Math::log);
            case "log" -> ofDouble(name, x, Math::log10);
            case "sin" -> ofDouble(name, x, Math::sin);
            case "cos" -> ofDouble(name, x, Math::cos);
            case "tan" -> ofDouble(name, x, Math::tan);
            case "asin" -> ofDouble(name, x, Math::asin);
            case "acos" -> ofDouble(name, x, Math::acos);
            case "atan" -> ofDouble(name, x, Math::atan);
            default -> throw new ToolException("The calculator has no function \"" + name + "\".");
        };
    }

    static BigDecimal divide(BigDecimal dividend, BigDecimal divisor) throws ToolException {
        if (divisor.signum() == 0) {
            throw new ToolException("Division by zero.");
        }
        return dividend.divide(divisor, Numbers.DIVISION);
    }

    /** The remainder that has the sign of the divisor. */
    static BigDecimal mod(BigDecimal dividend, BigDecimal divisor) throws ToolException {
        if (divisor.signum() == 0) {
            throw new ToolException("Division by zero.");
        }
        BigDecimal rest = dividend.remainder(divisor);
        return rest.signum() * divisor.signum() < 0 ? rest.add(divisor) : rest;
    }

    static BigDecimal factorial(BigDecimal number) throws ToolException {
        BigDecimal n = number.stripTrailingZeros();
        if (n.signum() < 0 || n.scale() > 0) {
            throw new ToolException("Only whole numbers from 0 on have a factorial.");
        }
        if (n.compareTo(BigDecimal.valueOf(MAX_FACTORIAL)) > 0) {
            throw new ToolException("The factorial is too large: at most " + MAX_FACTORIAL + "! is computed.");
        }
        BigDecimal product = BigDecimal.ONE;
        for (int i = 2; i <= n.intValueExact(); i++) {
            product = product.multiply(BigDecimal.valueOf(i));
        }
        return product;
    }

    static BigDecimal power(BigDecimal base, BigDecimal exponent) throws ToolException {
        if (base.signum() == 0) {
            return exponent.signum() < 0
                    ? divide(BigDecimal.ONE, base)
                    : exponent.signum() == 0 ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        BigDecimal n = exponent.stripTrailingZeros();
        if (n.abs().compareTo(BigDecimal.valueOf(MAX_POWER)) > 0) {
            throw new ToolException("The exponent is too large: it is beyond " + MAX_POWER + ".");
        }
        if (n.scale() <= 0) {
            return wholePower(base, n.intValueExact());
        }
        if (base.signum() < 0) {
            throw new ToolException("A negative number has no real power of " + Numbers.plain(exponent) + ".");
        }
        return n.compareTo(new BigDecimal("0.5")) == 0
                ? sqrt(base)
                : ofDouble("a power", base, x -> Math.pow(x, n.doubleValue()));
    }

    /** Estimates the size first: 9^(9^9) alone has 370 million digits. */
    private static BigDecimal wholePower(BigDecimal base, int n) throws ToolException {
        int exponent = base.precision() - base.scale() - 1;
        double mantissa = base.abs().scaleByPowerOfTen(-exponent).doubleValue();
        double resultExponent = (exponent + Math.log10(mantissa)) * n;
        if (resultExponent > Numbers.MAX_EXPONENT + 1) {
            throw new ToolException("The result is too large: it is beyond 10^" + Numbers.MAX_EXPONENT + ".");
        }
        if (resultExponent < -Numbers.MAX_EXPONENT - 1) {
            throw new ToolException("The result is too close to zero: it is below 10^-" + Numbers.MAX_EXPONENT + ".");
        }
        BigDecimal power = base.pow(Math.abs(n), WHOLE_POWERS);
        return n < 0 ? divide(BigDecimal.ONE, power) : power;
    }

    private static BigDecimal sqrt(BigDecimal x) throws ToolException {
        if (x.signum() < 0) {
            throw new ToolException("A negative number has no real square root.");
        }
        return x.sqrt(Numbers.DIVISION);
    }

    private static BigDecimal log(BigDecimal x) throws ToolException {
        return ofDouble("log", x, Math::log);
    }

    private static int places(BigDecimal number) throws ToolException {
        if (number.abs().compareTo(BigDecimal.valueOf(100)) > 0) {
            throw new ToolException("Numbers are rounded to at most 100 places.");
        }
        return number.intValue();
    }

    private static BigDecimal second(String name, List<BigDecimal> all) throws ToolException {
        if (all.size() != 2) {
            throw new ToolException(name + " takes two arguments, not " + all.size() + ".");
        }
        return all.get(1);
    }

    private static BigDecimal ofDouble(String name, BigDecimal x, DoubleUnaryOperator function) throws ToolException {
        double result = function.applyAsDouble(x.doubleValue());
        // tan near its pole and values beyond a double would be noise that looks like a number
        if (Double.isNaN(result) || Double.isInfinite(result) || name.equals("tan") && Math.abs(result) > 1e15) {
            throw new ToolException("There is no result for " + name + " of " + Numbers.plain(x) + ".");
        }
        BigDecimal digits = new BigDecimal(result).round(DOUBLE_DIGITS);
        // sin(pi) is zero, not 1.2e-16
        return name.equals("sin") || name.equals("cos") || name.equals("tan")
                ? digits.setScale(15, RoundingMode.HALF_EVEN)
                : digits;
    }
}
