package sacred.app.stats;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import sacred.app.view.Figures;
import sacred.timeline.Cost;

/** A bar a day, the highest is the largest; a day on which nothing was asked is a dot. */
final class Days {

    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final char NOTHING = '·';
    /** More would not stand in a line. */
    private static final int MOST = 60;

    private Days() {}

    /** @param days those with calls, in order, by the names that {@link LocalDate} gives them */
    static List<String> lines(List<Group> days) {
        Map<LocalDate, Group> byDay =
                days.stream().collect(Collectors.toMap(day -> LocalDate.parse(day.name()), Function.identity()));
        LocalDate last = LocalDate.parse(days.getLast().name());
        LocalDate first = LocalDate.parse(days.getFirst().name());
        LocalDate earliest = last.minusDays(MOST - 1L);
        List<Optional<Group>> shown = (first.isBefore(earliest) ? earliest : first)
                .datesUntil(last.plusDays(1))
                .map(day -> Optional.ofNullable(byDay.get(day)))
                .toList();
        String range = "  " + (first.isBefore(earliest) ? earliest : first) + " to " + last;
        List<String> lines = new ArrayList<>();
        lines.add("calls a day  " + sparkline(shown, day -> BigDecimal.valueOf(day.calls())) + range);
        Optional<BigDecimal> dearest = shown.stream()
                .flatMap(Optional::stream)
                .flatMap(day -> day.cost().usd().stream())
                .max(BigDecimal::compareTo)
                .filter(usd -> usd.signum() > 0);
        dearest.ifPresent(usd -> lines.add("cost a day   "
                + sparkline(shown, day -> day.cost().usd().orElse(BigDecimal.ZERO)) + range + ", the highest "
                + Figures.money(Cost.of(usd)) + (known(shown) ? "" : "; what is not known is in no bar")));
        return lines;
    }

    private static boolean known(List<Optional<Group>> days) {
        return days.stream()
                .flatMap(Optional::stream)
                .allMatch(day -> day.cost().usd().isPresent() && day.cost().complete());
    }

    private static String sparkline(List<Optional<Group>> days, Function<Group, BigDecimal> value) {
        BigDecimal most = days.stream()
                .flatMap(Optional::stream)
                .map(value)
                .max(BigDecimal::compareTo)
                .orElse(BigDecimal.ONE);
        StringBuilder bars = new StringBuilder();
        for (Optional<Group> day : days) {
            BigDecimal of = day.map(value).orElse(BigDecimal.ZERO);
            bars.append(of.signum() <= 0 ? NOTHING : bar(of, most));
        }
        return bars.toString();
    }

    private static char bar(BigDecimal value, BigDecimal most) {
        int eighths = value.multiply(BigDecimal.valueOf(BARS.length()))
                .divide(most, 0, RoundingMode.CEILING)
                .intValueExact();
        return BARS.charAt(eighths - 1);
    }
}
