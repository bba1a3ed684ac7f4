package sacred.app.host;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A point of the past as people write it: {@code 7d}, {@code 12h}, or a date, which begins at midnight. */
public record Since(InstantSource clock, ZoneId zone) {

    private static final Pattern SPAN = Pattern.compile("(\\d{1,6})([dh])");

    /** Empty when it is none. */
    public Optional<Instant> of(String when) {
        try {
            Matcher span = SPAN.matcher(when);
            if (span.matches()) {
                long count = Long.parseLong(span.group(1));
                Duration back = span.group(2).equals("d") ? Duration.ofDays(count) : Duration.ofHours(count);
                return Optional.of(clock.instant().minus(back));
            }
            return Optional.of(LocalDate.parse(when).atStartOfDay(zone).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
