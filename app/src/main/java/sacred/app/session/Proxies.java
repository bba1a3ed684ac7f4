package sacred.app.session;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sacred.app.config.BaseUrl;

/** The proxies of {@code HTTP_PROXY}, {@code HTTPS_PROXY} and {@code NO_PROXY}, in either case, as other tools read them. */
final class Proxies extends ProxySelector {

    private final Map<String, Optional<Proxy>> byScheme;
    private final List<String> direct;

    private Proxies(Map<String, Optional<Proxy>> byScheme, List<String> direct) {
        this.byScheme = byScheme;
        this.direct = direct;
    }

    /** Empty when the environment names none. */
    static Optional<ProxySelector> of(Map<String, String> env) {
        Map<String, Optional<Proxy>> byScheme =
                Map.of("http", proxy(variable(env, "http_proxy")), "https", proxy(variable(env, "https_proxy")));
        if (byScheme.values().stream().allMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        List<String> direct = Stream.of(variable(env, "no_proxy").split(","))
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .filter(host -> !host.isEmpty())
                .toList();
        return Optional.of(new Proxies(byScheme, direct));
    }

    private static String variable(Map<String, String> env, String name) {
        return env.getOrDefault(name, env.getOrDefault(name.toUpperCase(Locale.ROOT), ""));
    }

    private static Optional<Proxy> proxy(String value) {
        if (value.isBlank()) {
            return Optional.empty();
        }
        try {
            URI uri = URI.create(value.contains("://") ? value : "http://" + value);
            if (uri.getHost() == null) {
                return Optional.empty();
            }
            int port = uri.getPort() < 0 ? 80 : uri.getPort();
            return Optional.of(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(uri.getHost(), port)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<Proxy> select(URI uri) {
        String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        Optional<Proxy> proxy = byScheme.getOrDefault(uri.getScheme(), Optional.empty());
        // a local server is never behind a proxy; most environments forget to say so
        return List.of(BaseUrl.isLoopback(host) || isDirect(host) ? Proxy.NO_PROXY : proxy.orElse(Proxy.NO_PROXY));
    }

    private boolean isDirect(String host) {
        return direct.stream()
                .anyMatch(d -> d.equals("*") || host.equals(d) || host.endsWith(d.startsWith(".") ? d : "." + d));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException e) {
        // the exchange reports it
    }
}
