package sacred.providers.builtin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The units of measurement that can be converted, by every name people use for them. */
public final class UnitTable {

    /**
     * One unit. {@code base = (value + offset) * numerator / denominator}; two units convert when they are of one kind.
     *
     * @param symbol how results are labelled
     */
    public record Unit(String kind, String symbol, BigDecimal numerator, BigDecimal denominator, BigDecimal offset) {}

    private static final Map<String, List<Unit>> BY_NAME = new LinkedHashMap<>();
    private static final Map<String, List<Unit>> BY_LOWER_CASE = new LinkedHashMap<>();

    static {
        read().lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(UnitTable::add);
    }

    private UnitTable() {}

    /**
     * The units of that name: as it is written ({@code Mb} is not {@code MB}), else whatever its case. None when it is
     * unknown, several when it is ambiguous.
     */
    public static List<Unit> find(String name) {
        String wanted = name.strip();
        return BY_NAME.getOrDefault(wanted, BY_LOWER_CASE.getOrDefault(wanted.toLowerCase(Locale.ROOT), List.of()));
    }

    /** The kinds of units there are, in the order of the table. */
    public static List<String> kinds() {
        return BY_NAME.values().stream()
                .flatMap(List::stream)
                .map(Unit::kind)
                .distinct()
                .toList();
    }

    private static void add(String line) {
        String[] column = line.split("\t");
        String[] factor = column[1].split("/");
        String[] names = column[3].split(",");
        Unit unit = new Unit(
                column[0],
                names[0],
                new BigDecimal(factor[0]),
                factor.length > 1 ? new BigDecimal(factor[1]) : BigDecimal.ONE,
                new BigDecimal(column[2]));
        Stream.of(names).forEach(name -> put(BY_NAME, name, unit));
        Stream.of(names)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .distinct()
                .forEach(name -> put(BY_LOWER_CASE, name, unit));
    }

    private static void put(Map<String, List<Unit>> map, String name, Unit unit) {
        map.computeIfAbsent(name, _ -> new ArrayList<>()).add(unit);
    }

    private static String read() {
        try (InputStream table = UnitTable.class.getResourceAsStream("units.tsv")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
