package sacred.cognition.strategy;

import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A member as a user writes it, and how often it is asked: {@code model}, {@code model:count}, or {@code model*count} where
 * the name of the model ends in a number itself.
 *
 * @param count empty when none is written
 */
public record MemberCount(String model, OptionalInt count) {

    /** Instances of one member. */
    public static final int MOST = 64;

    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+([.,]\\d+)?");

    /**
     * Reads what stands behind the last colon or star as a count if it is a number, and the whole is no model that is known.
     *
     * @param known whether a text is a model by itself
     * @throws IllegalArgumentException when there is no model or the count is none; the message is a sentence for the user
     */
    public static MemberCount parse(String text, Predicate<String> known) {
        if (known.test(text)) {
            return new MemberCount(text, OptionalInt.empty());
        }
        int star = text.lastIndexOf('*');
        if (star >= 0) {
            return counted(text, star);
        }
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            return new MemberCount(text, OptionalInt.empty());
        }
        String suffix = text.substring(colon + 1);
        String model = text.substring(0, colon);
        boolean isModel = model.isEmpty() || model.contains(":") || known.test(model);
        return isModel && (suffix.isEmpty() || NUMBER.matcher(suffix).matches())
                ? counted(text, colon)
                : new MemberCount(text, OptionalInt.empty());
    }

    private static MemberCount counted(String text, int at) {
        String model = text.substring(0, at);
        String count = text.substring(at + 1);
        if (model.isEmpty() || model.endsWith(":")) {
            throw new IllegalArgumentException("\"" + text + "\" has no model before the count.");
        }
        try {
            int number = Integer.parseInt(count);
            if (number >= 1 && number <= MOST) {
                return new MemberCount(model, OptionalInt.of(number));
            }
        } catch (NumberFormatException e) {
            // said below, as for a number out of range
        }
        throw new IllegalArgumentException("\"" + text + "\" asks for \"" + count
                + "\" instances: write a whole number from 1 to " + MOST + " behind the model, or nothing.");
    }
}
