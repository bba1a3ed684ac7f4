package sacred.app.config;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What a value of the file has to look like. {@link Schema} is the table of them. */
sealed interface Shape {

    /** A mapping with these keys and no other. */
    record Fields(Map<String, Shape> keys) implements Shape {}

    /** A mapping whose keys are names of the user's. */
    record Named(Shape each) implements Shape {}

    record ListOf(Shape each) implements Shape {}

    /** One value, or a list of them. */
    record OneOrMore(Shape each) implements Shape {}

    /** Text in which variables are expanded. */
    record Text() implements Shape {}

    /** Text that no message may show. Control characters are looked at later, with the reason at hand. */
    record Key() implements Shape {}

    record Url() implements Shape {}

    /** One of these words, with or without quotes. */
    record Word(List<String> allowed) implements Shape {}

    record Flag() implements Shape {}

    /**
     * A number, written in decimal digits.
     *
     * @param whole without a fraction
     * @param aboveLeast {@code least} itself is not allowed
     */
    record Number(BigDecimal least, BigDecimal most, boolean whole, boolean aboveLeast) implements Shape {

        String range() {
            String kind = whole ? "a whole number" : "a number";
            return kind
                    + (aboveLeast ? " above " : " from ")
                    + least.toPlainString()
                    + (aboveLeast ? " up to " : " to ")
                    + most.toPlainString();
        }

        boolean admits(BigDecimal n) {
            int low = n.compareTo(least);
            return (aboveLeast ? low > 0 : low >= 0) && n.compareTo(most) <= 0;
        }
    }

    /** {@code 30/min}. */
    record Frequency() implements Shape {}
}
