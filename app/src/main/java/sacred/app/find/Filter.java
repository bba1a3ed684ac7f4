package sacred.app.find;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sacred.app.host.Since;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Cost;
import sacred.timeline.journal.Start;

/**
 * A condition on a block that is no word.
 *
 * @param starts false where the beginning of a record says that its block does not fit
 * @param literals what stands in the record of every block that fits
 */
record Filter(Predicate<Block> fits, Predicate<Start> starts, List<String> literals) {

    private static final Pattern FILTER = Pattern.compile("(kind|provider|model|tool|cost|took|since):(.+)");
    /** As the user is told which there are. */
    static final String NAMES = "kind: provider: model: tool: cost: took: since:";

    private static final String KEY_OF_COSTS = "cost_usd";
    private static final Pattern MORE_OR_LESS = Pattern.compile("([<>])(\\d+(?:\\.\\d+)?)(ms|s|m)?");
    private static final List<String> KINDS = List.of("input", "route", "tool", "format", "error");

    /**
     * Empty where the term is no filter.
     *
     * @throws IllegalArgumentException with a sentence for people, when it makes no sense
     */
    static Optional<Filter> of(String term, Since since) {
        Matcher m = FILTER.matcher(term);
        if (!m.matches()) {
            return Optional.empty();
        }
        String value = m.group(2);
        return Optional.of(
                switch (m.group(1)) {
                    case "kind" -> kind(value);
                    case "provider" ->
                        decoded(anyCall(call -> call.model().provider().equals(value)), Stream.of(value));
                    case "model" -> model(value);
                    case "tool" -> tool(value);
                    case "cost" -> cost(value);
                    case "took" -> took(value);
                    default -> since(value, since);
                });
    }

    private static Filter decoded(Predicate<Block> fits, Stream<String> literals) {
        return new Filter(fits, _ -> true, literals.filter(l -> !l.isEmpty()).toList());
    }

    private static Filter kind(String value) {
        if (!KINDS.contains(value)) {
            throw new IllegalArgumentException(
                    "kind:" + value + " is unknown; there are input, route, tool, format and error.");
        }
        return new Filter(
                block -> block.kind().equals(value), start -> start.kind().equals(value), List.of());
    }

    /** With or without the provider in front; a star stands for anything. */
    private static Filter model(String value) {
        Pattern glob = glob(value);
        Predicate<Block> fits =
                anyCall(call -> glob.matcher(call.model().model()).matches()
                        || glob.matcher(call.model().toString()).matches());
        // of the model that stands behind a colon the colon is in no record
        return decoded(fits, Stream.of(value.split("[*:]")));
    }

    private static Filter tool(String value) {
        Pattern glob = glob(value);
        return decoded(
                block -> Texts.runs(block).stream()
                        .anyMatch(run -> glob.matcher(run.name()).matches()),
                Stream.of(value.split("\\*")));
    }

    private static Pattern glob(String value) {
        String quoted = Stream.of(value.split("\\*", -1))
                .map(Pattern::quote)
                .reduce((a, b) -> a + ".*" + b)
                .orElse("");
        return Pattern.compile(quoted, Pattern.CASE_INSENSITIVE);
    }

    private static Filter cost(String value) {
        Matcher m = comparison("cost", value, "cost:>0.05");
        BigDecimal limit = new BigDecimal(m.group(2));
        int sign = sign(m);
        Predicate<Block> fits = block -> {
            Cost cost = Cost.sum(block.calls().stream().map(Call::cost).toList());
            // of a cost of which a part is unknown nobody can say that it is below anything
            boolean known = sign > 0 || cost.complete();
            return known
                    && cost.usd().filter(usd -> usd.compareTo(limit) * sign > 0).isPresent()
                    && !block.calls().isEmpty();
        };
        Predicate<Start> starts = start -> sign < 0
                || start.costs().atMost().map(most -> most.compareTo(limit) > 0).orElse(true);
        return new Filter(fits, starts, List.of(KEY_OF_COSTS));
    }

    private static Filter took(String value) {
        Matcher m = comparison("took", value, "took:>20s");
        String unit = m.group(3) == null ? "s" : m.group(3);
        BigDecimal limit = new BigDecimal(m.group(2))
                .multiply(BigDecimal.valueOf(unit.equals("ms") ? 1 : unit.equals("s") ? 1000 : 60_000));
        int sign = sign(m);
        Predicate<Long> fits = millis -> BigDecimal.valueOf(millis).compareTo(limit) * sign > 0;
        return new Filter(
                block -> block.head().durationMs().stream().anyMatch(fits::test),
                start -> fits.test(start.durationMs()),
                List.of());
    }

    private static Filter since(String value, Since since) {
        Instant from = since.of(value)
                .orElseThrow(() -> new IllegalArgumentException(
                        "since:" + value + " is no time; it takes 7d, 12h or a date such as 2026-11-30."));
        return new Filter(block -> !block.head().at().isBefore(from), start -> notBefore(start.at(), from), List.of());
    }

    private static boolean notBefore(String at, Instant from) {
        try {
            return !Instant.parse(at).isBefore(from);
        } catch (DateTimeException e) {
            return true;
        }
    }

    private static Matcher comparison(String name, String value, String example) {
        Matcher m = MORE_OR_LESS.matcher(value);
        if (!m.matches()) {
            throw new IllegalArgumentException(name + ":" + value + " makes no sense; it is written " + example + ".");
        }
        return m;
    }

    private static int sign(Matcher comparison) {
        return comparison.group(1).equals(">") ? 1 : -1;
    }

    private static Predicate<Block> anyCall(Predicate<Call> what) {
        return block -> block.calls().stream().anyMatch(what);
    }
}
