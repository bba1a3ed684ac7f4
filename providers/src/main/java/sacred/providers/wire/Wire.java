package sacred.providers.wire;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import sacred.providers.Timeouts;

/**
 * What every exchange with a provider needs from outside.
 *
 * @param nanos a monotonic clock
 * @param clock the wall clock, for dates in headers
 */
public record Wire(Connections connections, LongSupplier nanos, InstantSource clock) {

    /** Sends the request. The exchange has to be closed. */
    public Exchange send(Request request, Timeouts timeouts) throws WireException {
        return send(request, timeouts, (_, _) -> {});
    }

    /** Likewise; {@code quiet} is told of silences. */
    public Exchange send(Request request, Timeouts timeouts, Quiet quiet) throws WireException {
        return Exchange.send(this, request, timeouts, quiet);
    }

    /** What a status that is no success means. */
    Failure refusal(int status, HttpHeaders headers, String body) {
        return Failures.ofStatus(status, new RetryHints(headers, clock), body);
    }

    /** How long, by what a provider says beside an answer, nothing more may be asked of it. */
    public Optional<Duration> exhausted(HttpHeaders headers) {
        return new RetryHints(headers, clock).exhausted();
    }
}
