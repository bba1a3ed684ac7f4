package sacred.app.find;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sacred.app.host.Since;
import sacred.timeline.Block;
import sacred.timeline.Call;

/**
 * What is looked for: words that all have to occur, in any case, and filters, {@code kind:error provider:groq model:gpt-4*
 * cost:>0.05 took:>20s since:7d}. A word with a colon that is no filter is a word.
 *
 * @param words in lower case
 * @param filters of a block; all have to hold
 */
public record Query(List<String> words, List<Predicate<Block>> filters) {

    private static final Pattern FILTER = Pattern.compile("(kind|provider|model|cost|took|since):(.+)");
    private static final Pattern MORE_OR_LESS = Pattern.compile("([<>])(\\d+(?:\\.\\d+)?)(ms|s|m)?");

    /** @throws IllegalArgumentException with a sentence for people, when a filter makes no sense */
    public static Query of(List<String> terms, Since since) {
        List<String> words = new ArrayList<>();
        List<Predicate<Block>> filters = new ArrayList<>();
        for (String term : terms) {
            Matcher filter = FILTER.matcher(term);
            if (filter.matches()) {
                filters.add(filter(filter.group(1), filter.group(2), since));
            } else {
                words.add(term.toLowerCase(Locale.ROOT));
            }
        }
        return new Query(List.copyOf(words), List.copyOf(filters));
    }

    private static Predicate<Block> filter(String name, String value, Since since) {
        return switch (name) {
            case "kind" -> kind(value);
            case "provider" -> anyCall(call -> call.model().provider().equals(value));
            case "model" -> model(value);
            case "cost" -> cost(value);
            case "took" -> took(value);
            default -> since(value, since);
        };
    }

    private static Predicate<Block> kind(String value) {
        if (!List.of("input", "route", "tool", "format", "error").contains(value)) {
            throw new IllegalArgumentException(
                    "kind:" + value + " is unknown; there are input, route, tool, format and error.");
        }
        return block -> block.kind().equals(value);
    }

    /** With or without the provider in front; a star stands for anything. */
    private static Predicate<Block> model(String value) {
        Pattern glob = Pattern.compile(
                "\\Q" + value.replace("\\E", "").replace("*", "\\E.*\\Q") + "\\E", Pattern.CASE_INSENSITIVE);
        return anyCall(call -> glob.matcher(call.model().model()).matches()
                || glob.matcher(call.model().toString()).matches());
    }

    private static Predicate<Block> cost(String value) {
        Matcher m = comparison("cost", value, "cost:>0.05");
        BigDecimal limit = new BigDecimal(m.group(2));
        int sign = m.group(1).equals(">") ? 1 : -1;
        return block -> block.calls().stream()
                        .flatMap(call -> call.cost().usd().stream())
                        .reduce(BigDecimal::add)
                        .map(usd -> usd.compareTo(limit) * sign)
                        .orElse(0)
                > 0;
    }

    private static Predicate<Block> took(String value) {
        Matcher m = comparison("took", value, "took:>20s");
        String unit = m.group(3) == null ? "s" : m.group(3);
        BigDecimal millis = new BigDecimal(m.group(2))
                .multiply(BigDecimal.valueOf(unit.equals("ms") ? 1 : unit.equals("s") ? 1000 : 60_000));
        int sign = m.group(1).equals(">") ? 1 : -1;
        return block -> BigDecimal.valueOf(block.head().durationMs()).compareTo(millis) * sign > 0;
    }

    private static Predicate<Block> since(String value, Since since) {
        Instant from = since.of(value)
                .orElseThrow(() -> new IllegalArgumentException(
                        "since:" + value + " is no time; it takes 7d, 12h or a date such as 2026-11-30."));
        return block -> !block.head().at().isBefore(from);
    }

    private static Matcher comparison(String name, String value, String example) {
        Matcher m = MORE_OR_LESS.matcher(value);
        if (!m.matches()) {
            throw new IllegalArgumentException(name + ":" + value + " makes no sense; it is written " + example + ".");
        }
        return m;
    }

    private static Predicate<Block> anyCall(Predicate<Call> what) {
        return block -> block.calls().stream().anyMatch(what);
    }
}
