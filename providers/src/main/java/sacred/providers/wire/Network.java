package sacred.providers.wire;

import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import sacred.providers.Timeouts;
import sacred.timeline.ErrorKind;

/** Words for what the network does. The JDK has none: a refused connection and an unknown host both say {@code null}. */
final class Network {

    private Network() {}

    /** Nothing has been answered yet. */
    static WireException before(Throwable cause, URI uri, Timeouts timeouts) {
        String place = uri.getHost() + ":" + port(uri);
        if (found(cause, HttpConnectTimeoutException.class).isPresent()) {
            return unreachable(
                    place + " did not accept a connection within " + seconds(timeouts.connect()),
                    "Check its base_url and the network.",
                    false);
        }
        if (found(cause, UnresolvedAddressException.class).isPresent()
                || found(cause, UnknownHostException.class).isPresent()) {
            return unreachable("cannot find the host " + uri.getHost(), "Check its base_url and the network.", true);
        }
        if (found(cause, ConnectException.class).isPresent()) {
            return unreachable("nothing listens at " + place, "Check that it is running and its base_url.", false);
        }
        if (found(cause, SSLException.class).isPresent()) {
            return unreachable(
                    "no secure connection to " + place + " could be made",
                    "Check whether its base_url should begin with http:// instead of https://.",
                    false);
        }
        return Failure.interrupted("closed the connection without an answer").thrown();
    }

    /** A part of the answer may have arrived. */
    static WireException during() {
        return Failure.interrupted("broke the connection before the answer was complete")
                .thrown();
    }

    static WireException silent(Duration patience) {
        return timeout("sent nothing for " + seconds(patience) + " after the request");
    }

    static WireException idle(Duration patience) {
        return timeout("stopped in the middle of the answer and sent nothing for " + seconds(patience));
    }

    private static WireException timeout(String what) {
        return Failure.of(ErrorKind.TIMEOUT, true, what, "").thrown();
    }

    private static WireException unreachable(String what, String advice, boolean retryable) {
        return Failure.of(ErrorKind.UNREACHABLE, retryable, what, advice).thrown();
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    private static Optional<Throwable> found(Throwable cause, Class<? extends Throwable> type) {
        return Stream.iterate(cause, c -> c != null, Throwable::getCause)
                .filter(type::isInstance)
                .findFirst();
    }
}
