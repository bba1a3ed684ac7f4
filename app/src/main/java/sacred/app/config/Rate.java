package sacred.app.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many requests may go to a provider in a stretch of time, as in {@code 30/min}. */
public record Rate(int requests, Duration per) {

    private static final Pattern WRITTEN = Pattern.compile("([1-9][0-9]{0,5})/(s|min|h)");

    static Optional<Rate> parse(String text) {
        Matcher m = WRITTEN.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        Duration per = switch (m.group(2)) {
            case "s" -> Duration.ofSeconds(1);
            case "min" -> Duration.ofMinutes(1);
            default -> Duration.ofHours(1);
        };
        return Optional.of(new Rate(Integer.parseInt(m.group(1)), per));
    }
}
