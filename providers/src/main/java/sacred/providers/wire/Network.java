package sacred.providers.wire;

import java.io.IOException;
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

/**
 * Words for what the network does on the way of one request. The JDK has none: a refused connection and an unknown host both
 * say {@code null}.
 *
 * @param proxy on the way, if there is one
 */
record Network(URI uri, Optional<ProxyAddress> proxy, Timeouts timeouts) {

    private static final String PROXY = "Check the variable, or name the host in NO_PROXY.";

    static final int PROXY_WANTS_A_PASSWORD = 407;

    /** The proxy does not know us. */
    static final class ProxyRefusal extends IOException {}

    /** @throws WireException when it is the proxy that answers, not the server */
    void check(int status) throws WireException {
        if (proxy.isPresent() && status == PROXY_WANTS_A_PASSWORD) {
            throw before(new ProxyRefusal());
        }
    }

    /** Nothing has been answered yet. */
    WireException before(Throwable cause) {
        String place = uri.getHost() + ":" + Proxies.port(uri);
        if (found(cause, HttpConnectTimeoutException.class).isPresent()) {
            return unreachable(
                    proxy.map(ProxyAddress::place).orElse(place) + " did not accept a connection within "
                            + seconds(timeouts.connect()),
                    proxy.isPresent() ? PROXY : "Check its base_url and the network.",
                    false);
        }
        if (found(cause, UnresolvedAddressException.class).isPresent()
                || found(cause, UnknownHostException.class).isPresent()) {
            return unreachable(
                    "cannot find the host " + proxy.map(ProxyAddress::place).orElse(uri.getHost()),
                    proxy.isPresent() ? PROXY : "Check its base_url and the network.",
                    true);
        }
        if (found(cause, ConnectException.class).isPresent()) {
            return unreachable(
                    "nothing listens at " + proxy.map(ProxyAddress::place).orElse(place),
                    proxy.isPresent() ? PROXY : "Check that it is running and its base_url.",
                    false);
        }
        Optional<Throwable> insecure = found(cause, SSLException.class);
        if (insecure.isPresent()) {
            return Insecure.of(insecure.get(), uri, place).thrown();
        }
        if (proxy.isPresent() && found(cause, ProxyRefusal.class).isPresent()) {
            return unreachable(
                    proxy.get().place() + " wants a user and a password, or others than it got (HTTP 407)",
                    "Write them as http://user:password@host:port in the variable.",
                    false);
        }
        if (proxy.isPresent() && tunnelRefused(cause)) {
            return unreachable(proxy.get().place() + " refused to connect to " + place, PROXY, false);
        }
        return Failure.interrupted("closed the connection without an answer").thrown();
    }

    /** Java has no type for it. */
    private static boolean tunnelRefused(Throwable cause) {
        return Stream.iterate(cause, c -> c != null, Throwable::getCause)
                .anyMatch(c -> String.valueOf(c.getMessage()).startsWith("Tunnel failed"));
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

    /** It would be silent again if it were asked again. */
    static WireException withoutContent(Duration patience) {
        return Failure.of(
                        ErrorKind.TIMEOUT,
                        false,
                        "said that it was alive for " + seconds(patience) + " without a piece of an answer",
                        "timeouts.content_s of the configuration is the limit.")
                .thrown();
    }

    private static WireException timeout(String what) {
        return Failure.of(ErrorKind.TIMEOUT, true, what, "").thrown();
    }

    private static WireException unreachable(String what, String advice, boolean retryable) {
        return Failure.of(ErrorKind.UNREACHABLE, retryable, what, advice).thrown();
    }

    static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    private static Optional<Throwable> found(Throwable cause, Class<? extends Throwable> type) {
        return Stream.iterate(cause, c -> c != null, Throwable::getCause)
                .filter(type::isInstance)
                .findFirst();
    }
}
