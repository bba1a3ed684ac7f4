package sacred.cognition.strategy;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How sure a model says it is. What cannot be read is unknown, never zero; so is a number of which nobody knows whether it is
 * of ten or of a hundred.
 *
 * @param value in 0..1
 * @param written what the model wrote for it; empty for nothing
 */
public record Confidence(OptionalDouble value, String written) {

    public static final Confidence NONE = new Confidence(OptionalDouble.empty(), "");

    private static final String NUMBER = "(\\d{1,9}(?:[.,]\\d{0,9})?|[.,]\\d{1,9})";
    private static final Pattern PLAIN = Pattern.compile(NUMBER);
    private static final Pattern PERCENT = Pattern.compile(NUMBER + "\\s*(?:%|percent)");
    private static final Pattern OF = Pattern.compile(NUMBER + "\\s*(?:/|out of|of)\\s*(1|10|100)");
    private static final Pattern LINE =
            Pattern.compile("(?i)\\bconfidence(?: level| score)?[*_]*[ \\t]*[:=][*_]*[ \\t]*"
                    + "(\\S{1,40}?(?:[ \\t]*(?:%|percent|/|out of|of)[ \\t]*\\d*)?)[.;,]?(?=\\s|$)");
    /** Up to here a whole number may be meant as of ten. */
    private static final BigDecimal AMBIGUOUS = BigDecimal.TEN;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Reads the text of a confidence, such as {@code 0.85}, {@code 85%} or {@code 8/10}. */
    public static Confidence parse(String text) {
        String written = text.strip();
        String plain = written.toLowerCase(Locale.ROOT).replaceAll("^[*_`\"]+|[*_`\"]+$", "");
        return new Confidence(value(plain), written);
    }

    /** What a member says of its own answer: the last complete element outside of its thinking, else a line of that name. */
    public static Confidence in(String answer) {
        String said = Tags.outsideThinking(answer);
        Optional<String> element = Tags.last(said, "confidence");
        if (element.isPresent()) {
            return parse(element.get());
        }
        Matcher line = LINE.matcher(said);
        return line.find() ? parse(line.group(1)) : NONE;
    }

    private static OptionalDouble value(String text) {
        Matcher of = OF.matcher(text);
        if (of.matches()) {
            return share(number(of.group(1)), new BigDecimal(of.group(2)));
        }
        Matcher percent = PERCENT.matcher(text);
        if (percent.matches()) {
            return share(number(percent.group(1)), HUNDRED);
        }
        if (!PLAIN.matcher(text).matches()) {
            return OptionalDouble.empty();
        }
        BigDecimal number = number(text);
        if (number.compareTo(BigDecimal.ONE) <= 0) {
            return OptionalDouble.of(number.doubleValue());
        }
        return number.compareTo(AMBIGUOUS) > 0 ? share(number, HUNDRED) : OptionalDouble.empty();
    }

    private static OptionalDouble share(BigDecimal part, BigDecimal whole) {
        return part.compareTo(whole) <= 0
                ? OptionalDouble.of(part.doubleValue() / whole.doubleValue())
                : OptionalDouble.empty();
    }

    private static BigDecimal number(String digits) {
        String decimal = digits.replace(',', '.');
        return new BigDecimal(decimal.endsWith(".") ? decimal + "0" : decimal);
    }

    /** A word in the place of a number, such as {@code high}. */
    public Optional<String> label() {
        return value.isEmpty() && !written.isEmpty() && written.chars().noneMatch(Character::isDigit)
                ? Optional.of(written)
                : Optional.empty();
    }
}
