package sacred.providers.builtin;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sacred.providers.ToolCall;

/** Conversions: {@code convert 10 km to miles}, {@code how many inches are in a foot}. Both units have to be known. */
final class ConversionQuestions implements Recogniser {

    private static final String NUMBER = "[-\u2212+]?(?:\\d[\\d,]*(?:\\.\\d+)?|\\.\\d+)(?:[eE][-+]?\\d+)?";
    private static final Pattern VALUE_FIRST = Pattern.compile(
            "^(?:what is |what's |how much is |convert )?(" + NUMBER + "|an?) ?(.{1,30}?) (?:to|in|into|as) (.{1,30})$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern UNIT_FIRST = Pattern.compile(
            "^how (?:many|much) (.{1,30}?) (?:are |is )?(?:there )?in (" + NUMBER + "|an?|one) ?(.{1,30})$",
            Pattern.CASE_INSENSITIVE);

    @Override
    public Optional<ToolCall> recognise(String question, LocalDate today) {
        Matcher m = VALUE_FIRST.matcher(question);
        if (m.matches()) {
            return conversion(m.group(1), m.group(2), m.group(3));
        }
        m = UNIT_FIRST.matcher(question);
        return m.matches() ? conversion(m.group(2), m.group(3), m.group(1)) : Optional.empty();
    }

    private static Optional<ToolCall> conversion(String value, String from, String to) {
        if (UnitTable.find(from).isEmpty() || UnitTable.find(to).isEmpty()) {
            return Optional.empty();
        }
        String number = Character.isLetter(value.charAt(0)) ? "1" : value.replace('\u2212', '-');
        return Recogniser.call("units", "value", number, "from", from.strip(), "to", to.strip());
    }
}
