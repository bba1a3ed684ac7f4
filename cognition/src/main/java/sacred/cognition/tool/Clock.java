package sacred.cognition.tool;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import sacred.providers.ToolSpec;
import sacred.providers.builtin.Zones;

/** The time, the date and the days between dates, by the calendar of the user's time zone. */
final class Clock implements Tool {

    private static final ToolSpec SPEC = new ToolSpec(
            "clock",
            "Tells the current time and date and counts days. Operations: now (zone?), date (zone?), weekday (date?),"
                    + " days_between (date, to), days_until (date), add_days (date?, days). Dates are ISO, like"
                    + " 2024-02-29; an absent date is today.",
            """
            {"type":"object","properties":{\
            "operation":{"type":"string","enum":["now","date","weekday","days_between","days_until","add_days"]},\
            "date":{"type":"string"},"to":{"type":"string"},"days":{"type":"integer","description":"may be negative"},\
            "zone":{"type":"string","description":"like Asia/Tokyo; the user's when absent"}},\
            "required":["operation"]}\
            """);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss 'on' EEEE, d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEEE", Locale.ENGLISH);

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public String run(Arguments arguments, Context context) throws ToolException {
        ZoneId zone = zone(arguments, context);
        ZonedDateTime now = context.clock().instant().atZone(zone);
        LocalDate today = now.toLocalDate();
        String operation = arguments.text("operation");
        return switch (operation) {
            case "now" ->
                TIME.format(now) + " (" + zone.getId() + ", UTC"
                        + now.getOffset().getId().replace("Z", "+00:00") + ")";
            case "date" -> described(today);
            case "weekday" -> weekday(date(arguments).orElse(today), today);
            case "days_between" -> between(required(arguments, "date"), required(arguments, "to"));
            case "days_until" -> until(required(arguments, "date"), today);
            case "add_days" -> later(date(arguments).orElse(today), days(arguments));
            default ->
                throw new ToolException("The clock has no operation \"" + operation
                        + "\". There are: now, date, weekday, days_between, days_until, add_days.");
        };
    }

    private static String described(LocalDate date) {
        return DATE.format(date) + " (" + date + ")";
    }

    private static String weekday(LocalDate date, LocalDate today) {
        String verb = date.isBefore(today) ? " was a " : date.isAfter(today) ? " will be a " : " is a ";
        return date + verb + WEEKDAY.format(date);
    }

    private static String between(LocalDate from, LocalDate to) {
        return counted(ChronoUnit.DAYS.between(from, to)) + " from " + from + " to " + to;
    }

    private static String until(LocalDate date, LocalDate today) {
        long days = ChronoUnit.DAYS.between(today, date);
        return days < 0
                ? date + " was " + counted(-days) + " ago, counted from today, " + today
                : counted(days) + " until " + date + ", counted from today, " + today;
    }

    private static String later(LocalDate date, long days) throws ToolException {
        try {
            String direction = days < 0 ? " before " : " after ";
            return counted(Math.abs(days)) + direction + date + " is " + described(date.plusDays(days));
        } catch (DateTimeException | ArithmeticException beyond) {
            throw new ToolException("That date is outside the calendar.");
        }
    }

    private static String counted(long days) {
        return days == 1 || days == -1 ? days + " day" : days + " days";
    }

    private static ZoneId zone(Arguments arguments, Context context) throws ToolException {
        Optional<String> name = arguments.optional("zone");
        return name.isEmpty()
                ? context.zone()
                : Zones.find(name.get())
                        .orElseThrow(() -> new ToolException("The time zone \"" + name.get()
                                + "\" is unknown. Zones are named like Europe/Berlin."));
    }

    private static LocalDate required(Arguments arguments, String name) throws ToolException {
        return parse(arguments.text(name));
    }

    private static Optional<LocalDate> date(Arguments arguments) throws ToolException {
        Optional<String> text = arguments.optional("date");
        return text.isEmpty() ? Optional.empty() : Optional.of(parse(text.get()));
    }

    private static LocalDate parse(String text) throws ToolException {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeException noDate) {
            throw new ToolException("\"" + text + "\" is not a date. Dates are written like 2024-02-29.");
        }
    }

    private static long days(Arguments arguments) throws ToolException {
        try {
            return Numbers.parse(arguments.text("days")).longValueExact();
        } catch (ArithmeticException fraction) {
            throw new ToolException("The number of days has to be whole.");
        }
    }
}
