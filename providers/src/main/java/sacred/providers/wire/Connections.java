package sacred.providers.wire;

import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * The connections to providers, kept open and shared by all calls. Safe for any thread.
 *
 * <p>Never follows a redirect: the JDK would send the key along to wherever it points.
 */
public final class Connections implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMillis(100);

    private record Kind(boolean secure, Duration connect) {}

    private final Optional<ProxySelector> proxy;
    private final Map<Kind, HttpClient> clients = new ConcurrentHashMap<>();

    /** @param proxy empty for direct connections */
    public Connections(Optional<ProxySelector> proxy) {
        this.proxy = proxy;
    }

    HttpClient client(URI uri, Duration connect) {
        return clients.computeIfAbsent(new Kind("https".equalsIgnoreCase(uri.getScheme()), connect), this::open);
    }

    private HttpClient open(Kind kind) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(kind.secure() ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                .connectTimeout(kind.connect())
                .executor(Executors.newVirtualThreadPerTaskExecutor());
        proxy.ifPresent(builder::proxy);
        if (!kind.secure()) {
            builder.sslContext(trustNobody());
        }
        return builder.build();
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
