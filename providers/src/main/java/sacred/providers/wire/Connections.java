package sacred.providers.wire;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import sacred.timeline.ErrorKind;

/**
 * The connections to providers, kept open and shared by all calls. Safe for any thread.
 *
 * <p>Never follows a redirect: the JDK would send the key along to wherever it points.
 */
public final class Connections implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMillis(100);

    private record Kind(boolean secure, Duration connect) {}

    static {
        // Java leaves the password of a proxy out of the request that opens a tunnel unless it is told not to
        System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
    }

    private final Proxies proxies;
    private final Trust trust;
    private final Map<Kind, HttpClient> clients = new ConcurrentHashMap<>();

    /**
     * Whose certificates are believed, beside those of Java's authorities.
     *
     * @param named by the user
     * @param certFile of {@code SSL_CERT_FILE}, read when the first secure connection is needed: it may hold hundreds
     */
    public record Trust(Authorities named, Optional<Path> certFile) {

        /** Java's authorities alone. */
        public static final Trust OF_JAVA = new Trust(Authorities.OF_JAVA, Optional.empty());

        private Authorities read() throws WireException {
            try {
                return certFile.isPresent() ? named.and(Authorities.in(certFile.get())) : named;
            } catch (Authorities.Unreadable e) {
                throw Failure.of(
                                ErrorKind.CONFIG,
                                false,
                                "could not be asked: the file of SSL_CERT_FILE, " + certFile.get() + ", "
                                        + e.getMessage(),
                                "Correct the variable or remove it.")
                        .thrown();
            }
        }
    }

    public Connections(Proxies proxies, Trust trust) {
        this.proxies = proxies;
        this.trust = trust;
    }

    /** Without proxies, and with the authorities that Java knows. */
    public static Connections direct() {
        return new Connections(Proxies.none(), Trust.OF_JAVA);
    }

    /** Whether these believe exactly what {@code other} says. */
    public boolean trusts(Trust other) {
        return trust.equals(other);
    }

    Proxies proxies() {
        return proxies;
    }

    /**
     * A client for one address: through the proxy that the environment names for it, and with the authorities that are trusted.
     *
     * @throws WireException when the file of authorities cannot be read
     */
    public HttpClient client(URI uri, Duration connect) throws WireException {
        Kind kind = new Kind("https".equalsIgnoreCase(uri.getScheme()), connect);
        HttpClient open = clients.get(kind);
        if (open != null) {
            return open;
        }
        Authorities authorities = kind.secure() ? trust.read() : Authorities.OF_JAVA;
        return clients.computeIfAbsent(kind, k -> open(k, authorities));
    }

    private HttpClient open(Kind kind, Authorities authorities) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(kind.secure() ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                .connectTimeout(kind.connect())
                .executor(Executors.newVirtualThreadPerTaskExecutor());
        builder.proxy(proxies);
        if (!kind.secure()) {
            builder.sslContext(trustNobody());
        } else if (!authorities.own().isEmpty()) {
            builder.sslContext(authorities.context());
        }
        return builder.build();
    }

    /** Ends the connections when what goes over them has ended; does not wait for it. */
    public void retire() {
        clients.values().forEach(HttpClient::shutdown);
    }

    /**
     * Ends every connection. Worth it although the process ends: a JVM waits up to 300 ms at its exit for threads that are in
     * native code, and the selector of an open client is.
     */
    @Override
    public void close() {
        clients.values().forEach(HttpClient::shutdownNow);
        for (HttpClient client : clients.values()) {
            try {
                client.awaitTermination(PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The default context reads the trust store even when it is never used: a delay before the first local token. */
    private static SSLContext trustNobody() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }
}
