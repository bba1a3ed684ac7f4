package sacred.providers.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** When a provider wants to be asked again: in a header if there is one, else in the body, else in its words. */
record RetryHints(HttpHeaders headers, InstantSource clock) {

    private static final Pattern DURATION = Pattern.compile(
            "(?:(\\d{1,6})h)?(?:(\\d{1,6})m(?!s))?(?:(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s))?", Pattern.CASE_INSENSITIVE);
    private static final Pattern WORDS = Pattern.compile(
            "(?:try again|retry) (?:in|after) ((?:\\d{1,6}h)?(?:\\d{1,6}m(?!s))?(?:\\d{1,9}(?:\\.\\d{1,9})?m?s)?)",
            Pattern.CASE_INSENSITIVE);
    private static final String LIMIT = "x-ratelimit-reset-";
    private static final Pattern ANTHROPIC_RESET = Pattern.compile("anthropic-ratelimit-(.+)-reset");

    /** What {@code x-should-retry} says. */
    Optional<Boolean> shouldRetry() {
        return header("x-should-retry").flatMap(v -> switch (v.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    Optional<Duration> retryAfter(JsonNode body, String said) {
        return header("retry-after-ms")
                .flatMap(RetryHints::millis)
                .or(() -> header("retry-after").flatMap(this::secondsOrDate))
                .or(this::exhausted)
                .or(() -> inBody(body, said));
    }

    static Optional<Duration> inBody(JsonNode body, String said) {
        return retryInfo(body).or(() -> inWords(said));
    }

    /** The reset of the limits that are used up; the longest of them. */
    Optional<Duration> exhausted() {
        return longest(headers.map().keySet().stream().map(name -> {
            String lower = name.toLowerCase(Locale.ROOT);
            Matcher anthropic = ANTHROPIC_RESET.matcher(lower);
            if (lower.startsWith(LIMIT)) {
                return usedUp("x-ratelimit-remaining-" + lower.substring(LIMIT.length()))
                        ? header(name).flatMap(RetryHints::duration)
                        : Optional.empty();
            }
            return anthropic.matches() && usedUp("anthropic-ratelimit-" + anthropic.group(1) + "-remaining")
                    ? header(name).flatMap(this::until)
                    : Optional.empty();
        }));
    }

    private boolean usedUp(String header) {
        return header(header).filter("0"::equals).isPresent();
    }

    private static Optional<Duration> retryInfo(JsonNode body) {
        for (JsonNode detail : body.path("error").path("details")) {
            Optional<Duration> delay = duration(detail.path("retryDelay").asText());
            if (delay.isPresent()) {
                return delay;
            }
        }
        return Optional.empty();
    }

    private static Optional<Duration> inWords(String said) {
        Matcher matcher = WORDS.matcher(said);
        return matcher.find() ? duration(matcher.group(1)) : Optional.empty();
    }

    private Optional<Duration> secondsOrDate(String value) {
        return value.matches("\\d{1,9}(\\.\\d+)?") ? duration(value) : date(value);
    }

    private Optional<Duration> date(String value) {
        try {
            return Optional.of(ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant())
                    .map(this::from);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Optional<Duration> until(String timestamp) {
        try {
            return Optional.of(Instant.parse(timestamp)).map(this::from);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** From now to then; nothing for a past that has passed. */
    private Duration from(Instant then) {
        Duration wait = Duration.between(clock.instant(), then);
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    /** The more exact of two headers that contradict each other; but Azure sends a zero beside a whole second. */
    private static Optional<Duration> millis(String value) {
        return value.matches("\\d{1,12}")
                ? Optional.of(Duration.ofMillis(Long.parseLong(value))).filter(Duration::isPositive)
                : Optional.empty();
    }

    /** {@code 1h2m3.5s}, {@code 20ms}, {@code 48s} or plain seconds. */
    private static Optional<Duration> duration(String value) {
        String text = value.matches("\\d{1,9}(\\.\\d+)?") ? value + "s" : value;
        Matcher m = DURATION.matcher(text);
        if (text.isEmpty() || !m.matches()) {
            return Optional.empty();
        }
        double last = m.group(3) == null ? 0 : Double.parseDouble(m.group(3));
        double millis = "ms".equalsIgnoreCase(m.group(4)) ? last : last * 1000;
        return Optional.of(Duration.ofHours(number(m.group(1)))
                .plusMinutes(number(m.group(2)))
                .plusNanos(Math.round(millis * 1e6)));
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static Optional<Duration> longest(Stream<Optional<Duration>> waits) {
        return waits.flatMap(Optional::stream).max(Comparator.naturalOrder());
    }

    private Optional<String> header(String name) {
        return headers.firstValue(name).map(String::strip);
    }
}
