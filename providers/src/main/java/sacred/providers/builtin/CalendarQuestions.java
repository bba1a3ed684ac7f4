package sacred.providers.builtin;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sacred.providers.ToolCall;

/** Questions of time and date: {@code what is the date today}, {@code days until 2027-01-01}, {@code time in Tokyo}. */
final class CalendarQuestions implements Recogniser {

    private static final String CLOCK = "clock";
    private static final String WHAT = "(?:what is |what's |whats |what )?";
    private static final String DATE = "(.{3,40}?)";
    private static final Pattern TODAY = of("^(?:" + WHAT + "(?:the )?(?:current |today's )?date(?: is it)?(?: today)?"
            + "|what (?:day|date|year|weekday|month) is (?:it|today)(?: today)?|what day of the week is (?:it|today)"
            + "|what (?:is|day is) today|" + WHAT + "the day today|what today's date is)$");
    private static final Pattern TIME = of("^(?:" + WHAT + "(?:the )?(?:current )?time(?: is it| it is)?)"
            + "(?: now| right now)?(?: in (.{2,40}))?$");
    /** One word names a subject, and "what is time?" is for philosophers. */
    private static final Pattern TOPIC = of("^(?:what is |what's |whats |what )?(?:a )?(?:time|date)$");

    private static final Pattern WEEKDAY = of("^(?:(?:on )?(?:what|which) (?:weekday|day|day of the week)"
            + " (?:is|was|will be|does|did|will) |(?:what is |what's )?the weekday of |weekday of )" + DATE
            + "(?: fall on| fall| be)?$");
    private static final Pattern BETWEEN = of("^(?:how many |(?:what is )?the number of |number of )?days"
            + "(?: are| is| were)?(?: it| there)? (?:between|from) " + DATE + " (?:and|to|until|till) " + DATE + "$");
    private static final Pattern UNTIL = of("^(?:how many days(?: are| is)?(?: it| there)?|days|how long(?: is it)?)"
            + "(?: left| remaining| to go)? (?:until|till|before|to) " + DATE + "$");
    private static final Pattern SINCE =
            of("^(?:how many days(?: have passed| is it| are there)?|days|how long(?: is it)?) since " + DATE + "$");
    private static final Pattern LATER = of("^(?:(?:what|which) (?:date|day) (?:is|was|will be|will it be|is it) )?"
            + "(\\d{1,6}) (days?|weeks?) (from|after|before|ago)(?: " + DATE + ")?$");

    private static Pattern of(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    @Override
    public Optional<ToolCall> recognise(String question, LocalDate today) {
        if (TODAY.matcher(question).matches() && !TOPIC.matcher(question).matches()) {
            return Recogniser.call(CLOCK, "operation", "date");
        }
        return time(question)
                .or(() -> oneDate("weekday", WEEKDAY, question, today))
                .or(() -> between(question, today))
                .or(() -> oneDate("days_until", UNTIL, question, today))
                .or(() -> since(question, today))
                .or(() -> later(question, today));
    }

    private static Optional<ToolCall> time(String question) {
        Matcher m = TIME.matcher(question);
        if (!m.matches() || TOPIC.matcher(question).matches()) {
            return Optional.empty();
        }
        if (m.group(1) == null) {
            return Recogniser.call(CLOCK, "operation", "now");
        }
        return Zones.find(m.group(1))
                .map(ZoneId::getId)
                .flatMap(zone -> Recogniser.call(CLOCK, "operation", "now", "zone", zone));
    }

    private static Optional<ToolCall> oneDate(String operation, Pattern pattern, String question, LocalDate today) {
        Matcher m = pattern.matcher(question);
        return !m.matches()
                ? Optional.empty()
                : CalendarDate.parse(m.group(1), today)
                        .flatMap(d -> Recogniser.call(CLOCK, "operation", operation, "date", d.toString()));
    }

    private static Optional<ToolCall> between(String question, LocalDate today) {
        Matcher m = BETWEEN.matcher(question);
        if (!m.matches()) {
            return Optional.empty();
        }
        Optional<LocalDate> to = CalendarDate.parse(m.group(2), today);
        return CalendarDate.parse(m.group(1), today).flatMap(from -> to.flatMap(end -> between(from, end)));
    }

    private static Optional<ToolCall> between(LocalDate from, LocalDate to) {
        return Recogniser.call(CLOCK, "operation", "days_between", "date", from.toString(), "to", to.toString());
    }

    private static Optional<ToolCall> since(String question, LocalDate today) {
        Matcher m = SINCE.matcher(question);
        return m.matches()
                ? CalendarDate.parse(m.group(1), today).flatMap(from -> between(from, today))
                : Optional.empty();
    }

    private static Optional<ToolCall> later(String question, LocalDate today) {
        Matcher m = LATER.matcher(question);
        if (!m.matches() || (m.group(4) == null) != m.group(3).equalsIgnoreCase("ago")) {
            return Optional.empty();
        }
        boolean back = m.group(3).equalsIgnoreCase("ago") || m.group(3).equalsIgnoreCase("before");
        int days = Integer.parseInt(m.group(1))
                * (m.group(2).toLowerCase(Locale.ROOT).startsWith("week") ? 7 : 1);
        Optional<LocalDate> from = m.group(4) == null ? Optional.of(today) : CalendarDate.parse(m.group(4), today);
        return from.flatMap(d -> Recogniser.call(
                CLOCK, "operation", "add_days", "date", d.toString(), "days", String.valueOf(back ? -days : days)));
    }
}
