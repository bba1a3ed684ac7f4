package sacred.providers.wire;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;
import sacred.providers.Timeouts;

/**
 * How long nothing of an answer has come. Signs of life that are no content end no silence: they only keep the connection.
 * For one answer, and not thread-safe.
 */
final class Patience {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Timeouts timeouts;
    private final LongSupplier nanos;
    private final Quiet quiet;
    private long since;
    private boolean begun;
    private boolean told;

    Patience(Timeouts timeouts, LongSupplier nanos, Quiet quiet) {
        this.timeouts = timeouts;
        this.nanos = nanos;
        this.quiet = quiet;
        this.since = nanos.getAsLong();
    }

    /** A piece of the answer has come. */
    void content() {
        since = nanos.getAsLong();
        begun = true;
        told = false;
    }

    /** Something has come. */
    void alive() throws WireException {
        Duration silence = Duration.ofNanos(nanos.getAsLong() - since);
        if (silence.compareTo(timeouts.content()) > 0) {
            throw Network.withoutContent(timeouts.content());
        }
        if (silence.compareTo(timeouts.notice()) >= 0) {
            tell(silence, timeouts.content().minus(silence));
        }
    }

    /** Nothing at all has come for so long. */
    void silent(Duration silence, Duration left) {
        tell(silence, left);
    }

    /** To a second, where it is one: pieces never come at the moment itself. */
    private static Duration rounded(Duration silence) {
        return silence.compareTo(SECOND) < 0 ? silence : silence.plusMillis(500).truncatedTo(ChronoUnit.SECONDS);
    }

    private void tell(Duration silence, Duration left) {
        if (!told) {
            told = true;
            quiet.silent(
                    "has said nothing " + (begun ? "more " : "") + "for " + Network.seconds(rounded(silence)), left);
        }
    }
}
