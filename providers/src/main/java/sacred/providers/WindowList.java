package sacred.providers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The windows that come with the program: those at the providers' own servers, each with its source and its date. A model is
 * found by its exact name, or by that of its undated name, as its price is.
 */
record WindowList(Map<String, Section> sections) {

    private static final String FILE = "windows.txt";

    /** @param tools empty where the source does not say */
    record Row(long tokens, Optional<Boolean> tools) {}

    /**
     * The windows at one server.
     *
     * @param asOf when they were taken from their source
     */
    record Section(String source, LocalDate asOf, Map<String, Row> rows) {

        Optional<Row> row(String model) {
            return Optional.ofNullable(rows.get(model))
                    .or(() -> PriceList.undated(model).map(rows::get));
        }
    }

    /** Read when the first window is looked for. */
    private static final class BuiltIn {
        static final WindowList LIST = read();

        private static WindowList read() {
            try (InputStream in = WindowList.class.getResourceAsStream(FILE)) {
                return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static WindowList builtIn() {
        return BuiltIn.LIST;
    }

    /** @throws IllegalArgumentException when a line is none of a table; it names the line */
    static WindowList parse(String table) {
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
                    row(sections.get(origin).rows(), List.of(line.split(" +")));
                }
            } catch (RuntimeException e) {
                throw new IllegalArgumentException(FILE + ": \"" + line + "\" is no line of a table of windows", e);
            }
        }
        return new WindowList(sections);
    }

    private static void row(Map<String, Row> rows, List<String> words) {
        Optional<Boolean> tools = switch (words.get(2)) {
            case "yes" -> Optional.of(true);
            case "no" -> Optional.of(false);
            case "-" -> Optional.empty();
            default -> throw new IllegalArgumentException("yes, no or -");
        };
        long tokens = Long.parseLong(words.get(1));
        if (words.size() != 3 || tokens < 1 || rows.put(words.getFirst(), new Row(tokens, tools)) != null) {
            throw new IllegalArgumentException("twice, or not whole");
        }
    }
}
