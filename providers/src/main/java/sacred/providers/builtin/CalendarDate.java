package sacred.providers.builtin;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A date as people write it: {@code 2027-01-01}, {@code 1 January 2027}, {@code March 3rd}, {@code tomorrow},
 * {@code Christmas}. Without a year the next such day is meant, today included. {@code 3/4/2027} is not read: it means
 * two days.
 */
final class CalendarDate {

    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");
    private static final Pattern DAY_FIRST =
            Pattern.compile("(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]{3,9})\\.?(?:,? (\\d{4}))?");
    private static final Pattern MONTH_FIRST =
            Pattern.compile("([a-z]{3,9})\\.? (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?");
    private static final Map<String, MonthDay> FEASTS = Map.of(
            "christmas", MonthDay.of(12, 25),
            "christmas day", MonthDay.of(12, 25),
            "christmas eve", MonthDay.of(12, 24),
            "new year", MonthDay.of(1, 1),
            "new year's day", MonthDay.of(1, 1),
            "new year's eve", MonthDay.of(12, 31),
            "end of the year", MonthDay.of(12, 31),
            "halloween", MonthDay.of(10, 31),
            "valentine's day", MonthDay.of(2, 14));

    private CalendarDate() {}

    static Optional<LocalDate> parse(String text, LocalDate today) {
        String date = text.strip().toLowerCase(Locale.ROOT).replaceFirst("^the ", "");
        try {
            return switch (date) {
                case "today", "now" -> Optional.of(today);
                case "tomorrow" -> Optional.of(today.plusDays(1));
                case "yesterday" -> Optional.of(today.minusDays(1));
                default -> named(date, today).or(() -> written(date, today));
            };
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> named(String date, LocalDate today) {
        return Optional.ofNullable(FEASTS.get(date)).map(feast -> next(feast, today));
    }

    private static Optional<LocalDate> written(String date, LocalDate today) {
        Matcher iso = ISO.matcher(date);
        if (iso.matches()) {
            return Optional.of(LocalDate.of(number(iso, 1), number(iso, 2), number(iso, 3)));
        }
        Matcher dayFirst = DAY_FIRST.matcher(date);
        if (dayFirst.matches()) {
            return of(dayFirst.group(2), number(dayFirst, 1), dayFirst.group(3), today);
        }
        Matcher monthFirst = MONTH_FIRST.matcher(date);
        return monthFirst.matches()
                ? of(monthFirst.group(1), number(monthFirst, 2), monthFirst.group(3), today)
                : Optional.empty();
    }

    private static Optional<LocalDate> of(String name, int day, String year, LocalDate today) {
        return month(name)
                .map(month -> year == null
                        ? next(MonthDay.of(month, day), today)
                        : LocalDate.of(Integer.parseInt(year), month, day));
    }

    private static Optional<Month> month(String name) {
        return Arrays.stream(Month.values())
                .filter(m -> m.name().toLowerCase(Locale.ROOT).equals(name)
                        || m.name().toLowerCase(Locale.ROOT).substring(0, 3).equals(name)
                        || (m == Month.SEPTEMBER && name.equals("sept")))
                .findFirst();
    }

    /** 29 February may be eight years away, across a century that is no leap year. */
    private static LocalDate next(MonthDay day, LocalDate today) {
        return Stream.iterate(today.getYear(), year -> year + 1)
                .filter(day::isValidYear)
                .map(day::atYear)
                .filter(date -> !date.isBefore(today))
                .findFirst()
                .orElseThrow();
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
