package sacred.providers.builtin;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sacred.providers.ToolCall;

/** Sums: {@code 2+2}, {@code what is 17% of 2340}, {@code the square root of 144}. */
final class ArithmeticQuestions implements Recogniser {

    private static final Pattern ASKED =
            Pattern.compile("^(?:(?:what is|what's|whats|how much is|calculate|compute|evaluate"
                    + "|work out|the result of|the value of) )*(.+)$");
    private static final Pattern WHAT_IS = Pattern.compile("^(?:what|how much) (.+) (?:is|equals)$");
    private static final String NUMBER = "(?:\\d[\\d,]*+(?:\\.\\d++)?+|\\.\\d++)(?:e[+-]?\\d++)?+";
    private static final Pattern TOKENS = Pattern.compile("(?:" + NUMBER
            + "|[-+*/^%(),!\u00d7\u00f7\u2212\u00b7\u00b2\u00b3]|(?:abs|sqrt|cbrt|floor|ceil|round|min|max|mod|ln|log"
            + "|exp|sin|cos|tan|asin|acos|atan)(?=\\()|\\b(?:of|mod|pi|e)\\b|(?<=[\\d) ])x(?=[\\d( ])|\\s)++");
    /** What makes a sum of a number: something between two operands, or a function. */
    private static final Pattern WORK = Pattern.compile(
            "(?:[\\d.)!%ie\u00b2\u00b3]\\s*(?:[-+*/^%x\u00d7\u00f7\u2212\u00b7]|\\bof\\b|\\bmod\\b)+\\s*[\\d.(a-z+-])"
                    + "|[a-z]\\(|\\d!|[\\d)][\u00b2\u00b3]");
    /** Looks like a sum and is none: a date, a telephone number, a byword. */
    private static final Pattern NO_SUM =
            Pattern.compile("\\d{4}-\\d{1,2}-\\d{1,2}|\\d{1,2}-\\d{1,2}-\\d{4}|\\d{1,2}/\\d{1,2}/\\d{2,4}"
                    + "|\\+?\\d{3}-(?:\\d{3}-)?\\d{4}|9/11|24/7|50/50|20/20|7/11|9-5|4-4-2");

    private static final String[][] WORDS = {
        {"\\bpercent\\b|\\bper cent\\b", "%"},
        {"\\b(?:multiplied by|times)\\b", "*"},
        {"\\bdivided by\\b", "/"},
        {"\\bplus\\b", "+"},
        {"\\bminus\\b", "-"},
        {"\\b(?:modulo|modulus)\\b", "mod"},
        {"\\s*\\b(?:raised )?to the power (?:of )?\\b", "^"},
        {"\\s*\\bsquared\\b", "^2"},
        {"\\s*\\bcubed\\b", "^3"},
        {"^(?:the )?(?:square root|sqrt) of (" + NUMBER + ")$", "sqrt($1)"},
        {"^(?:the )?cube root of (" + NUMBER + ")$", "cbrt($1)"},
        {"(?<=^|[\\s(*/+-])[$\u20ac\u00a3](?=\\d)", ""},
        {"(?<=\\d)\\s+%", "%"},
    };

    @Override
    public Optional<ToolCall> recognise(String question, LocalDate today) {
        String text = question.toLowerCase(Locale.ROOT);
        Matcher whatIs = WHAT_IS.matcher(text);
        Matcher asked = ASKED.matcher(text);
        String sum = whatIs.matches() ? whatIs.group(1) : asked.matches() ? asked.group(1) : "";
        for (String[] word : WORDS) {
            sum = sum.replaceAll(word[0], word[1]);
        }
        sum = sum.replaceAll("\\s+", " ").strip();
        boolean isSum = sum.chars().anyMatch(Character::isDigit)
                && TOKENS.matcher(sum).matches()
                && WORK.matcher(sum).find()
                && !NO_SUM.matcher(sum).matches();
        return isSum ? Recogniser.call("calculator", "expression", sum) : Optional.empty();
    }
}
