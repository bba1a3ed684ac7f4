package sacred.cognition.strategy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an answer comes down to, so that two can be compared: a number, an option, a JSON value, or its words. Pure.
 *
 * @param value the same for answers that mean the same: {@code 42} for {@code 42.0} and for {@code The answer is 42 km.}
 */
record ShortAnswer(Kind kind, String value) {

    enum Kind {
        NUMBER,
        OPTION,
        JSON,
        /** Nothing shorter was found: the words in order. */
        TEXT
    }

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final Pattern MARK =
            Pattern.compile("(?i)\\banswer(?: is| would be)?\\s*[*_]*\\s*[:=]?[*_ \\t]*([^\\n]{1,200})");
    private static final Pattern BOXED = Pattern.compile("\\\\boxed\\{([^{}\\n]{1,200})}");
    private static final Pattern FENCE = Pattern.compile("(?s)^```\\w*[^\\S\\n]*+\\n(.*)\\n```$");
    private static final Pattern OPTION =
            Pattern.compile("\\(?([A-J])\\)?(?:[.):]+(?:\\s.*)?)?|\\(?([a-j])\\)(?:\\s.*)?");
    private static final Pattern NUMBER =
            Pattern.compile("[$€£]?\\s*([-+]?)[$€£]?\\s*(\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:[.,]\\d+)?|\\.\\d+)"
                    + "\\s*(?:%|[$€£]|[\\p{L}°²³/]+(?:\\s\\p{L}+){0,3})?");
    private static final Pattern THOUSANDS = Pattern.compile("\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?");
    private static final Pattern FRACTION = Pattern.compile("([-+]?)(\\d{1,18})\\s*/\\s*(\\d{1,18})");
    /** What stands around a value and is no part of it, beside blanks. */
    private static final String BEFORE = "*_`\"'$";

    private static final String BEHIND = BEFORE + ".!";

    /** Of an answer as a model wrote it, with its thinking and its confidence around it. */
    static ShortAnswer of(String answer) {
        String said = MemberAnswer.of(answer).strip();
        Optional<ShortAnswer> json = json(FENCE.matcher(said).replaceFirst("$1"));
        if (json.isPresent()) {
            return json.get();
        }
        for (String candidate : candidates(said)) {
            String bare = bare(candidate);
            Optional<ShortAnswer> found = fraction(bare).or(() -> number(bare)).or(() -> option(bare));
            if (found.isPresent()) {
                return found.get();
            }
        }
        return new ShortAnswer(Kind.TEXT, String.join(" ", Words.all(said)));
    }

    private static String bare(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && decorates(text.charAt(from), BEFORE)) {
            from++;
        }
        while (to > from && decorates(text.charAt(to - 1), BEHIND)) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean decorates(char c, String marks) {
        return Character.isWhitespace(c) || marks.indexOf(c) >= 0;
    }

    /** Where it may stand: behind the last word {@code answer}, in a box, alone, or alone on the last line. */
    private static List<String> candidates(String said) {
        String boxed = last(BOXED, said);
        String marked = last(MARK, said);
        String lastLine = said.lines().reduce("", (_, line) -> line);
        return List.of(boxed, marked, said, lastLine);
    }

    private static String last(Pattern pattern, String text) {
        String last = "";
        Matcher m = pattern.matcher(text);
        while (m.find()) {
            last = m.group(1);
        }
        return last;
    }

    private static Optional<ShortAnswer> fraction(String text) {
        Matcher m = FRACTION.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        long above = Long.parseLong(m.group(2));
        long below = Long.parseLong(m.group(3));
        long divisor = Math.max(1, gcd(above, below));
        String sign = m.group(1).equals("-") && above != 0 ? "-" : "";
        String value = below / divisor == 1 ? sign + above / divisor : sign + above / divisor + "/" + below / divisor;
        return Optional.of(new ShortAnswer(Kind.NUMBER, value));
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    private static Optional<ShortAnswer> number(String text) {
        Matcher m = NUMBER.matcher(text);
        if (text.length() > 200 || !m.matches()) {
            return Optional.empty();
        }
        String digits = m.group(2);
        String decimal = THOUSANDS.matcher(digits).matches() ? digits.replace(",", "") : digits.replace(',', '.');
        BigDecimal number = new BigDecimal(m.group(1).replace("+", "") + decimal);
        String value = number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        return Optional.of(new ShortAnswer(Kind.NUMBER, value));
    }

    private static Optional<ShortAnswer> option(String text) {
        Matcher m = OPTION.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        String letter = Optional.ofNullable(m.group(1)).orElseGet(() -> m.group(2));
        return Optional.of(new ShortAnswer(Kind.OPTION, letter.toUpperCase(Locale.ROOT)));
    }

    private static Optional<ShortAnswer> json(String text) {
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ShortAnswer(Kind.JSON, JSON.writeValueAsString(canonical(JSON.readTree(text)))));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Without the order of members, and with numbers by their value. */
    private static Object canonical(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> members = new TreeMap<>();
            node.properties().forEach(e -> members.put(e.getKey(), canonical(e.getValue())));
            return members;
        }
        if (node.isArray()) {
            return node.valueStream().map(ShortAnswer::canonical).toList();
        }
        return node.isNumber() ? Double.toString(node.doubleValue()) : node;
    }
}
