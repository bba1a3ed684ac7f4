package sacred.cognition.tool;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One arithmetic expression while it is read and computed, in decimal: exact for sums, products and whole powers, 34
 * digits for quotients and roots, 15 for the other functions. One thread, used once.
 *
 * <p>{@code %} is the remainder when an operand follows it ({@code 7 % 3}), else a percentage: of the left side after
 * {@code +} and {@code -} ({@code 200 + 10%} is 220), a hundredth elsewhere ({@code 17% of 2340}).
 */
final class Expression {

    static final int MAX_CHARACTERS = 4000;
    static final int MAX_DEPTH = 200;

    private static final String EXPONENT = "(?:e[+-]?\\d+)?";
    private static final Pattern NUMBER = Pattern.compile("(?:\\d+\\.?\\d*|\\.\\d+)" + EXPONENT);
    private static final Pattern GROUPED = Pattern.compile("\\d{1,3}(?:,\\d{3})+(?![\\d,])(?:\\.\\d+)?" + EXPONENT);
    private static final Pattern NAME = Pattern.compile("[a-z]+");

    private record Value(BigDecimal number, boolean percent) {}

    private final String text;
    private int at;
    private int depth;
    /** Inside a function's arguments a comma separates them, elsewhere thousands. */
    private int functions;

    private Expression(String text) {
        this.text = text;
    }

    static BigDecimal evaluate(String expression) throws ToolException {
        if (expression.length() > MAX_CHARACTERS) {
            throw new ToolException("The expression has " + expression.length()
                    + " characters; the calculator reads at most " + MAX_CHARACTERS + ".");
        }
        Expression all = new Expression(expression
                .toLowerCase(Locale.ROOT)
                .replace("**", "^")
                .replaceAll("[×·∙∗]", "*")
                .replace('÷', '/')
                .replaceAll("[−–]", "-")
                .replace("²", "^2")
                .replace("³", "^3")
                .replaceAll("[\\s\\u00a0\\u202f]", " "));
        BigDecimal result = all.sum().number;
        return all.peek() == 0 ? result : all.unexpected();
    }

    private Value sum() throws ToolException {
        deeper();
        Value left = product();
        for (char operator = peek(); operator == '+' || operator == '-'; operator = peek()) {
            at++;
            Value right = product();
            BigDecimal amount = right.percent && !left.percent ? left.number.multiply(right.number) : right.number;
            boolean percent = left.percent && right.percent;
            left = value(operator == '+' ? left.number.add(amount) : left.number.subtract(amount), percent);
        }
        depth--;
        return left;
    }

    private Value product() throws ToolException {
        Value left = signed();
        while (true) {
            if (take("*") || takeWord("of") || takeWord("x")) {
                left = value(left.number.multiply(signed().number), false);
            } else if (take("/")) {
                left = value(Functions.divide(left.number, signed().number), false);
            } else if (take("%") || takeWord("mod")) {
                left = value(Functions.mod(left.number, signed().number), false);
            } else {
                return left;
            }
        }
    }

    private Value signed() throws ToolException {
        boolean negative = false;
        for (char sign = peek(); sign == '-' || sign == '+'; sign = peek()) {
            negative ^= sign == '-';
            at++;
        }
        Value value = power();
        return negative ? new Value(value.number.negate(), value.percent) : value;
    }

    private Value power() throws ToolException {
        Value base = postfix();
        if (!take("^")) {
            return base;
        }
        deeper();
        Value result = value(Functions.power(base.number, signed().number), false);
        depth--;
        return result;
    }

    private Value postfix() throws ToolException {
        Value value = new Value(primary(), false);
        while (true) {
            if (take("!")) {
                value = value(Functions.factorial(value.number), false);
            } else if (peek() == '%' && !operandFollows(at + 1)) {
                at++;
                value = value(value.number.movePointLeft(2), true);
            } else {
                return value;
            }
        }
    }

    private void deeper() throws ToolException {
        if (++depth > MAX_DEPTH) {
            throw new ToolException("The expression is nested more than " + MAX_DEPTH + " levels deep.");
        }
    }

    private boolean operandFollows(int after) {
        String rest = text.substring(after).stripLeading();
        return !rest.isEmpty()
                && (Character.isLetterOrDigit(rest.charAt(0)) || rest.charAt(0) == '(' || rest.charAt(0) == '.')
                && !rest.matches("(?:of|mod|x)(?![a-z]).*");
    }

    private BigDecimal primary() throws ToolException {
        if (take("(")) {
            BigDecimal inner = sum().number;
            return take(")") ? inner : unexpected();
        }
        peek();
        Matcher number = match(functions == 0 && match(GROUPED).lookingAt() ? GROUPED : NUMBER);
        if (number.lookingAt()) {
            at = number.end();
            return Numbers.parse(number.group().replace(",", ""));
        }
        Matcher name = match(NAME);
        if (!name.lookingAt()) {
            return unexpected();
        }
        at = name.end();
        return switch (name.group()) {
            case "pi" -> Functions.PI;
            case "e" -> Functions.E;
            default -> Numbers.inRange(Functions.apply(name.group(), arguments(name)));
        };
    }

    private List<BigDecimal> arguments(Matcher name) throws ToolException {
        if (!take("(")) {
            at = name.start();
            unexpected();
        }
        functions++;
        List<BigDecimal> arguments = new ArrayList<>();
        do {
            arguments.add(sum().number);
        } while (take(","));
        functions--;
        return take(")") ? arguments : List.of(unexpected());
    }

    /** The next character that is no space; 0 at the end. */
    private char peek() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean take(String symbol) {
        peek();
        boolean there = text.startsWith(symbol, at);
        at += there ? symbol.length() : 0;
        return there;
    }

    private boolean takeWord(String word) {
        peek();
        int end = at + word.length();
        boolean alone = end >= text.length() || !Character.isLetter(text.charAt(end));
        return alone && take(word);
    }

    private Matcher match(Pattern pattern) {
        return pattern.matcher(text).region(at, text.length());
    }

    private static Value value(BigDecimal number, boolean percent) throws ToolException {
        return new Value(Numbers.inRange(number), percent);
    }

    private BigDecimal unexpected() throws ToolException {
        throw new ToolException(
                at >= text.length()
                        ? "The expression ends too early."
                        : "The expression cannot be read from character " + (at + 1) + " on: "
                                + text.substring(at, Math.min(at + 20, text.length())));
    }
}
