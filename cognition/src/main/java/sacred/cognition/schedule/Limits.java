package sacred.cognition.schedule;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How much a provider may be asked.
 *
 * @param places requests at a time
 * @param rate empty for none
 */
public record Limits(int places, Optional<Rate> rate) {

    /** For a provider of which nothing is said. */
    public static final Limits USUAL = new Limits(8, Optional.empty());

    /** At most so many requests in any stretch of time. */
    public record Rate(int requests, Duration per) {

        /** {@code 30 requests a minute}. */
        String inWords() {
            String unit = switch ((int) Math.min(per.toSeconds(), Integer.MAX_VALUE)) {
                case 1 -> "a second";
                case 60 -> "a minute";
                case 3600 -> "an hour";
                default -> "in " + per.toMillis() + " ms";
            };
            return String.format(Locale.ROOT, "%,d request%s %s", requests, requests == 1 ? "" : "s", unit);
        }
    }
}
