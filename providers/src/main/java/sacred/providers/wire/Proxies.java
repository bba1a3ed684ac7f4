package sacred.providers.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import sacred.providers.Origin;
import sacred.timeline.ErrorKind;

/**
 * The proxies of {@code HTTP_PROXY}, {@code HTTPS_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY}, in either case, as other
 * tools read them; the lower case goes first, and an empty variable is an absence. This machine is never behind a proxy. A
 * proxy that cannot be used is an error when it would have been, never a direct connection. Immutable.
 */
public final class Proxies extends ProxySelector {

    private final Map<String, ProxyAddress> byScheme;
    private final DirectHosts direct;

    private Proxies(Map<String, ProxyAddress> byScheme, DirectHosts direct) {
        this.byScheme = byScheme;
        this.direct = direct;
    }

    /** Every connection is direct. */
    public static Proxies none() {
        return of(Map.of());
    }

    /** Those that the environment names. */
    public static Proxies of(Map<String, String> env) {
        Map<String, ProxyAddress> byScheme = new HashMap<>();
        for (String scheme : List.of("http", "https")) {
            variable(env, scheme + "_proxy")
                    .or(() -> variable(env, "all_proxy"))
                    .filter(name -> !env.get(name).isBlank())
                    .ifPresent(name -> byScheme.put(scheme, ProxyAddress.of(name, env.get(name))));
        }
        String direct = variable(env, "no_proxy").map(env::get).orElse("");
        return new Proxies(byScheme, DirectHosts.of(direct));
    }

    private static Optional<String> variable(Map<String, String> env, String name) {
        return List.of(name, name.toUpperCase(Locale.ROOT)).stream()
                .filter(env::containsKey)
                .findFirst();
    }

    /** What the user should know of proxies that cannot be used, one sentence each; without what is secret in them. */
    public List<String> notes() {
        return byScheme.values().stream()
                .distinct()
                .flatMap(p -> p.problem().stream().map(why -> p.variable() + ": " + why + "."))
                .distinct()
                .toList();
    }

    /** Empty for a direct connection. */
    private Optional<ProxyAddress> on(URI uri) {
        String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        // a local server is never behind a proxy; most environments forget to say so
        return Origin.isThisMachine(host) || direct.contains(host, port(uri))
                ? Optional.empty()
                : Optional.ofNullable(byScheme.get(uri.getScheme().toLowerCase(Locale.ROOT)));
    }

    static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    /** @throws WireException when a proxy is named on the way there that cannot be used */
    Optional<ProxyAddress> way(URI uri) throws WireException {
        Optional<ProxyAddress> proxy = on(uri);
        if (proxy.isPresent() && proxy.get().problem().isPresent()) {
            throw Failure.of(
                            ErrorKind.CONFIG,
                            false,
                            "could not be asked: " + proxy.get().variable() + ": "
                                    + proxy.get().problem().get(),
                            "Correct the variable, or name the host in NO_PROXY.")
                    .thrown();
        }
        return proxy;
    }

    @Override
    public List<Proxy> select(URI uri) {
        return List.of(on(uri).filter(p -> p.problem().isEmpty())
                .map(p -> new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(p.host(), p.port())))
                .orElse(Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException e) {
        // the exchange reports it
    }
}
