package sacred.providers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The prices that come with the program: those of the providers' own servers, each with its source and its date.
 *
 * <p>A model is found by its exact name, or by that of its undated name: {@code gpt-4o-2024-08-06} and
 * {@code claude-haiku-4-5-20251001} are snapshots of what precedes the date. No other part of a name is ever left out.
 */
public record PriceList(Map<String, Section> sections) {

    private static final String FILE = "prices.txt";
    private static final String NONE = "-";
    private static final String ABOVE = ">";
    private static final Pattern SNAPSHOT =
            Pattern.compile("(.+)-20\\d\\d(-?)(?:0[1-9]|1[0-2])\\2(?:0[1-9]|[12]\\d|3[01])");

    /**
     * The prices at one server.
     *
     * @param source where they were found, for people
     * @param asOf when they were taken from there
     */
    public record Section(String source, LocalDate asOf, Map<String, Price> prices) {

        Optional<Price> price(String model) {
            return Optional.ofNullable(prices.get(model))
                    .or(() -> undated(model).map(prices::get));
        }
    }

    /** Read when the first price is looked for. */
    private static final class BuiltIn {
        static final PriceList LIST = read();

        private static PriceList read() {
            try (InputStream in = PriceList.class.getResourceAsStream(FILE)) {
                return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static PriceList builtIn() {
        return BuiltIn.LIST;
    }

    /** The name of the model that a dated one is a snapshot of; empty when it carries no date. */
    static Optional<String> undated(String model) {
        Matcher matcher = SNAPSHOT.matcher(model);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** @throws IllegalArgumentException when a line is none of a table; it names the line */
    static PriceList parse(String table) {
        Map<String, Section> sections = new LinkedHashMap<>();
        String origin = "";
        String source = "";
        for (String line : table.lines().map(String::strip).toList()) {
            try {
                if (line.startsWith("[")) {
                    origin = line.substring(1, line.length() - 1);
                } else if (line.startsWith("source: ")) {
                    source = line.substring("source: ".length());
                } else if (line.startsWith("as of: ")) {
                    LocalDate asOf = LocalDate.parse(line.substring("as of: ".length()));
                    sections.put(origin, new Section(source, asOf, new LinkedHashMap<>()));
                } else if (!line.isEmpty() && !line.startsWith("#")) {
                    row(sections.get(origin).prices(), List.of(line.split(" +")));
                }
            } catch (RuntimeException e) {
                throw new IllegalArgumentException(FILE + ": \"" + line + "\" is no line of a price table", e);
            }
        }
        return new PriceList(sections);
    }

    private static void row(Map<String, Price> prices, List<String> words) {
        OptionalInt most =
                words.get(5).equals(NONE) ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(words.get(5)));
        Optional<Price.Above> above = Optional.empty();
        if (words.size() > 6) {
            Price price = price(words.subList(8, 12), OptionalInt.empty(), Optional.empty());
            above = Optional.of(new Price.Above(Long.parseLong(words.get(7)), price));
        }
        boolean whole = words.size() == 6 || words.size() == 12 && words.get(6).equals(ABOVE);
        if (!whole || prices.put(words.get(0), price(words.subList(1, 5), most, above)) != null) {
            throw new IllegalArgumentException("twice, or not whole");
        }
    }

    private static Price price(List<String> words, OptionalInt most, Optional<Price.Above> above) {
        return new Price(
                new BigDecimal(words.get(0)),
                new BigDecimal(words.get(1)),
                optional(words.get(2)),
                optional(words.get(3)),
                most,
                above);
    }

    private static Optional<BigDecimal> optional(String word) {
        return word.equals(NONE) ? Optional.empty() : Optional.of(new BigDecimal(word));
    }
}
